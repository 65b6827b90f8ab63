"""The modes of a unit in the window: on its card, during a drag, in its menu and in its details."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QMenu

from csp_planner.domain.edits import set_mode, set_modes
from csp_planner.domain.offers import Mode, Offer
from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import Part, Term
from csp_planner.storage.codec import write_programme
from csp_planner.ui.actions.card_menu import fill_card_menu
from csp_planner.ui.board.term_words import Piece, modes_piece, text_of
from csp_planner.ui.board.term_words import with_modes as with_modes_said
from csp_planner.ui.document.session import Session

from ...maquette import TWO_WAYS, programme_of
from ..hand import TODAY, Drag, card, drag, fire, menu_texts, outside, pane, placements, workspace_of

BOTH = (Offer(Part.S1, (Mode.EVENING, Mode.DISTANCE_OPEN)), Offer(Part.ANNUAL, ("en regroupements",)))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def bubble(window) -> str:
    """What is said beneath the card in hand."""
    return "\n".join(workspace_of(window).carry.ghost._tip)


def with_modes(plan: Plan, code: str = "AST004") -> Plan:
    """The plan of a sheet that says how one unit runs."""
    units = [replace(unit, openings={2025: BOTH}) if unit.code == code else unit for unit in plan.programme.units]
    return replace(plan, programme=replace(plan.programme, units=tuple(units)))


@pytest.fixture
def window(open_window, blank):
    window = open_window(with_modes(blank))
    assert window.session.place(["AST004"], Term.parse("2027-S1"))
    return window


def test_a_card_says_the_mode_where_there_are_several(window):
    shown = card(window, "AST004")
    assert shown.chip == "S1 ou annuel · soir"
    assert shown.brief[1] == "soir"
    assert "soir ou samedi" in shown.accessible
    assert "soir ou samedi" in shown.tooltip.splitlines()
    window.session.place(["AST004"], Term.parse("2027-A"))
    assert card(window, "AST004").chip == "S1 ou annuel · en regroupements"


def test_the_menu_of_a_card_chooses_among_several_modes_and_has_none_without_a_choice(window):
    menu = QMenu(window)
    fill_card_menu(menu, ["AST004"], window.named_actions.units)
    fire(menu, "Modalité", "à distance (libre)")
    assert window.session.document.scenario.placement("AST004").mode == Mode.DISTANCE_OPEN
    assert window.session.history.undoText() == "AST004 : à distance (libre)".replace(" :", "\u00a0:")
    assert card(window, "AST004").chip == "S1 ou annuel · à distance"
    again = QMenu(window)
    fill_card_menu(again, ["AST004"], window.named_actions.units)
    (modes,) = [action.menu() for action in again.actions() if action.menu() and "dalité" in action.text()]
    assert [action.isChecked() for action in modes.actions()] == [False, True]
    window.session.place(["TET010"], Term.parse("2028-S1"))
    for codes in (["TET010"], ["AST004", "TET010"]):
        menu = QMenu(window)
        fill_card_menu(menu, codes, window.named_actions.units)
        assert not [text for text in menu_texts(menu) if "dalité" in text], codes


def test_the_only_mode_left_is_offered_where_another_had_been_chosen(window):
    evening = window.session.document
    units = [
        replace(unit, openings={2025: BOTH, 2027: (Offer(Part.S1, (Mode.DISTANCE_OPEN,)),)})
        if unit.code == "AST004"
        else unit
        for unit in evening.programme.units
    ]
    published = replace(evening.programme, units=tuple(units))
    window.session.do("Fiche", lambda plan: replace(plan, programme=published))
    assert "mode-changed" in [found.code for found in window.session.evaluation.diagnostics]
    menu = QMenu(window)
    fill_card_menu(menu, ["AST004"], window.named_actions.units)
    fire(menu, "Modalité", "à distance (libre)")
    assert "mode-changed" not in [found.code for found in window.session.evaluation.diagnostics]


@pytest.fixture
def two_ways(started, tmp_path):
    """A new plan for a sheet where one unit runs in semester 1 in the evening, or over the year by day (case 15)."""
    path = tmp_path / "sheet.json"
    path.write_bytes(write_programme(programme_of(TWO_WAYS)))
    window = started()
    assert window.documents.open_file(path)
    return window


def test_a_drag_of_a_unit_that_runs_in_two_ways_lights_both_parts_of_the_year_and_names_each_mode(two_ways):
    held = Drag(two_ways, "PST003").over("2027-S2")
    assert plain(bubble(two_ways)).splitlines()[-1] == "Modalité : journée"
    held.over("2027-S1")
    assert plain(bubble(two_ways)).splitlines()[-1] == "Modalité : soir ou samedi"
    lit = {each.term.part: each.verdict.modes for each in workspace_of(two_ways).board.panes if each.verdict.accepted}
    assert lit == {Part.S1: (Mode.EVENING,), Part.S2: (Mode.DAYTIME,), Part.ANNUAL: (Mode.DAYTIME,)}
    held.let_go()
    assert card(two_ways, "PST003").chip == "S1 ou annuel · soir"
    drag(two_ways, "PST003", "2027-S2")
    assert card(two_ways, "PST003").chip == "S1 ou annuel · journée"
    assert "journée" in card(two_ways, "PST003").tooltip.splitlines()
    assert placements(two_ways.session.document) == {"PST003": "2027-A"}
    held = Drag(two_ways, "PST004").over("2027-S1")  # it runs in one way
    assert "Modalité" not in plain(bubble(two_ways))
    held.to(outside(two_ways)).let_go()
    two_ways.session.do("Modalités", lambda plan: set_modes(plan, (Mode.EVENING,)))
    held = Drag(two_ways, "PST003").over("2028-S2")
    assert "Modalité : journée, non souhaitée" in plain(bubble(two_ways))
    held.to(outside(two_ways)).let_go()


def test_during_a_drag_each_term_says_how_the_unit_runs_there_and_whether_that_is_wanted(window):
    verdicts = window.session.verdicts(["AST004"])
    assert verdicts[Term.parse("2028-S1")].modes == (Mode.EVENING, Mode.DISTANCE_OPEN)
    assert verdicts[Term.parse("2028-S2")].modes == ("en regroupements",)
    there = pane(window, "2028-S1")
    there.show_verdict(verdicts[Term.parse("2028-S1")])
    there.have_room(2000)
    assert there._said()[0][0].text == "soir, à distance"
    there.have_room(200)
    assert "soir" not in text_of(there._said()[0])
    assert there._second_said(there.fontMetrics(), 300)[0] == "soir, à distance"
    assert "soir ou samedi, à distance (libre)" in there.units.accessibleDescription()
    assert not window.session.verdicts(["TET010"])[Term.parse("2028-S1")].modes

    def shown(*wanted):
        window.session.do("Modalités", lambda plan: set_modes(plan, wanted))
        there.show_verdict(window.session.verdicts(["AST004"])[Term.parse("2028-S1")])
        there.have_room(2000)
        return there._said()[0][0]

    assert shown(Mode.DISTANCE_OPEN) == ("soir, à distance", "ok")
    assert "souhaitée" not in there.units.accessibleDescription()
    assert shown(Mode.DISTANCE_SCHEDULED) == ("! soir ou samedi, à distance (libre)", "warning")
    assert shown(Mode.HYBRID) == ("! soir, à distance", "warning")
    assert there.units.accessibleDescription().endswith("modalité non souhaitée")
    there.have_room(200)
    assert there._second_said(there.fontMetrics(), 300)[0] == "! soir, à distance"


def test_the_annual_strip_says_during_a_drag_how_the_unit_runs_there(window, qtbot):
    strip = pane(window, "2028-A")
    before = strip.grab().toImage()
    verdict = window.session.verdicts(["AST004"])[Term.parse("2028-A")]
    strip.show_verdict(replace(verdict, modes=()))
    without = strip.grab().toImage()
    strip.show_verdict(verdict)
    assert strip.grab().toImage() not in (before, without)


def test_details_say_in_which_modes_a_unit_runs_each_year(window):
    workspace_of(window).side.inspect("AST004")
    texts = [plain(label.text()) for label in workspace_of(window).side._inspector.openings.findChildren(QLabel)]
    told = [text for text in texts if "S1 : soir ou samedi, à distance (libre)\nAnnuel : en regroupements" in text]
    assert len(told) == 1, "a projected year names the year it repeats"
    assert plain(workspace_of(window).side._inspector.state.where.text()) == "Semestre 1 2027/2028, soir ou samedi"


def test_the_dialog_asks_for_the_modes_wanted_in_their_order_and_for_none_without_modes(blank, qtbot):
    from csp_planner.ui.dialogs.profile import ProfileDialog

    plan = with_modes(blank)
    dialog = ProfileDialog(plan, TODAY, None)
    qtbot.addWidget(dialog)
    boxes = dialog._modes.boxes
    assert list(boxes) == ["evening", "distance-open", "en regroupements"]
    boxes["distance-open"].click()
    boxes["evening"].click()
    assert "à distance (libre), soir ou samedi" in dialog._modes._order.text()
    wanted = dialog.apply_to(plan)
    assert wanted.profile.modes == ("distance-open", "evening")
    boxes["distance-open"].click()
    assert dialog._modes.wanted == ("evening",)
    dialog = ProfileDialog(blank, TODAY, None)
    qtbot.addWidget(dialog)
    assert not dialog._modes.is_needed
    assert dialog._modes.parentWidget() is None
    assert dialog.apply_to(blank) == blank


def test_a_unit_in_no_wanted_mode_is_among_the_checks(blank, qapp):
    session = Session(with_modes(blank), TODAY)
    assert session.place(["AST004"], Term.parse("2027-S1"))
    session.do("Modalités", lambda plan: set_modes(plan, (Mode.HYBRID,)))
    assert "mode-not-wanted" in [found.code for found in session.evaluation.diagnostics]
    session.do("Modalités", lambda plan: set_modes(plan, (Mode.DISTANCE_OPEN,)))
    assert "mode-not-wanted" not in [found.code for found in session.evaluation.diagnostics]
    session.do("Modalité", lambda plan: set_mode(plan, "AST004", Mode.EVENING, session.today))
    assert "mode-not-wanted" in [found.code for found in session.evaluation.diagnostics]


LONG = "Formation ouverte et à distance"


def test_a_mode_in_the_long_words_of_a_sheet_is_cut_short_in_a_heading_before_it_is_left_out():
    load = (Piece("0 → 6 / 24 ECTS", "ok"),)
    forms = with_modes_said(modes_piece((LONG,), (Mode.EVENING,)), [load])
    assert [plain(text_of(form)) for form in forms] == [
        "! Formation ouverte et à distance · 0 → 6 / 24 ECTS",
        "! Formation ouv… · 0 → 6 / 24 ECTS",
        "0 → 6 / 24 ECTS",
    ]
    assert forms[1][0].tone == "warning"
