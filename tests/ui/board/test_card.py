"""What a card shows: each state has a glyph, a word and a colour; nothing rests on colour alone."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from csp_planner.domain.edits import place, set_override
from csp_planner.domain.plan import Placement
from csp_planner.domain.planning.slack import slack
from csp_planner.domain.profile import Attempt
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term
from csp_planner.domain.text import plain_line
from csp_planner.messages.problems import shown
from csp_planner.storage.codec import read_plan, write_plan
from csp_planner.storage.planfile import load, save
from csp_planner.ui import theme
from csp_planner.ui.board.card import card_for, past_card
from csp_planner.ui.board.card_delegate import INSET, CardDelegate, title_lines
from csp_planner.ui.board.term_pane import ANNUAL_BREADTH
from csp_planner.ui.board.unit_list import GAP
from csp_planner.ui.document.session import Session

from ...domain.helpers import WAIVER, credited, marked, put, with_unit
from ..hand import TODAY, Drag, advised, card, drag, note, outside, pane, placements, pool, workspace_of

HOSTILE = {
    "markup": "<b>x</b> <img src='file:///etc/passwd'> &amp; <script>alert(1)</script>",
    "right to left": "‮אבג‬ العربية",
    "one long word": "m" * 10_000,
    "many words": "une longue unité " * 600,
    "newlines and tabs": "a\nb\tc\r\nd",
    "control characters": "a\x01b\x7fc\u200bd\ufeff",
    "astral": "👩🏽\u200d🎓" * 50,
    "combining": "e" + "\u0301" * 2_000,
    "percent and braces": "%s %1 {unit} {0} &File",
    "nothing": "",
}


def drawn(delegate, given, selected=False, focused=False):
    """The bytes of a card's picture."""
    image = delegate.picture(given, QSize(200, delegate.fonts.height), 1.0, selected, focused).toImage()
    return bytes(image.constBits())


@pytest.fixture
def delegate(qapp, session):
    return CardDelegate(QFont(qapp.font()), session)


@pytest.mark.parametrize(
    ("state", "glyph", "word"),
    [
        (UnitState.PLANNED, "◆", "planifiée"),
        (UnitState.ENROLLED, "✎", "inscrite"),
        (UnitState.IN_PROGRESS, "▶", "en cours"),
        (UnitState.VALIDATED, "✓", "validée"),
    ],
)
def test_each_state_has_a_glyph_and_a_word(example, qapp, state, glyph, word):
    plan = example if state is UnitState.PLANNED else marked(example, "AST005", state)
    shown = card_for(Session(plan, TODAY), "AST005")
    assert (shown.glyph, shown.state) == (glyph, word)
    assert shown.accessible.endswith(word)
    assert word in shown.tooltip


def test_states_to_place_and_obtained_otherwise_have_theirs(example, qapp):
    waiting = card_for(Session(example, TODAY), "TET010")
    assert (waiting.glyph, waiting.state) == ("○", "à placer")
    dispensed = card_for(Session(credited(example, "TET010"), TODAY), "TET010")
    assert (dispensed.glyph, dispensed.state) == ("✓", "obtenue autrement")


def test_no_two_states_look_alike_even_without_colour(example, qapp):
    plans = {state: marked(example, "AST005", state) for state in (UnitState.ENROLLED, UnitState.IN_PROGRESS)}
    plans |= {UnitState.PLANNED: example, UnitState.VALIDATED: marked(example, "AST005", UnitState.VALIDATED)}
    marks = [(card_for(Session(plan, TODAY), "AST005")) for plan in plans.values()]
    for one, other in combinations(marks, 2):
        assert one.glyph != other.glyph
        assert one.state != other.state


def test_a_card_carries_code_title_ects_hours_opening_and_state(session):
    shown = card_for(session, "AST004")
    assert shown.code == "AST004"
    assert shown.title.startswith("Institutions et acteurs")
    assert "6" in shown.quantity
    assert "51" in shown.quantity
    assert shown.chip == "S1"
    assert shown.accessible.startswith("AST004 Institutions et acteurs")
    for part in ("6 ECTS", "51 h", "planifiée"):
        assert part in shown.accessible.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("code", "chip"), [("AST004", "S1"), ("AST005", "S2"), ("TET003", "Annuel"), ("UA211G", "S1 ou S2")]
)
def test_the_chip_says_when_a_unit_opens(session, code, chip):
    assert card_for(session, code).chip == chip


def test_the_chip_of_the_year_in_which_the_unit_stands(blank, qapp):
    # FPG003 was published in S2 for 2023/2024 and in S1 since.
    early = replace(blank, scenarios=(replace(blank.scenario, start=Term.parse("2023-S1")),))
    plan = place(early, "FPG003", Term.parse("2023-S2"), date(2023, 5, 2))
    assert card_for(Session(plan, date(2023, 5, 2)), "FPG003").chip == "S2"


def test_a_projected_opening_looks_different_from_a_published_one(session, delegate):
    shown = card_for(session, "AST004")
    assert shown.projected
    published = replace(shown, projected=False)
    assert drawn(delegate, shown) != drawn(delegate, published)


def test_a_published_opening_is_not_marked_as_projected(blank, qapp):
    today = date(2023, 5, 2)
    early = replace(blank, scenarios=(replace(blank.scenario, start=Term.parse("2023-S1")),))
    plan = place(early, "AST004", Term.parse("2023-S1"), today)
    shown = card_for(Session(plan, today), "AST004")
    assert not shown.projected
    assert "prévisionnel" not in shown.tooltip


def test_a_projection_says_so_and_how_stable_it_is(session):
    assert "prévisionnel" in card_for(session, "AST004").tooltip
    assert "3 ans" in card_for(session, "AST004").tooltip


def test_a_waiver_is_marked_by_glyph_word_and_reason(example, qapp):
    shown = card_for(Session(put(example, "TET007", "2027-S1", WAIVER), TODAY), "TET007")
    assert (shown.glyph, shown.state, shown.tone) == ("⚑", "dérogation", "warning")
    assert WAIVER.reason in shown.tooltip
    assert "dérogation" in shown.accessible


def test_a_unit_that_never_opens_is_marked_in_the_pool(session):
    shown = card_for(session, "TET007")
    assert (shown.glyph, shown.tone) == ("!", "warning")
    assert shown.chip not in ("S1", "S2", "Annuel", "S1 ou S2", "")


def test_a_unit_that_stands_where_it_does_not_open_is_marked(example, qapp):
    misplaced = replace(example.scenario, placements=(Placement(unit="AST004", term=Term.parse("2027-S2")),))
    shown = card_for(Session(example.with_scenario(misplaced), TODAY), "AST004")
    assert (shown.glyph, shown.tone) == ("!", "error")


def test_figures_entered_by_hand_are_marked(example, qapp):
    plan = set_override(example, "UAS004", None, 20, TODAY)
    shown = card_for(Session(plan, TODAY), "UAS004")
    assert "20" in shown.quantity
    assert "saisi" in shown.quantity
    assert "saisi" not in card_for(Session(example, TODAY), "UAS004").quantity


def test_hours_that_are_not_published_are_said_in_words(session):
    assert "heures non publiées" in card_for(session, "UAS004").accessible


@pytest.mark.parametrize(
    ("state", "glyph", "word"), [(UnitState.FAILED, "✗", "non validée"), (UnitState.WITHDRAWN, "–", "abandonnée")]
)
def test_a_past_attempt_is_history_with_its_date(session, state, glyph, word):
    attempt = Attempt(unit="AST004", term=Term.parse("2026-S1"), state=state, date=TODAY, note="3 points")
    shown = past_card(session, attempt)
    assert shown.past
    assert shown.glyph == glyph
    assert shown.chip == "historique"
    assert "23/11/2026" in shown.accessible
    assert shown.state in shown.accessible
    assert "3 points" in shown.tooltip
    assert shown.key != "AST004"


def test_history_is_drawn_unlike_a_plan(session, delegate):
    attempt = Attempt(unit="AST004", term=Term.parse("2026-S1"), state=UnitState.FAILED, date=TODAY)
    past = past_card(session, attempt)
    assert drawn(delegate, past) != drawn(delegate, replace(past, past=False))


def test_selection_and_focus_are_seen(session, delegate):
    shown = card_for(session, "AST004")
    pictures = {drawn(delegate, shown, *each) for each in ((False, False), (True, False), (False, True), (True, True))}
    assert len(pictures) == 4


def test_cards_are_drawn_anew_in_other_colours(session, delegate, qapp):
    shown = card_for(session, "AST004")
    light = drawn(delegate, shown)
    theme.apply(qapp, theme.Scheme.DARK)
    dark = drawn(delegate, shown)
    theme.apply(qapp, theme.Scheme.LIGHT)
    assert light != dark
    assert drawn(delegate, shown) == light


def test_a_card_tried_elsewhere_says_where_it_was_and_keeps_its_amounts_at_the_least_width(window, delegate):
    advised(window, lambda: window.scenario_acts.term_off(Term.parse("2027-S1")))
    trial = window.session.trial
    assert trial.moved
    code = next(code for code, before in trial.moved.items() if before is not None)
    seen = card(window, code)
    assert seen.lit
    assert seen.glyph == "⇄"
    assert "S1 2027/2028" in seen.state
    code = next(iter(trial.moved))
    metrics = QFontMetrics(delegate.fonts.small)
    for before in (Term.parse("2027-S1"), Term.parse("2027-A"), None):
        window.session.show_trial(replace(trial, moved={code: before}))
        seen = card_for(window.session, code)
        room = delegate.fonts.least_width - 2 * INSET
        needed = metrics.horizontalAdvance(seen.quantity)
        needed += metrics.horizontalAdvance(f"{seen.glyph} {seen.brief_state}")
        if before is not None and before.part is Part.ANNUAL:
            room = round(room * ANNUAL_BREADTH)  # only a unit of both semesters was in both
        assert needed + theme.GRID <= room, before
        assert not seen.state_first
    window.session.drop_trial()
    assert not card(window, code).lit


def test_cards_say_their_slack_when_asked(window):
    window.named_actions.view.slack.setChecked(True)
    expected = slack(window.session.plan, window.session.evaluation, TODAY)
    assert {0, 2, 4} <= set(expected.values())
    several = "marge\u00a0: peut glisser de {} semestres"
    said = {0: "sans marge", 1: "marge\u00a0: peut glisser de 1 semestre"}
    for code, semesters in expected.items():
        seen = card(window, code)
        assert seen.state == said.get(semesters, several.format(semesters)), code
        assert seen.state in seen.accessible
    window.named_actions.view.slack.setChecked(False)
    assert card(window, "AST004").state == "planifiée"


def test_a_card_that_is_alone_has_the_width_of_two_and_one_in_hand_is_faded(window):
    alone, several = pane(window, "2027-S2").units, pane(window, "2027-S1").units
    assert alone.cards.rowCount() == 1
    assert several.column_count == 2
    assert alone.column_count == 1
    assert alone.gridSize().width() > 1.9 * several.gridSize().width()
    delegate = workspace_of(window).delegate
    carried = Drag(window, "TET010").to(outside(window))
    assert delegate.faded("TET010")
    assert not delegate.faded("TET007")
    carried.let_go()
    assert not delegate.faded("TET010")
    assert "TET010" in pool(window).cards.keys


def test_a_hostile_title_name_or_code_is_shown_as_plain_text_and_kept(window, example):
    """On the board, in the details of a unit and beside a plan that is tried."""
    for kind, text in HOSTILE.items():
        code = text or "X"
        scenario = replace(
            example.scenario,
            placements=(*example.scenario.placements, Placement(unit=code, term=Term.parse("2027-S1"))),
        )
        profile = replace(example.profile, name=text.strip()[:10_000])
        plan = replace(with_unit(example, "AST004", title=text), profile=profile).with_scenario(scenario)
        window.documents.show(plan, None)
        assert card(window, "AST004").title == plain_line(text), kind
        assert shown(profile.name) in window.session.title, kind
        assert code in placements(window.session.document), kind
        assert not window.grab().isNull()
        workspace_of(window).side.inspect("AST004")
        assert not window.grab().isNull()
        advised(window, lambda: window.scenario_acts.fails("AST004"))
        assert window.session.trial is not None, kind
        assert not window.grab().isNull()


def test_an_unknown_unit_is_shown_as_unknown_and_kept(open_window, example, tmp_path):
    scenario = replace(
        example.scenario,
        placements=(*example.scenario.placements, Placement(unit="ZZZ999", term=Term.parse("2028-S1"))),
    )
    plan = example.with_scenario(scenario)
    path = tmp_path / "a.cspplan"
    window = open_window(plan, path, save(path, plan, None))
    assert card(window, "ZZZ999").title == "Unité inconnue"
    assert "ZZZ999" in pane(window, "2028-S1").units.cards.keys
    # A drag says that it is unknown; it can be taken off and brought back.
    drag(window, "ZZZ999", "2027-S1")
    assert "ZZZ999" in note(window).accessibleName()
    assert window.session.document == plan
    window.acts.unplace(["ZZZ999"])
    assert "ZZZ999" not in placements(window.session.document)
    window.session.history.undo()
    assert window.session.document == plan
    window.session.place(["TET010"], Term.parse("2028-S1"))
    window.documents.keeper.settle()
    assert load(path).plan.scenario.placement("ZZZ999") is not None
    assert read_plan(write_plan(window.session.document)) == window.session.document


def test_the_whole_title_is_in_the_tooltip(session):
    programme = session.plan.programme
    for unit in programme.units:
        if unit.is_attended:
            assert unit.title in card_for(session, unit.code).tooltip


def test_a_narrow_card_says_less_and_cuts_nothing(example, qapp, delegate):
    shown = card_for(Session(put(example, "UAS004", "2027-S1", WAIVER), TODAY), "UAS004")
    assert "non publiées" in shown.quantity
    quantity, chip = shown.brief
    assert quantity.replace("\xa0", " ").replace("\u202f", " ") == "6 ECTS · ? h"
    assert chip == "aucune"
    metrics = QFontMetrics(delegate.fonts.small)
    words = metrics.horizontalAdvance(f"{quantity}{shown.glyph} {shown.state}")
    assert words < delegate.fonts.least_width


def test_a_unit_validated_by_waiver_says_both(example, qapp):
    plan = marked(put(example, "TET007", "2027-S1", WAIVER), "TET007", UnitState.VALIDATED)
    shown = card_for(Session(plan, TODAY), "TET007")
    assert (shown.glyph, shown.state, shown.tone) == ("✓⚑", "validée", "ok")
    assert shown.accessible.endswith("validée, dérogation")
    assert WAIVER.reason in shown.tooltip


LONG = "Institutions et acteurs de l’intervention sociale, politiques publiques et territoires"


def test_a_title_is_broken_between_words_and_cut_only_where_it_must_be(delegate):
    metrics = QFontMetrics(delegate.fonts.title)
    width = metrics.horizontalAdvance("Institutions et acteurs de l’interv")
    assert title_lines(metrics, "Court", width, 2) == ["Court"]
    assert len(title_lines(metrics, LONG, width, 1)) == 1
    first, second = title_lines(metrics, LONG, width, 2)
    assert first == "Institutions et acteurs de"
    assert second.startswith("l’intervention sociale")
    assert second.endswith("…")
    assert " ".join(title_lines(metrics, LONG, width, 9)) == LONG


def test_no_line_of_a_title_is_wider_than_the_card(delegate):
    metrics = QFontMetrics(delegate.fonts.title)
    for width in (0, 5, 160):
        for kind, text in HOSTILE.items():
            lines = title_lines(metrics, text, width, 2)
            assert 1 <= len(lines) <= 2, (width, kind)
            widest = max(width, metrics.horizontalAdvance("…"))
            assert all(metrics.horizontalAdvance(line) <= widest for line in lines), (width, kind)


def test_the_title_takes_two_lines_where_the_list_has_the_height_for_all_its_cards(open_window, example):
    plan = with_unit(example, "TET010", title=LONG)
    window = open_window(plan, size=(1024, 700))
    fonts = workspace_of(window).delegate.fonts
    tall, flat = fonts.tall_height + GAP, fonts.height + GAP
    assert pool(window).gridSize().height() == tall
    assert pane(window, "2027-S2").units.gridSize().height() == tall  # one card beside a fuller semester
    assert pane(window, "2027-S1").units.gridSize().height() == flat  # the fuller one
    window.resize(1024, 420)
    window.session.unplace(["TRS002"])
    QApplication.processEvents()
    assert pool(window).height() < 4 * tall
    assert pool(window).gridSize().height() == flat
    # A list of short titles stays flat, whatever its height.
    window.resize(1366, 768)
    window.documents.show(with_unit(example, "TRS002", title="Court"), None)
    QApplication.processEvents()
    assert pane(window, "2027-S2").units.cards.keys == ["TRS002"]
    assert pane(window, "2027-S2").units.gridSize().height() == flat


def test_a_tall_card_shows_more_of_its_title_than_a_flat_one(session, delegate):
    shown = replace(card_for(session, "AST004"), title=LONG)
    tall = QSize(200, delegate.fonts.tall_height)
    one = delegate.picture(shown, tall, 1.0).toImage()
    other = delegate.picture(replace(shown, title=LONG[:26] + " autre chose"), tall, 1.0).toImage()
    assert one != other


def test_a_waiver_to_ask_for_is_said_in_few_words_before_it_is_a_glyph_alone(blank, qapp):
    to_ask = card_for(Session(put(blank, "TET007", "2027-S1", replace(WAIVER, proposed=True)), TODAY), "TET007")
    assert (to_ask.glyph, to_ask.state, to_ask.brief_state) == ("⚑", "dérogation à demander", "à demander")
    granted = card_for(Session(put(blank, "TET007", "2027-S1", WAIVER), TODAY), "TET007")
    assert (granted.state, granted.brief_state) == ("dérogation", "")
