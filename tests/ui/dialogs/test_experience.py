"""The periods of experience, and at once what they come to."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QPushButton

from csp_planner.domain.evaluation.experience import experience_status
from csp_planner.domain.profile import ExperienceKind, ExperiencePeriod
from csp_planner.messages.interview import experience_outlook
from csp_planner.storage.codec import read_plan, write_plan
from csp_planner.ui.dialogs.experience import ExperienceDialog

from ...domain.helpers import period
from ..hand import TODAY, answer, workspace_of

Ok = QDialogButtonBox.StandardButton.Ok


@pytest.fixture
def ask(qtbot, crn01):
    """The dialog alone: it knows no document."""
    made = []

    def show(*periods):
        dialog = ExperienceDialog(periods, crn01.conditions, TODAY, None)
        made.append(dialog)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return show


def ok(dialog):
    return dialog.findChild(QDialogButtonBox).button(Ok)


def test_what_was_entered_before_comes_out_unchanged(ask):
    periods = (
        replace(period("2020-01-01", "2021-03-31"), working_time=50, note="Mission locale"),
        period("2022-01-01", None, ExperienceKind.OUTSIDE_FIELD),
        period("2023-02-01", "2023-05-01", ExperienceKind.PLACEMENT),
    )
    assert ask(*periods).periods == periods


def test_a_period_that_has_not_begun_is_not_said_to_go_on(ask):
    dialog = ask(period("2026-11-23", None), period("2026-11-24", None))
    begun, future = dialog._rows
    assert begun._goes_on.text() == "en cours"
    assert future._goes_on.text() == "fin non connue"
    begun._start.show_day(date(2027, 9, 1))
    assert begun._goes_on.text() == "fin non connue"
    future._start.show_day(date(2026, 9, 1))
    assert future._goes_on.text() == "en cours"
    assert [row.period.end for row in dialog._rows] == [None, None]


@pytest.mark.parametrize(
    "changes",
    [
        {"note": "x" * 900},
        {"note": "deux\nlignes"},
        {"start": date(1949, 12, 31)},
    ],
)
def test_whatever_a_file_holds_comes_out_unchanged(ask, example, changes):
    held = replace(period("2020-01-01", "2021-03-31"), **changes)
    plan = replace(example, profile=replace(example.profile, experience=(held,)))
    assert read_plan(write_plan(plan)) == plan
    assert ask(held).periods == (held,)


def test_the_months_they_come_to_are_said_at_once(ask, crn01):
    dialog = ask(period("2020-01-01", "2020-12-31"))
    for end in ("2020-06-30", "2021-06-30", "2021-07-01"):
        dialog._rows[0]._end.show_day(date.fromisoformat(end))
        status = experience_status(dialog.periods, crn01.conditions, TODAY)
        assert dialog._outlook.text() == experience_outlook(status, TODAY)
    assert "18" in dialog._outlook.text()


def test_a_period_that_goes_on_has_no_end_and_is_a_projection(ask):
    dialog = ask(period("2026-01-05", "2026-10-01"))
    dialog._rows[0]._goes_on.setChecked(True)
    assert dialog.periods[0].end is None
    assert not dialog._rows[0]._end.isEnabled()
    assert "si" in dialog._outlook.text()
    dialog._rows[0]._goes_on.setChecked(False)
    assert dialog._rows[0]._end.isEnabled()
    assert dialog.periods[0].end == date(2026, 10, 1)


def test_a_period_that_ends_before_it_starts_cannot_be_kept(ask):
    dialog = ask(period("2020-06-01", "2020-12-31"))
    assert ok(dialog).isEnabled()
    dialog._rows[0]._end.show_day(date.fromisoformat("2020-05-31"))
    assert not ok(dialog).isEnabled()
    assert "avant" in dialog._outlook.text()
    dialog._rows[0]._end.show_day(date.fromisoformat("2020-06-01"))
    assert ok(dialog).isEnabled()


def test_an_impossible_period_made_to_go_on_is_possible(ask):
    dialog = ask(period("2020-06-01", "2020-12-31"))
    dialog._rows[0]._end.show_day(date.fromisoformat("2020-01-01"))
    dialog._rows[0]._goes_on.setChecked(True)
    assert ok(dialog).isEnabled()


def test_an_impossible_period_taken_away_leaves_what_can_be_kept(ask):
    dialog = ask(period("2020-01-01", "2020-12-31"), period("2021-06-01", "2021-12-31"))
    dialog._rows[1]._end.show_day(date.fromisoformat("2020-01-01"))
    assert not ok(dialog).isEnabled()
    dialog._rows[1].findChild(QPushButton).click()
    assert ok(dialog).isEnabled()
    assert len(dialog.periods) == 1


def test_overlapping_periods_are_not_counted_twice(ask):
    twice = ask(period("2020-01-01", "2020-12-31"), period("2020-01-01", "2020-12-31"))
    once = ask(period("2020-01-01", "2020-12-31"))
    assert twice._outlook.text() == once._outlook.text()


def test_outside_the_field_the_placement_is_asked_for(ask):
    dialog = ask(period("2020-01-01", "2023-01-01"))
    assert "stage" not in dialog._outlook.text()
    dialog._rows[0]._kind.setCurrentIndex(list(ExperienceKind).index(ExperienceKind.OUTSIDE_FIELD))
    assert "stage" in dialog._outlook.text()


def test_a_new_period_starts_today_and_goes_on(ask):
    dialog = ask()
    dialog._add.click()
    assert dialog.periods == (ExperiencePeriod(start=TODAY, end=None, kind=ExperienceKind.IN_FIELD),)


def test_there_is_room_for_fifty_periods_and_no_more(ask):
    dialog = ask(*(period(f"{1970 + year}-01-01", f"{1970 + year}-02-01") for year in range(49)))
    assert dialog._add.isEnabled()
    dialog._add.click()
    assert not dialog._add.isEnabled()
    dialog._rows[0].findChild(QPushButton).click()
    assert dialog._add.isEnabled()


def test_what_was_entered_is_one_undo_step_and_what_is_given_up_or_unchanged_is_none(window):
    def ask(act):
        troubles = answer(ExperienceDialog, act)
        window.acts.ask_experience()
        assert troubles == []

    def add_and_give_up(dialog):
        dialog._add.click()
        dialog.reject()

    def enter(dialog):
        dialog._rows[0]._start.show_day(date.fromisoformat("2025-01-01"))
        dialog._add.click()
        dialog.accept()

    before = window.session.document
    for act in (lambda dialog: dialog.accept(), lambda dialog: dialog.reject(), add_and_give_up):
        ask(act)
        assert window.session.history.count() == 0
        assert len(window.session.document.profile.experience) == 1
    ask(enter)
    assert len(window.session.document.profile.experience) == 2
    assert window.session.history.count() == 1
    assert window.session.evaluation.experience.months > 18
    window.session.history.undo()
    assert window.session.document == before


def test_the_board_shows_a_line_for_the_years_with_experience(window):
    strips = {row.year: row._experience for row in workspace_of(window).board._rows}
    assert strips[2026].isVisible()
    assert "atteinte le 04/07/2027" in strips[2026].accessibleName()
    assert not strips[2028].isVisible()
    assert not strips[2026].grab().isNull()
    window.session.do("none", lambda plan: replace(plan, profile=replace(plan.profile, experience=())))
    assert not strips[2026].isVisible()
