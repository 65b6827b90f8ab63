"""An audit: every control has a name and a role, and every text can be read against its ground."""

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from csp_planner.domain.edits import set_note
from csp_planner.domain.evaluation.cost import budget
from csp_planner.domain.profile import BudgetLine, LineKind
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term, year_terms
from csp_planner.storage.folders import data_folder
from csp_planner.storage.programmes import programme_lines
from csp_planner.ui import theme
from csp_planner.ui.board.refusal import WaiverDialog
from csp_planner.ui.dialogs.budget import BudgetDialog
from csp_planner.ui.dialogs.credit import CreditDialog
from csp_planner.ui.dialogs.edition import WhichEditionDialog
from csp_planner.ui.dialogs.experience import ExperienceDialog
from csp_planner.ui.dialogs.export import ExportDialog
from csp_planner.ui.dialogs.help import GuideDialog
from csp_planner.ui.dialogs.profile import ProfileDialog
from csp_planner.ui.dialogs.taking import TakeDialog

from ..domain.helpers import marked
from .edition_dialogs import edition_dialog, going_on_dialog
from .hand import (
    TODAY,
    Drag,
    advised,
    drag,
    focus_on,
    list_of,
    note,
    outside,
    pool,
    press,
    select,
    shortcut,
    workspace_of,
)

SCHEMES = {
    "light": theme.LIGHT,
    "dark": theme.DARK,
    "contrast-light": theme.CONTRAST_LIGHT,
    "contrast-dark": theme.CONTRAST_DARK,
}


# Names and roles


def interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def tree(top: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    """Everything under *top* that is seen."""
    assert depth < 40
    for index in range(top.childCount()):
        child = top.child(index)
        if child is not None and child.isValid() and not child.state().invisible:
            yield child
            yield from tree(child, depth + 1)


def name_of(found: QAccessibleInterface) -> str:
    return found.text(QAccessible.Text.Name)


def is_part_of_a_field(found: QAccessibleInterface) -> bool:
    """The line in a spin box, the list in a combo box: the field around it has the name."""
    widget = found.object()
    parent = widget.parent() if isinstance(widget, QWidget) else None
    return widget is not None and widget.objectName().startswith("qt_") and parent is not None


def unnamed(window: QWidget) -> list[str]:
    """What can have the focus but has no name, or no role."""
    troubles = []
    for found in tree(interface(window)):
        widget = found.object()
        takes_focus = found.state().focusable
        if isinstance(widget, QWidget):
            takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible() and widget.isEnabled()
        if not takes_focus or isinstance(widget, QScrollBar):
            continue
        if is_part_of_a_field(found) or (isinstance(widget, QWidget) and widget.focusProxy() is not None):
            continue
        if not name_of(found).strip() or found.role() is QAccessible.Role.NoRole:
            kind = type(widget).__name__ if widget is not None else "item"
            troubles.append(f"{kind} {found.role().name} « {name_of(found)} » in {where(widget)}")
    return troubles


def where(widget: object) -> str:
    names = []
    while isinstance(widget, QWidget) and len(names) < 5:
        names.append(type(widget).__name__)
        widget = widget.parentWidget()
    return " < ".join(names)


def test_whatever_the_window_shows_has_names_and_roles(window):
    assert unnamed(window) == []
    carried = Drag(window, "TET010").over("2028-S1")
    assert unnamed(window) == [], "during a drag"
    carried.to(outside(window)).let_go()
    drag(window, "TET010", "2028-S2")
    assert note(window) is not None
    assert unnamed(window) == [], "with a refusal"
    advised(window, lambda: window.scenario_acts.fails("AST004"))
    QApplication.processEvents()
    assert window.session.trial is not None
    assert unnamed(window) == [], "with something tried"
    window.session.drop_trial()
    window.documents.said.emit("Quelque chose", [("Faire", lambda: None)])
    window.scenario_acts.rename_asked.emit(0)
    QApplication.processEvents()
    assert window.banner.isVisible()
    assert unnamed(window) == [], "with a sentence across it and a tab being renamed"
    window.show_compare()
    QApplication.processEvents()
    assert unnamed(window) == [], "the comparison"
    window.set_language("en")
    shortcut(window, "F7")
    assert window.pages.currentWidget() is workspace_of(window)
    assert unnamed(window) == [], "in English"


def test_the_details_of_a_unit_have_names_and_roles(open_window, example):
    plan = marked(set_note(example, "AST005", "note"), "AST005", UnitState.FAILED)
    window = open_window(plan)
    for code in ("AST005", "TET010", "AST004"):
        workspace_of(window).side.inspect(code)
        QApplication.processEvents()
        assert unnamed(window) == [], code


def test_the_page_about_past_semesters_has_names_and_roles(open_window, example):
    window = open_window(example, today=date(2030, 1, 1))
    assert unnamed(window) == []
    window.show_coming_back()
    QApplication.processEvents()
    assert unnamed(window) == []
    answers = [found for found in tree(interface(window)) if "Pas suivie" in name_of(found)]
    assert answers
    assert all(found.state().checkable and found.role() is QAccessible.Role.CheckBox for found in answers)


def test_the_start_page_has_names_and_roles(started):
    assert unnamed(started()) == []


DIALOGS = {
    "waiver": lambda window, _folder: WaiverDialog(
        ["TET007"], list(year_terms(2027)), None, lambda _term: ["TET007"], window
    ),
    "profile": lambda window, _folder: ProfileDialog(window.session.document, window.session.today, window),
    "credit": lambda window, _folder: CreditDialog("TET010", None, TODAY, window),
    "taking": lambda window, _folder: TakeDialog("a.cspplan", ["A", "B"], 1, window),
    "guide": lambda window, _folder: GuideDialog(window.named_actions.key_rows(), window),
    "experience": lambda window, _folder: ExperienceDialog(
        window.session.document.profile.experience, window.session.document.programme.conditions, TODAY, window
    ),
    "budget": lambda window, _folder: BudgetDialog(
        [BudgetLine(label="Bourse", euros=1200, kind=LineKind.FUNDING)],
        lambda _lines: budget(window.session.document, window.session.today),
        window,
    ),
    "export": lambda window, folder: ExportDialog(window.session.document, options(), folder, window),
    "which edition": lambda window, _folder: WhichEditionDialog(
        "CRN01", list(programme_lines(data_folder())), lambda _given: "", lambda: None, window
    ),
    "edition": lambda window, _folder: edition_dialog(window.session.document, window),
    "going on": lambda window, _folder: going_on_dialog(window.session.document, window),
}


def options():
    from csp_planner.export.options import Options

    return Options()


def test_every_dialog_has_names_and_roles_is_painted_and_fits_a_small_screen(window, tmp_path, qtbot):
    for name, make in DIALOGS.items():
        dialog = make(window, tmp_path)
        with qtbot.waitExposed(dialog):
            dialog.show()
        assert dialog.windowTitle(), name
        assert unnamed(dialog) == [], name
        assert not dialog.grab().isNull(), name
        assert dialog.sizeHint().width() <= 1024, name
        assert dialog.minimumSizeHint().height() <= 700, name
        dialog.close()


def test_the_names_of_the_contract_hold_for_lists_gauges_tabs_cards_and_diagnostics(window):
    workspace = workspace_of(window)
    named = {name_of(found): found for found in tree(interface(window))}
    lists = ["Unités à placer", "À vérifier"]
    for year in range(2026, 2029):
        lists += [f"{part} {year}/{year + 1}" for part in ("Annuel", "Semestre 1", "Semestre 2")]
    for name in lists:
        assert name in named, name
        assert named[name].role() is QAccessible.Role.List, name
    for name in ("Crédits ECTS", "Heures d'enseignement"):
        assert named[name].role() is QAccessible.Role.ProgressBar
        assert named[name].valueInterface() is not None
    for scenario in window.session.document.scenarios:
        assert named[scenario.name].role() is QAccessible.Role.PageTab
    for units in (workspace.pool.units, *workspace.board.lists()):
        found = interface(units)
        assert found.childCount() == units.cards.rowCount(), units.accessibleName()
        for row, key in enumerate(units.cards.keys):
            item = found.child(row)
            assert name_of(item).startswith(key)
            assert item.role() is QAccessible.Role.ListItem
    name = name_of(interface(pool(window)).child(pool(window).cards.keys.index("TET010")))
    parts = ["TET010", "Enjeux sociaux", "6 ECTS", "51 h", "à placer"]
    plain = name.replace("\xa0", " ").replace("\u202f", " ")
    assert [plain.find(part) for part in parts] == sorted(plain.find(part) for part in parts)
    assert plain.find(parts[0]) == 0
    assert -1 not in [plain.find(part) for part in parts]
    attention = window.session.reading.attention
    found = interface(workspace.side.checks.list)
    assert attention.projections
    assert attention.to_know
    assert found.childCount() == len(attention.to_do) + 2, "one for each to act on and for each fold"
    assert all(name_of(found.child(row)) for row in range(found.childCount()))


def test_what_is_selected_open_to_a_move_refused_and_done_is_told(window):
    select(window, ["TET010"])
    items = interface(pool(window))
    states = {name_of(items.child(row))[:6]: items.child(row).state().selected for row in range(items.childCount())}
    assert states == {"TET007": False, "TET010": True, "UAS004": False}
    workspace = workspace_of(window)
    carried = Drag(window, "TET010")
    for each in workspace.board.panes:
        words = interface(each.units).text(QAccessible.Text.Description)
        assert words.startswith("Ouvert") == each.verdict.accepted, each.term
        assert words
    carried.to(outside(window)).let_go()
    said = []
    workspace.announce = said.append
    workspace.carry.announced.connect(said.append)
    window.acts.announced.connect(said.append)
    drag(window, "TET010", "2028-S2")
    assert any("TET010" in text for text in said)
    said.clear()
    drag(window, "TET010", "2028-S1")
    assert any("TET010" in text and "2028/2029" in text for text in said)
    said.clear()
    window.session.do("x", lambda plan: plan)
    window.acts.mark(["TET010"], UnitState.ENROLLED)
    assert said


def test_focus_is_seen_wherever_it_is_and_one_list_alone_has_a_current_card(window):
    workspace = workspace_of(window)
    places = [
        workspace.pool.filter,
        workspace.pool.units,
        workspace.pool._experience,
        workspace.board.pane(Term.parse("2027-S1")).units,
        workspace.board._add,
        workspace.side.progress._conditions[0],
        workspace.side.checks.list,
        window._top.scenarios.tabs,
        window._top.scenarios.add,
    ]
    workspace.pool.filter.setFocus()
    window.focusWidget().clearFocus()
    QApplication.processEvents()
    before = {widget: widget.grab().toImage() for widget in places}
    places[0].setFocus(Qt.FocusReason.TabFocusReason)
    for _each in range(120):
        widget = window.focusWidget()
        if widget in before:
            assert widget.grab().toImage() != before.pop(widget), widget.accessibleName()
        QTest.keyClick(window, Qt.Key.Key_Tab)
        QApplication.processEvents()
        if not before:
            break
    assert [widget.accessibleName() for widget in before] == []
    focus_on(window, "TRS002")
    press(window, Qt.Key.Key_Down)
    assert [units.current_code for units in workspace._lists() if units.current_code] == ["UA211G"]
    left = list_of(window, "TRS002")
    left.setFocus()
    assert [units.current_code for units in workspace._lists() if units.current_code] == ["TRS002"]


# Contrast, after WCAG 2


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


TEXTS = ["text", "muted", "accent", "ok", "warning", "error"]
GROUNDS = ["background", "surface"]
FILLS = [
    ("accent", "accent_fill"),
    ("text", "accent_fill"),
    ("muted", "accent_fill"),
    ("ok", "accent_fill"),
    ("warning", "accent_fill"),
    ("error", "accent_fill"),
    ("ok", "ok_fill"),
    ("text", "ok_fill"),
    ("muted", "ok_fill"),
    ("warning", "ok_fill"),
    ("warning", "warning_fill"),
    ("text", "warning_fill"),
    ("error", "error_fill"),
    ("on_accent", "accent"),
    ("on_accent", "muted"),
    ("surface", "text"),
    *product(["text", "muted", "accent", "error"], ["hover", "pressed"]),
    *product(["ok", "warning"], ["hover"]),
]
"""What is written on filled grounds: selected and lit cards, targets, badges, banner, states of buttons, tooltips."""
EDGES = [
    *product(["edge", "accent", "soft_accent", "ok", "warning", "error", "muted"], GROUNDS),
    ("accent", "accent_fill"),
    ("ok", "ok_fill"),
    ("warning", "warning_fill"),
    ("error", "error_fill"),
    *product(["disabled"], GROUNDS),
    *product(["accent", "muted"], ["hover", "pressed"]),
    ("edge", "hover"),
    ("on_accent", "accent"),
]
"""Borders, glyphs and bars that carry meaning."""


def test_the_formula_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def too_weak(scheme: str, pairs: Iterable[tuple[str, str]], least: float) -> list[str]:
    """Which of *pairs*, of what is shown and its ground, do not come to *least*."""
    tokens = SCHEMES[scheme]
    ratios = {pair: contrast(*(getattr(tokens, name) for name in pair)) for pair in pairs}
    return [
        f"{what} on {ground}: {ratios[what, ground]:.2f}" for what, ground in ratios if ratios[what, ground] < least
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_texts_can_be_read_on_their_grounds(scheme):
    assert too_weak(scheme, [*product(TEXTS, GROUNDS), *FILLS], 4.5) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_and_glyphs_stand_out_from_their_grounds(scheme):
    assert too_weak(scheme, EDGES, 3) == []


def test_what_is_too_weak_is_found():
    assert too_weak("light", [("text", "surface"), ("surface", "surface")], 4.5) == ["surface on surface: 1.00"]


@pytest.mark.parametrize("scheme", ["contrast-light", "contrast-dark"])
def test_high_contrast_is_higher(scheme):
    tokens, plain = SCHEMES[scheme], SCHEMES[scheme.removeprefix("contrast-")]
    for text in TEXTS:
        assert contrast(getattr(tokens, text), tokens.surface) >= 7, text
        assert contrast(getattr(tokens, text), tokens.surface) > contrast(getattr(plain, text), plain.surface), text
    assert contrast(tokens.line, tokens.surface) >= 3


def test_every_token_is_a_colour_in_every_scheme():
    for tokens in SCHEMES.values():
        for field in dataclasses.fields(tokens):
            value = getattr(tokens, field.name)
            assert len(value) == 7
            assert value[0] == "#"
            int(value[1:], 16)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_palette_pairs_can_be_read_and_text_that_cannot_be_used_now_still_stands_out(scheme, qapp):
    """Disabled text is exempt from the standard's 4.5; it keeps what glyphs need."""
    theme.apply(qapp, theme.Scheme(scheme))
    palette = qapp.palette()
    roles = palette.ColorRole
    for text, ground in (
        (roles.WindowText, roles.Window),
        (roles.Text, roles.Base),
        (roles.Text, roles.AlternateBase),
        (roles.ButtonText, roles.Button),
        (roles.HighlightedText, roles.Highlight),
        (roles.PlaceholderText, roles.Base),
        (roles.ToolTipText, roles.ToolTipBase),
        (roles.Link, roles.Window),
    ):
        assert contrast(palette.color(text).name(), palette.color(ground).name()) >= 4.5, (text, ground)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        assert contrast(palette.color(palette.ColorGroup.Disabled, role).name(), theme.tokens().surface) >= 3, role
