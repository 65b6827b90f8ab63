"""Every entry of every menu: where it stands, what it says, its mark, its key, and whether it can be chosen."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from csp_planner.domain.terms import Term
from csp_planner.messages.typography import with_plain_gaps

from ...domain.helpers import credited
from ..hand import answer, select, workspace_of

MENUS = Path(__file__).with_name("menus.txt").read_text("utf-8")
"""What every menu holds in French: a line ``= name`` begins each of them."""
HERE = QPoint(40, 40)


def lines_of(menu, path=""):
    """One line for each entry of *menu* and of its submenus: path and text, (off) where it is grey, mark, keys."""
    found = []
    for action in menu.actions():
        if action.isSeparator():
            continue
        where, off = f"{path}{action.text()}", [] if action.isEnabled() else ["(off)"]
        if action.menu() is not None:
            found += ["  ".join([f"{where} >", *off]), *lines_of(action.menu(), f"{where} > ")]
            continue
        mark = [("[x]" if action.isChecked() else "[ ]")] if action.isCheckable() else []
        found.append("  ".join([where, *off, *mark, *keys_shown(action, menu)]))
    return found


def keys_shown(action, menu):
    """The keys that *menu* shows beside *action*: a menu that is not of the menu bar may leave them out."""
    in_bar = menu.property("in_bar") or action.isShortcutVisibleInContextMenu()
    return [key.toString() for key in action.shortcuts()] if in_bar else []


def menu_bar(window):
    bar = window.menu_bar
    for menu in bar.findChildren(QMenu):
        menu.setProperty("in_bar", True)
    return lines_of(bar)


def output_button(window):
    (button,) = [each for each in window._top.findChildren(QPushButton) if each.menu() is not None]
    button.menu().aboutToShow.emit()
    return lines_of(button.menu())


def popup(open_menu):
    found = []
    troubles = answer(QMenu, lambda menu: found.extend(lines_of(menu)))
    open_menu()
    assert troubles == []
    return found


def of_cards(*codes):
    def read(window):
        select(window, codes)
        return popup(lambda: workspace_of(window).open_menu(list(codes), HERE))

    return read


def of_term(term):
    return lambda window: popup(lambda: workspace_of(window)._term_menu(Term.parse(term), HERE))


def of_term_on_leave(term):
    def read(window):
        window.acts.set_leave(Term.parse(term))
        found = of_term(term)(window)
        window.session.history.undo()
        return found

    return read


def of_tab(index):
    return lambda window: popup(lambda: window._top.open_tab_menu(index, HERE))


READ = {
    "menu bar": menu_bar,
    "button of the outputs": output_button,
    "card of a unit to place": of_cards("TET010"),
    "card of a planned unit": of_cards("AST004"),
    "two cards": of_cards("TET010", "TET007"),
    "semester over the limit": of_term("2027-S1"),
    "annual strip": of_term("2027-A"),
    "semester": of_term("2027-S2"),
    "empty semester": of_term("2029-S2"),
    "semester on leave": of_term_on_leave("2027-S2"),
    "semester that is over": of_term("2025-S1"),
    "first tab": of_tab(0),
    "last tab": of_tab(1),
}


def expected(name):
    """The lines that stand under *name* in the list of all menus."""
    (section,) = [each for each in MENUS.split("= ") if each.startswith(f"{name}\n")]
    return section.splitlines()[1:]


def test_every_menu_holds_these_entries(window, example):
    for name, read in READ.items():
        assert list(map(with_plain_gaps, read(window))) == expected(name), name
    window.documents.show(credited(example, "TET010"), None)
    found = popup(lambda: workspace_of(window).open_menu(["TET010"], HERE))
    assert found == expected("card of a unit obtained otherwise")


def test_a_window_without_a_document_offers_what_needs_none(started):
    window = started()
    assert menu_bar(window) == expected("menu bar without a document")
