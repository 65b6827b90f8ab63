"""The menus of a card and of a semester: everything a drag can do, and what it cannot."""

from PySide6.QtWidgets import QMenu

from csp_planner.domain.plan import CreditBasis, UnitState
from csp_planner.domain.planning.what_if import can_fail
from csp_planner.domain.terms import Part, Term
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.words import credit_word, number, state_word, term_short
from csp_planner.ui.actions.marks import MARKS, mark_key
from csp_planner.ui.actions.scenarios import ScenarioActs
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.widgets.labels import lettered

_TERM_MARKS = (UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED)


def fill_card_menu(menu: QMenu, codes: list[str], acts: Acts, trials: ScenarioActs) -> None:
    """What can be done with *codes*: move, take off, waive, mark, try."""
    evaluation = acts.session.evaluation
    standings = [evaluation.standings[code] for code in codes]
    placed = [standing.unit for standing in standings if standing.term is not None]
    free = all(standing.state in (UnitState.TO_PLACE, UnitState.PLANNED) for standing in standings)
    _fill_moves(menu.addMenu(_("Move t&o") if placed else _("&Place in")), codes, acts)
    menu.addAction(_("Place with a wai&ver…"), lambda: acts.ask_waiver(codes, None)).setEnabled(free)
    menu.addAction(_("&Take off the plan"), lambda: acts.unplace(codes)).setEnabled(bool(placed) and free)
    menu.addSeparator()
    marks = menu.addMenu(_("&Mark as"))
    marks.setEnabled(bool(placed))
    for state, text in zip(MARKS, lettered([state_word(state) for state in MARKS]), strict=True):
        action = marks.addAction(text, lambda state=state: acts.mark(placed, state))
        action.setShortcut(mark_key(state))
    if len(codes) != 1:
        return
    code = codes[0]
    if standings[0].state is UnitState.OBTAINED_OTHERWISE:
        menu.addAction(_("&No longer obtained otherwise"), lambda: acts.remove_credit(code))
    else:
        otherwise = menu.addMenu(_("Obtained other&wise"))
        grounds = lettered([credit_word(basis) for basis in CreditBasis])
        for basis, text in zip(CreditBasis, grounds, strict=True):
            otherwise.addAction(text, lambda basis=basis: acts.ask_credit(code, basis))
        otherwise.setEnabled(free)
    menu.addSeparator()
    what_if = menu.addAction(_("What &if I do not get it?"), lambda: trials.fails(code))
    what_if.setEnabled(can_fail(evaluation, code))


def _fill_moves(move: QMenu, codes: list[str], acts: Acts) -> None:
    seen: set[Term] = set()
    for verdict in acts.session.verdicts(codes).values():
        lands = verdict.lands
        if lands is None or lands in seen:
            continue
        seen.add(lands)
        load = pgettext("menu", "{term}   {load} ECTS").format(
            term=term_short(lands), load=number(max(change.after for change in verdict.changes))
        )
        move.addAction(load, lambda term=lands: acts.place(codes, term))
    if not seen:
        move.addAction(_("No open semester on the board")).setEnabled(False)


def fill_term_menu(menu: QMenu, term: Term, acts: Acts, trials: ScenarioActs) -> None:
    """What can be done with a whole term."""
    standings = acts.session.evaluation.standings.values()
    inside = [standing for standing in standings if standing.term == term]
    for state in _TERM_MARKS:
        text = {
            UnitState.ENROLLED: _("All &enrolled"),
            UnitState.IN_PROGRESS: _("All in &progress"),
            UnitState.VALIDATED: _("All &validated"),
        }[state]
        menu.addAction(text, lambda state=state: acts.mark_term(term, state)).setEnabled(bool(inside))
    planned = [standing.unit for standing in inside if standing.state is UnitState.PLANNED]
    menu.addSeparator()
    menu.addAction(_("&Take all off the plan"), lambda: acts.unplace(planned)).setEnabled(bool(planned))
    if term.part is not Part.ANNUAL:
        load = acts.session.evaluation.load(term)
        overloaded = load is not None and load.overloaded
        menu.addAction(_("&Lighten to the limit"), lambda: acts.rebalance(term)).setEnabled(overloaded)
        off = menu.addAction(_("What &if this semester is skipped?"), lambda: trials.term_off(term))
        off.setEnabled(load is not None and bool(load.units))
