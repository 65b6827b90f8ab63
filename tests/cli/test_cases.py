"""Small inputs that reports led to, each with what is right: the file where it is, and a twin made here."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from csp_planner.domain import edits
from csp_planner.domain.enrolment import enrolment_dates
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.offers import Mode, Offer, Opening, opening_of
from csp_planner.domain.openings import opening_in
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.planning.preview import verdicts
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import (
    AnnouncedTotals,
    Conditions,
    EnrolmentWindow,
    EnteredEnrolment,
    MonthDay,
    Programme,
    Unit,
    UnitKind,
)
from csp_planner.domain.rhythms import Rhythm
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term
from csp_planner.domain.year_openings import YearOpenings
from csp_planner.storage.codec import read_plan, write_plan
from csp_planner.storage.planfile import NO_FILE, load, save

from ..maquette import CERTIFICATE, programme_of
from ..shared import case
from .helpers import TODAY, check, one_line

DAY = date(2026, 11, 23)
S1, S2 = Opening.SEMESTER_1, Opening.SEMESTER_2


def unit(code: str, ects: float = 6, hours: float | None = 50, **openings: Opening | None) -> Unit:
    """A unit that runs as given in each year (``y2025``)."""
    offers = {int(year[1:]): opening.offers() if opening else () for year, opening in openings.items()}
    return Unit(code=code, title=f"Unité {code}", ects=ects, hours=hours, kind=UnitKind.TAUGHT, openings=offers)


def window(closes: MonthDay, fr: str, en: str) -> EnrolmentWindow:
    return EnrolmentWindow(opens=MonthDay(month=5, day=1), closes=closes, closes_in_words={"fr": fr, "en": en})


def plan_of(*units: Unit, placed: dict[str, str] | None = None) -> Plan:
    """A plan of a diploma that asks for *units* and nothing else; *placed* where they are planned."""
    programme = Programme(
        code="EX1",
        title="Formation d’exemple",
        publisher="Cnam",
        sheet="exemple",
        published_years=(2023, 2024, 2025),
        announced=AnnouncedTotals(ects=sum(each.ects for each in units)),
        enrolment_semester_1=window(MonthDay(month=10, day=31), "fin octobre", "the end of October"),
        enrolment_semester_2=window(MonthDay(month=3, day=15, next_year=True), "mi-mars", "mid-March"),
        units=units,
        conditions=Conditions(units=tuple(each.code for each in units)),
    )
    scenario = Scenario(name="Scénario A", start=Term.parse("2026-S2"), years=4, max_ects=30)
    plan = Plan(programme=programme, profile=Profile(), scenarios=(scenario,))
    for code, term in (placed or {}).items():
        made = edits.place(plan, code, Term.parse(term), DAY)
        assert isinstance(made, Plan)
        plan = made
    return plan


def kept(path: Path, plan: Plan) -> Path:
    save(path, plan, NO_FILE)
    return path


@pytest.fixture(params=["of the report", "composed"])
def given(request: pytest.FixtureRequest) -> bool:
    """Whether the input is that of the report."""
    return request.param == "of the report"


# Case 01: a unit published S1 in 2023 and 2025, closed in 2024; one open in 2024 only


def one_year_in_two(given: bool) -> Plan:
    if given:
        return load(case("01")).plan
    return plan_of(unit("BIS101", y2023=S1, y2024=None, y2025=S1), unit("PAI102", y2023=None, y2024=S2, y2025=None))


def test_01_one_year_in_two_is_neither_every_year_nor_never(given):
    programme = one_year_in_two(given).programme
    bis, pai = programme.by_code["BIS101"], programme.by_code["PAI102"]
    assert [opening_in(programme, bis, year).opening for year in range(2026, 2030)] == [None, S1, None, S1]
    assert [opening_in(programme, pai, year).opening for year in range(2026, 2030)] == [S2, None, S2, None]


def test_01_it_is_said_as_irregular_from_the_editions(run, given, tmp_path):
    path = kept(tmp_path / "p.cspplan", one_year_in_two(given))
    assert run("place", path, "BIS101", "2027-S1", *TODAY)[0] == 0
    assert run("place", path, "PAI102", "2026-S2", *TODAY)[0] == 0
    found = [each for each in check(run, path)["diagnostics"] if each["code"] == "opening-irregular"]
    assert {each["unit"] for each in found} == {"BIS101", "PAI102"}
    out = run("check", path, *TODAY)[1]
    assert "BIS101 en S1 2027/2028 : ouverture prévisionnelle, une année sur deux, d’après 3 éditions." in out
    code, _out, err = run("place", path, "BIS101", "2028-S1", *TODAY)
    assert code == 1
    assert "BIS101 n’ouvre pas en 2028/2029." in err
    assert "une année sur deux, d’après 3 éditions" in err


def test_01_what_is_still_to_place_always_names_its_cause(run, given, tmp_path):
    path = kept(tmp_path / "p.cspplan", one_year_in_two(given))
    out = run("check", path, *TODAY)[1]
    first = "BIS101 reste à placer. Première ouverture : S1 2027/2028 (une année sur deux, d’après 3 éditions)."
    assert first in out
    programme = load(path).plan.programme
    closed = replace(programme.by_code["BIS101"], openings=unit("X", y2024=S1, y2025=None).openings)
    gone = replace(programme.by_code["PAI102"], openings=unit("X", y2023=S2, y2024=S2).openings)
    units = {"BIS101": closed, "PAI102": gone}
    changed = replace(programme, units=tuple(units.get(each.code, each) for each in programme.units))
    out = run("check", kept(tmp_path / "q.cspplan", replace(load(path).plan, programme=changed)), *TODAY)[1]
    assert "BIS101 reste à placer : la dernière année connue, 2025/2026, ne l’ouvre plus." in out
    assert "PAI102 est absente de l’édition 2025/2026 : une dérogation permet de la placer." in out


def test_01_a_rhythm_is_the_users_and_marked_as_theirs(run, given, tmp_path):
    plan = edits.enter_rhythm(one_year_in_two(given), "BIS101", Rhythm.EVEN, "secrétariat", DAY)
    path = kept(tmp_path / "p.cspplan", plan)
    assert load(path).plan == plan
    out = run("check", path, *TODAY)[1]
    assert "Première ouverture : S1 2028/2029, d’après le rythme que vous avez saisi (années paires)." in out
    code, out, _err = run("suggest", path, "--json", *TODAY)
    placed = {each["unit"]: each["term"] for each in json.loads(out)["placements"]}
    assert (code, placed["BIS101"]) == (0, "2028-S1")


@pytest.mark.parametrize("cause", ["rhythm", "absent", "closed"])
def test_01_a_proposal_that_leaves_out_what_the_award_asks_for_never_says_that_it_ends(run, given, cause, tmp_path):
    plan = one_year_in_two(given)
    if cause == "rhythm":
        plan = edits.enter_rhythm(plan, "PAI102", Rhythm.NEVER, "secrétariat", DAY)
    else:
        openings = unit("X", y2023=S2, y2024=S2, **({} if cause == "absent" else {"y2025": None})).openings
        units = [replace(each, openings=openings) if each.code == "PAI102" else each for each in plan.programme.units]
        plan = replace(plan, programme=replace(plan.programme, units=tuple(units)))
    path = kept(tmp_path / "p.cspplan", plan)
    code, out, _err = run("suggest", path, *TODAY)
    assert code == 0
    words = {
        "rhythm": "PAI102 n’a plus lieu, selon votre saisie : elle reste à placer",
        "absent": "PAI102 est absente de l’édition 2025/2026 : elle reste à placer",
        "closed": "PAI102 n’ouvre dans aucune des années à venir : elle reste à placer",
    }
    assert words[cause] in out
    assert "Planifié jusqu’à" in out
    assert "finit en" not in out
    said = check(run, path)
    assert said["outlook"]["reach"] != "diploma"
    assert said["outlook"]["reason"]["units"] == ["PAI102"]


def test_01_where_everything_is_left_out_nothing_is_said_to_be_done(run, tmp_path):
    path = kept(tmp_path / "p.cspplan", plan_of(unit("BIS101", y2024=S1)))
    code, out, _err = run("suggest", path, *TODAY)
    assert code == 0
    assert "BIS101 est absente de l’édition 2025/2026" in out
    assert "Rien ne reste à placer" not in out


# Case 06: 3,75 ECTS and 37,33 h


def finer_amounts(given: bool) -> Plan:
    return load(case("06")).plan if given else plan_of(unit("QRT601", 3.75, 37.33, y2025=S1))


def test_06_hundredths_are_held_exactly(run, given, tmp_path):
    plan = finer_amounts(given)
    row = plan.programme.by_code["QRT601"]
    assert (row.ects, row.hours) == (3.75, 37.33)
    path = kept(tmp_path / "p.cspplan", plan)
    assert run("place", path, "QRT601", "2027-S1", *TODAY)[0] == 0
    assert load(path).plan.programme.by_code["QRT601"] == row
    said = check(run, path)
    assert (said["ects"]["planned"], said["hours"]["planned"]) == (3.75, 37.33)
    assert "37,33 h" in run("check", path, *TODAY)[1]


@pytest.mark.parametrize(("name", "value"), [("ects", 3.755), ("hours", 37.333)])
def test_06_what_is_finer_is_refused_by_naming_the_unit(run, given, name, value, tmp_path):
    document = json.loads(write_plan(finer_amounts(given)))
    document["programme"]["units"][0][name] = value
    path = tmp_path / "p.cspplan"
    path.write_text(json.dumps(document))
    code, out, err = run("check", path, *TODAY)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert "QRT601" in err


# Case 14: an exact last day for one academic year


def test_14_an_exact_last_day_holds_for_its_year_alone_with_its_source_and_the_calendar_uses_it(run, given, tmp_path):
    plan = load(case("14")).plan if given else plan_of(unit("DAT131", y2025=S1), placed={"DAT131": "2027-S1"})
    exact = EnteredEnrolment(semester_1=date(2027, 10, 8), source="secrétariat", date=DAY)
    told = YearOpenings(programme="EX1", year=2027, source="secrétariat", date=DAY, enrolment=exact)
    path = kept(tmp_path / "p.cspplan", edits.enter_openings(plan, told))
    programme = load(path).plan.programme
    days = {term: enrolment_dates(programme, Term.parse(term)) for term in ("2027-S1", "2027-S2", "2028-S1")}
    assert [day.closes for day in days.values()] == [date(2027, 10, 8), date(2028, 3, 15), date(2028, 10, 31)]
    assert [day.entered for day in days.values()] == [exact, None, None]
    assert "08/10/2027 : dernier jour pour s’inscrire à DAT131, S1 2027/2028." in run("check", path, *TODAY)[1]
    assert run("export", path, tmp_path / "o.ics", *TODAY)[0] == 0
    calendar = (tmp_path / "o.ics").read_text()
    assert "20271008" in calendar
    assert "20271031" not in calendar
    moved = tmp_path / "later.cspplan"
    assert run("place", path, "DAT131", "2028-S1", *TODAY)[0] == 0
    moved.write_bytes(path.read_bytes())
    assert run("export", moved, tmp_path / "later.ics", *TODAY)[0] == 0
    later = (tmp_path / "later.ics").read_text()
    assert "20281031" in later, "the convention of the sheet elsewhere"
    assert "20271008" not in later


# Case 15: one year, two ways: S1 (evening) or annual (daytime)


def two_ways(given: bool) -> Unit:
    modes = {"S1": "présentiel soir ou samedi", "annual": "présentiel journée"}
    if given:
        document = json.loads(case("15").read_bytes())
        modes = {way["in"]: way["modality"] for way in document["unit"]["runs"]}
    known = {"présentiel soir ou samedi": Mode.EVENING, "présentiel journée": Mode.DAYTIME}
    parts = {"S1": Part.S1, "annual": Part.ANNUAL}
    offers = tuple(Offer(parts[part], (known[mode],)) for part, mode in modes.items())
    return replace(unit("PST003"), openings={2025: offers})


def test_15_both_ways_are_held_each_with_its_mode_and_both_light_up(given):
    plan = plan_of(two_ways(given))
    assert read_plan(write_plan(plan)) == plan
    row = plan.programme.by_code["PST003"]
    assert [(offer.part, offer.modes) for offer in row.openings[2025]] == [
        (Part.S1, (Mode.EVENING,)), (Part.ANNUAL, (Mode.DAYTIME,)),
    ]  # fmt: skip
    assert opening_of(row.openings[2025]) is Opening.SEMESTER_1_OR_ANNUAL
    terms = [Term.parse(text) for text in ("2027-S1", "2027-S2", "2027-A")]
    found = verdicts(plan, evaluate_plan(plan, DAY), ["PST003"], terms, DAY)
    assert [str(found[term].lands) for term in terms] == ["2027-S1", "2027-A", "2027-A"]
    whole, halves, _annual = (found[term].changes for term in terms)
    assert [change.after for change in whole] == [6], "semester 1 counts whole there"
    assert [change.after for change in halves] == [3, 3], "the annual part counts half and half"


# Case 35: a certificate of three units, without report or experience


def test_35_the_file_of_version_1_opens_with_the_verdict_it_had(run, tmp_path):
    path = tmp_path / "p.cspplan"
    path.write_bytes(case("35").read_bytes())
    for code, term in (("DNT104", "2027-S1"), ("DNT105", "2026-S2"), ("DNT106", "2026-S2")):
        assert run("place", path, code, term, *TODAY)[0] == 0
    said = check(run, path)
    assert said["outlook"]["reach"] != "diploma"
    assert "unit-missing" in {each["code"] for each in said["diagnostics"]}
    assert [each["code"] for each in said["conditions"]] == ["units", "report"]
    out = run("check", path, *TODAY)[1]
    assert "Heures : non publiées." in out, "version 1 wrote 0 for what is not announced"
    assert "expérience" not in out, "0 months asked for are no condition"


def test_35_its_twin_is_completed_and_shows_no_condition_that_does_not_exist(run, tmp_path):
    scenario = Scenario(name="Scénario A", start=Term.parse("2026-S2"), years=2)
    path = kept(
        tmp_path / "p.cspplan",
        Plan(programme=programme_of(CERTIFICATE), profile=Profile(), scenarios=(scenario,)),
    )
    assert run("suggest", path, *TODAY)[0] == 0
    said = check(run, path)
    assert (said["conditions"], said["outlook"]["reach"]) == ([], "diploma")
    assert not [each for each in said["diagnostics"] if each["severity"] == "blocking"]
    out = run("check", path, *TODAY)[1]
    for word in ("Conditions", "rapport", "expérience", "soutenance"):
        assert word not in out, word
    for code in ("DNT104", "DNT105", "DNT106"):
        plan = load(path).plan
        done = edits.record_outcome(plan, code, UnitState.VALIDATED, date(2028, 9, 1))
        assert isinstance(done, Plan)
        save(path, done, load(path).digest)
    assert check(run, path, "--today", "2028-09-01")["outlook"]["reach"] == "obtained"
