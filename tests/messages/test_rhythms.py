"""What is said of a unit that alternates, of one with a rhythm of the user's, and of one that is absent."""

from dataclasses import replace

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits import Refusal
from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import opening_in, usual_opening
from csp_planner.domain.plan import Plan
from csp_planner.domain.rhythms import Rhythm
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.refusals import refusal_brief, refusal_sentence
from csp_planner.messages.sentences import diagnostic_sentence
from csp_planner.messages.words import opening_chip, rhythm_word, runs_words, stability

from ..domain.helpers import TODAY, done, offered, only, term, with_unit

S1 = Opening.SEMESTER_1
TURN = {2023: S1, 2024: None, 2025: S1}


@pytest.fixture(autouse=True)
def _french():
    use_language("fr")
    yield
    use_language("fr")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def line(plan: Plan, year: int) -> str:
    """The line of *year* in the details of CCE001."""
    fact = opening_in(plan.programme, plan.programme.by_code["CCE001"], year)
    return plain(f"{runs_words(fact)}, {stability(fact)}")


def refused(plan: Plan, where: str) -> Refusal:
    refusal = edits.place(plan, "CCE001", term(where), TODAY)
    assert isinstance(refusal, Refusal)
    return refusal


def told(plan: Plan, rhythm: Rhythm) -> Plan:
    return done(edits.enter_rhythm(plan, "CCE001", rhythm, "le centre", TODAY))


def published(plan: Plan, year: int, opening: Opening | None) -> Plan:
    unit = plan.programme.by_code["CCE001"]
    units = tuple(
        replace(each, openings={**unit.openings, **offered({year: opening})}) if each.code == "CCE001" else each
        for each in plan.programme.units
    )
    years = (*plan.programme.published_years, year)
    return replace(plan, programme=replace(plan.programme, units=units, published_years=years))


def test_one_year_in_two_after_three_editions_is_said_in_details_drag_and_check(empty_plan):
    plan = with_unit(empty_plan, "CCE001", openings=TURN)
    assert line(plan, 2026) == "aucune ouverture, prévisionnel, une année sur deux, d’après 3 éditions"
    assert line(plan, 2027) == "S1, prévisionnel, une année sur deux, d’après 3 éditions"
    refusal = refused(plan, "2028-S1")
    assert "une année sur deux, d’après 3 éditions" in plain(refusal_sentence(refusal, plan.programme))
    assert plain(refusal_brief(refusal, plan.programme)) == "CCE001 : une année sur deux"
    assert "(une année sur deux, d’après 3 éditions)" in plain(diagnostic_sentence(only(plan, "not-placed", "CCE001")))


def test_the_chip_of_one_that_pauses_in_the_last_year_of_the_board_says_when_it_runs(empty_plan):
    plan = with_unit(empty_plan, "CCE001", openings=TURN)
    unit = plan.programme.by_code["CCE001"]
    for year in (2027, 2028):
        assert plain(opening_chip(usual_opening(plan.programme, unit, year))) == "S1, 1 an sur 2"
    plan = told(empty_plan, Rhythm.ODD)
    unit = plan.programme.by_code["CCE001"]
    for year in (2027, 2028):
        assert plain(opening_chip(usual_opening(plan.programme, unit, year))) == "S1 (saisi)"
    plan = told(empty_plan, Rhythm.NEVER)
    unit = plan.programme.by_code["CCE001"]
    assert usual_opening(plan.programme, unit, 2028) == opening_in(plan.programme, unit, 2028)


def test_a_rhythm_is_said_to_be_the_users(empty_plan):
    plan = told(empty_plan, Rhythm.ODD)
    assert line(plan, 2027) == "S1, prévisionnel d’après votre rythme : années impaires"
    refusal = refused(plan, "2028-S1")
    sentence = plain(refusal_sentence(refusal, plan.programme))
    assert sentence.endswith("Prochaine ouverture : S1 2029/2030. Prévision d’après votre rythme : années impaires.")
    assert plain(refusal_brief(refusal, plan.programme)) == "CCE001 : pas ouverte, d’après votre rythme"


def test_a_published_year_that_contradicts_the_rhythm_says_so(empty_plan):
    """Odd; 2028 published open: open, « contredit votre rythme »."""
    plan = published(told(empty_plan, Rhythm.ODD), 2028, S1)
    assert line(plan, 2028) == "S1, publié, contredit votre rythme (années impaires)"
    said = plain(diagnostic_sentence(only(plan, "rhythm-contradicted")))
    assert said == "CCE001 : 2028/2029 est publiée ouverte, ce qui contredit votre rythme (années impaires)."
    plan = published(told(empty_plan, Rhythm.EVERY), 2027, None)
    said = plain(diagnostic_sentence(only(plan, "rhythm-contradicted")))
    assert said == "CCE001 : 2027/2028 est publiée comme non ouverte, ce qui contredit votre rythme (tous les ans)."
    sentence = plain(refusal_sentence(refused(plan, "2027-S1"), plan.programme))
    assert "Cela contredit votre rythme (tous les ans)." in sentence


def test_absent_names_the_edition_in_details_drag_and_check(empty_plan):
    plan = with_unit(empty_plan, "CCE001", openings={2023: S1, 2024: S1})
    assert line(plan, 2027) == "Absente, n’est plus dans l’édition 2025/2026"
    refusal = refused(plan, "2027-S1")
    sentence = "CCE001 est absente de l’édition 2025/2026 : une dérogation permet de la placer."
    assert plain(refusal_sentence(refusal, plan.programme)) == sentence
    assert plain(refusal_brief(refusal, plan.programme)) == "CCE001 : absente de la dernière édition"
    assert plain(diagnostic_sentence(only(plan, "unit-absent"))) == sentence


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_rhythm_has_its_words(language):
    use_language(language)
    assert len({rhythm_word(rhythm) for rhythm in Rhythm}) == len(Rhythm)
