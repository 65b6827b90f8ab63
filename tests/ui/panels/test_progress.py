"""Two gauges and three conditions: the figures of the evaluation, and the way to what is missing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog

from csp_planner.domain.edits import set_override
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.messages.sentences import condition_sentence
from csp_planner.ui.dialogs.experience import ExperienceDialog

from ...domain.helpers import credited, full, marked
from ..hand import TODAY, answer, click_at, pool, press, workspace_of


def progress(zone):
    return workspace_of(zone).side.progress


def assert_gauges_are_right(zone):
    evaluation = zone.session.evaluation
    for gauge, totals in ((progress(zone).ects, evaluation.ects), (progress(zone).hours, evaluation.hours)):
        assert gauge.value() == round(totals.reached)
        assert gauge.maximum() == round(totals.target)


def test_the_gauges_have_the_names_of_the_contract(zone):
    assert progress(zone).ects.accessibleName() == "Crédits ECTS"
    assert progress(zone).hours.accessibleName() == "Heures d'enseignement"


def test_the_gauges_expose_value_and_maximum(zone):
    for gauge, target in ((progress(zone).ects, 120), (progress(zone).hours, 657)):
        value = QAccessible.queryAccessibleInterface(gauge).valueInterface()
        assert value is not None
        assert value.maximumValue() == target
        assert value.currentValue() == gauge.value()


def test_the_gauges_show_the_figures_of_the_evaluation_after_every_edit(zone):
    assert_gauges_are_right(zone)
    zone.session.place(["TET010"], Term.parse("2028-S1"))
    assert_gauges_are_right(zone)
    zone.acts.mark(["AST005"], UnitState.VALIDATED)
    assert_gauges_are_right(zone)
    zone.session.history.undo()
    zone.session.history.undo()
    assert_gauges_are_right(zone)
    zone.session.show_scenario(1)
    assert_gauges_are_right(zone)


def test_an_empty_plan_starts_at_nothing(blank_zone):
    assert progress(blank_zone).ects.value() == 0
    assert progress(blank_zone).hours.value() == 0


def test_more_than_the_target_does_not_pass_the_end_of_the_gauge(open_zone, example):
    zone = open_zone(set_override(full(example), "AST004", 60, None, TODAY))
    assert zone.session.evaluation.ects.reached > 120
    assert progress(zone).ects.value() == 120


def test_the_parts_of_a_gauge_are_said_in_words(zone):
    tip = progress(zone).ects.toolTip()
    totals = zone.session.evaluation.ects
    for amount in (totals.obtained, totals.in_progress, totals.planned, totals.unplaced):
        assert f"{amount:g}" in tip


def test_the_hours_that_no_unit_carries_are_said(zone):
    assert zone.session.evaluation.hours.unattributed == 54
    assert "54" in progress(zone).hours.toolTip()
    assert any("54" in text for _token, text, _style in progress(zone)._legend._entries)


def test_what_the_sheet_lists_is_said_beside_what_it_announces(zone):
    assert "122" in progress(zone).ects.accessibleDescription()
    assert "603" in progress(zone).hours.accessibleDescription()


def test_the_three_conditions_are_those_of_the_evaluation(zone):
    rows = progress(zone)._conditions
    evaluation = zone.session.evaluation
    assert [condition.code for condition in evaluation.conditions] == ["units", "experience", "report"]
    for row, condition in zip(rows, evaluation.conditions, strict=True):
        assert row.text() == row.accessibleName() == condition_sentence(condition, evaluation)


def test_met_planned_and_missing_conditions_have_different_marks(open_zone, example):
    def badges(plan):
        return [row._badge for row in progress(open_zone(plan))._conditions]

    assert badges(example)[0] == "!"  # a bare number would say neither of what nor whether it is missing
    assert badges(full(example)) == ["…", "✓", "…"]
    done = marked(full(example), "UA211G", UnitState.VALIDATED)
    assert badges(done)[2] == "✓"


def test_conditions_lead_to_the_units_that_are_missing_and_to_the_report(window):
    missing = window.session.evaluation.conditions[0].missing
    assert set(missing) == {"TET007", "TET010"}
    click_at(progress(window)._conditions[0])
    assert pool(window).hasFocus()
    assert set(pool(window).selected_codes) == set(missing)
    click_at(progress(window)._conditions[2])
    assert workspace_of(window).selected_codes == ["UA211G"]
    assert window.session.history.count() == 0


def test_the_second_condition_leads_to_the_experience(zone):
    reached = []
    zone.workspace_now().side.progress.experience_asked.connect(lambda: reached.append(1))
    troubles = answer(ExperienceDialog, QDialog.reject)
    click_at(progress(zone)._conditions[1])
    QApplication.processEvents()
    assert reached == [1]
    assert troubles == []


def led_by(zone):
    """The units whose cards the window is asked to show, from now on."""
    found = []
    zone.side.units_chosen.connect(found.append)
    return found


def test_a_condition_with_nothing_missing_leads_to_all_it_asks_for(open_zone, example):
    zone = open_zone(full(example))
    led_to = led_by(zone)
    progress(zone)._conditions[0].click()
    (units,) = led_to
    assert units
    assert set(units) <= set(zone.session.plan.programme.conditions.units)


def test_keys_follow_a_condition(zone):
    led_to = led_by(zone)
    progress(zone)._conditions[2].setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        press(zone, key)
    assert led_to == [["UA211G"]] * 3


def test_a_credit_counts_as_obtained(open_zone, example):
    zone = open_zone(credited(example, "TET010"))
    assert zone.session.evaluation.ects.obtained == 6
    assert_gauges_are_right(zone)


def test_the_gauges_are_painted_in_every_case(open_zone, example, blank):
    for plan in (blank, example, full(example)):
        zone = open_zone(plan)
        for gauge in (progress(zone).ects, progress(zone).hours):
            gauge.show_gain(6)
            assert not gauge.grab().isNull()
            gauge.resize(120, gauge.height())
            assert not gauge.grab().isNull()


def test_the_gain_changes_the_picture(zone):
    quiet = progress(zone).ects.grab().toImage()
    verdict = zone.session.verdicts(["TET010"])[Term.parse("2028-S1")]
    progress(zone).show_gain(verdict)
    assert progress(zone).ects.grab().toImage() != quiet
    progress(zone).show_gain(None)
    assert progress(zone).ects.grab().toImage() == quiet
