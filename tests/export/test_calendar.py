"""The calendar, read back with another parser than the one that wrote it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
import vobject

from csp_planner.domain import edits
from csp_planner.domain.enrolment import enrolment_dates
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.profile import Credit, CreditBasis, CreditState
from csp_planner.domain.terms import Term
from csp_planner.export.calendar import calendar_bytes
from csp_planner.export.options import Options
from csp_planner.messages.catalogue import use_language

from .conftest import TODAY, judged


def read(data: bytes):
    return vobject.readOne(data.decode("utf-8"))


def events(case, options: Options | None = None):
    return read(calendar_bytes(case.plan, case.evaluation, options or Options())).vevent_list


def by_kind(found, kind: str) -> list:
    return [event for event in found if event.uid.value.startswith(kind)]


def test_every_deadline_of_the_evaluation_is_an_event_on_its_day(example):
    found = events(example)
    closing = by_kind(found, "enrolment-closes")
    expected = [deadline for deadline in example.evaluation.deadlines if deadline.code == "enrolment-closes"]
    assert sorted(event.dtstart.value for event in closing) == sorted(deadline.day for deadline in expected)
    for kind in ("accreditation-ends", "experience-reached"):
        (event,) = by_kind(found, kind)
        (day,) = [deadline.day for deadline in example.evaluation.deadlines if deadline.code == kind]
        assert event.dtstart.value == day


def test_every_planned_term_has_the_opening_and_the_close_of_its_window(example):
    opening = by_kind(events(example), "enrolment-opens")
    terms = {placement.term for placement in example.plan.scenario.placements}
    assert sorted(event.dtstart.value for event in opening) == sorted(
        enrolment_dates(example.plan.programme, term).opens for term in terms
    )


def test_events_name_the_units_to_enrol_in(example):
    closing = by_kind(events(example), "enrolment-closes-2026-S2")[0]
    assert "AST005, CCE003, PST003" in closing.description.value
    assert "mi-mars" in closing.description.value


def test_days_are_whole_and_end_on_the_next(example):
    for event in events(example):
        assert type(event.dtstart.value) is date
        assert event.dtend.value - event.dtstart.value == timedelta(days=1)


def test_only_the_close_of_a_window_reminds_30_and_7_days_before(example):
    for event in events(example):
        alarms = [alarm.trigger.value for alarm in event.contents.get("valarm", [])]
        closes = event.uid.value.startswith("enrolment-closes")
        assert alarms == ([timedelta(days=-30), timedelta(days=-7)] if closes else [])


def test_lines_end_in_crlf_and_are_folded_at_75_bytes(rich):
    data = calendar_bytes(rich.plan, rich.evaluation, Options())
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_the_same_plan_on_the_same_day_gives_the_same_bytes(example):
    assert calendar_bytes(example.plan, example.evaluation, Options()) == calendar_bytes(
        example.plan, example.evaluation, Options()
    )


def test_a_later_export_updates_the_events_of_an_earlier_one(example):
    later = edits.place(example.plan, "TET010", Term.parse("2027-S1"), TODAY)
    before = {event.uid.value: event for event in events(example)}
    day = TODAY + timedelta(days=1)
    after = read(calendar_bytes(later, evaluate_plan(later, day), Options())).vevent_list
    assert {event.uid.value for event in after} == set(before)
    for event in after:
        assert int(event.sequence.value) > int(before[event.uid.value].sequence.value)
    assert any("TET010" in event.description.value for event in after)


def test_an_export_of_the_same_day_updates_an_earlier_one(example):
    paris = timezone(timedelta(hours=1))
    morning, evening = (events(example, Options(made=time(hour, tzinfo=paris))) for hour in (9, 18))
    for before, after in zip(morning, evening, strict=True):
        assert after.uid.value == before.uid.value
        assert int(after.sequence.value) > int(before.sequence.value)
        assert after.dtstamp.value - before.dtstamp.value == timedelta(hours=9)
    assert morning[0].dtstamp.value == datetime.combine(TODAY, time(8), UTC)


def test_language_learner_and_units_are_in_no_uid(example):
    uids = {event.uid.value for event in events(example)}
    assert len(uids) == len(events(example))
    renamed = judged(replace(example.plan, profile=replace(example.plan.profile, name="Alix")))
    use_language("en")
    assert {event.uid.value for event in events(renamed)} == uids
    assert not any("Camille" in uid for uid in uids)


def test_two_scenarios_are_two_calendars(example):
    other = judged(edits.show_scenario(example.plan, 1))
    assert not {event.uid.value for event in events(example)} & {event.uid.value for event in events(other)}


def test_without_personal_data_the_learner_is_nowhere(rich):
    assert "Camille" in calendar_bytes(rich.plan, rich.evaluation, Options()).decode()
    assert "Camille" not in calendar_bytes(rich.plan, rich.evaluation, Options(personal_data=False)).decode()


def test_hostile_text_adds_no_event_and_no_line(hostile, rich):
    found = events(hostile)
    assert len(found) == len(events(rich))
    assert [event.dtstart.value for event in found] == [event.dtstart.value for event in events(rich)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_languages(example, language):
    use_language(language)
    titles = {event.summary.value for event in events(example)}
    expected = "CRN01\u00a0: fin de l’accréditation" if language == "fr" else "CRN01: the accreditation ends"
    assert expected in titles


def test_every_answer_awaited_is_an_event_that_a_later_export_moves(example):
    asked = Credit(unit="TET010", basis=CreditBasis.VES, date=date(2027, 6, 30), state=CreditState.ASKED)
    plan = edits.add_credit(edits.add_credit(example.plan, asked), replace(asked, unit="OLD101", title="Ailleurs"))
    before = {event.uid.value: event for event in by_kind(events(judged(plan)), "answer-expected")}
    titles = {event.summary.value.replace("\u00a0", " ") for event in before.values()}
    assert titles == {f"CRN01 : réponse attendue pour {unit}" for unit in ("TET010", "OLD101")}
    assert {event.dtstart.value for event in before.values()} == {asked.date}
    assert not any("TET010" in uid or "OLD101" in uid for uid in before)
    later = edits.change_credit(plan, replace(asked, date=date(2027, 9, 30)))
    after = {event.uid.value: event for event in by_kind(events(judged(later)), "answer-expected")}
    assert set(after) == set(before)
    assert {event.dtstart.value for event in after.values()} == {asked.date, date(2027, 9, 30)}
