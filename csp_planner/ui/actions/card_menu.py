"""The menus of a card and of a term: everything a drag can do, and what it cannot."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QMenu

from csp_planner.domain.states import DISPENSED_STATES
from csp_planner.domain.terms import Part, Term
from csp_planner.messages.catalogue import _
from csp_planner.ui.actions.action import ActionOn
from csp_planner.ui.actions.unit_actions import TermActions, UnitActions
from csp_planner.ui.widgets.labels import lettered


def fill_card_menu(menu: QMenu, codes: Sequence[str], units: UnitActions) -> None:
    """Offer what can be done with *codes*: move, take off, waive, mark, credit, try, show."""
    placed, free = units.placed(codes), units.are_free(codes)
    units.place.add_menu(menu, codes)
    units.modes.add_menu(menu, codes)
    units.waive.entry(menu, codes)
    units.unplace.entry(menu, codes)
    if units.pins.concern(codes):
        menu.addSeparator()
        (units.take_back if units.take_back.possible(codes) else units.set_aside).entry(menu, codes)
        units.pins.add_menu(menu, codes)
    if units.is_slot(codes):
        menu.addSeparator()
        units.fill.entry(menu, codes)
        units.clear.entry(menu, codes)
    menu.addSeparator()
    _add_list(menu, _("&Mark as"), units.marks.values(), placed).setEnabled(bool(placed))
    if len(codes) != 1:
        return
    found = units.standings(codes)
    if not found:
        units.link.entry(menu, codes)
    elif found[0].state in DISPENSED_STATES and found[0].credit is not None and found[0].credit.unit == codes[0]:
        units.change_credit.entry(menu, codes)
        units.remove_credit.entry(menu, codes)
    else:
        _add_list(menu, _("Obtained other&wise"), units.credits.values(), codes).setEnabled(free)
    menu.addSeparator()
    units.fail.entry(menu, codes, _("What &if I do not get it?"))
    units.details.entry(menu, codes)


def _add_list(menu: QMenu, text: str, actions: Iterable[ActionOn[Sequence[str]]], codes: Sequence[str]) -> QMenu:
    """Add a submenu whose entries get letters that tell them apart."""
    submenu, listed = menu.addMenu(text), list(actions)
    for action, words in zip(listed, lettered([action.text() for action in listed]), strict=True):
        action.entry(submenu, codes, words)
    return submenu


def fill_term_menu(menu: QMenu, term: Term, terms: TermActions) -> None:
    """Offer what can be done with a whole term."""
    for mark in terms.marks:
        mark.entry(menu, term)
    menu.addSeparator()
    terms.unplace.entry(menu, term)
    if term.part is not Part.ANNUAL:
        terms.lighten.entry(menu, term)
        menu.addSeparator()
        (terms.lift if terms.is_off(term) else terms.leave).entry(menu, term)
        terms.skip.entry(menu, term)
