"""The words of the outputs, in both languages."""

from dataclasses import astuple, replace
from datetime import date

import pytest

from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Acceptance, Placement
from csp_planner.domain.profile import Waiver
from csp_planner.domain.terms import Part, Term
from csp_planner.messages import export, tables
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.sentences import diagnostic_sentence

LANGUAGES = ("fr", "en")


@pytest.fixture
def waived(empty_plan):
    waiver = Waiver(reason="Accord avec Alix", date=date(2026, 11, 3))
    placements = (Placement(unit="TET007", term=Term(2027, Part.S1), waiver=waiver),)
    return replace(empty_plan, scenarios=(replace(empty_plan.scenario, placements=placements),))


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_sheets_are_names_a_workbook_takes(language):
    use_language(language)
    names = astuple(tables.sheet_names())
    assert len(set(names)) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_fixed_words_are_words(language):
    use_language(language)
    for words in (export.page_words(), export.fact_names()):
        assert all(word and "{" not in word for word in astuple(words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_tell_the_columns_apart(language):
    use_language(language)
    for headings in (tables.plan_headings(), tables.term_headings(), tables.check_headings()):
        assert len(set(headings)) == len(headings)


def test_a_check_says_what_it_says_everywhere(waived, today):
    for found in evaluate_plan(waived, today).diagnostics:
        said = export.check_sentence(found, waived.programme, personal_data=True)
        assert said == diagnostic_sentence(found, waived.programme)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_personal_data_reasons_are_left_out(waived, today, language):
    use_language(language)
    (found,) = [found for found in evaluate_plan(waived, today).diagnostics if found.code == "waiver"]
    accepted = replace(found, acceptance=Acceptance(code="waiver", reason="Alix y tient", date=today))
    for diagnostic in (found, accepted):
        said = export.check_sentence(diagnostic, waived.programme, personal_data=False)
        assert "Alix" not in said
        assert "TET007" in said
    assert "23/11/2026" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reminder_counts_its_days(language):
    use_language(language)
    assert "30" in export.reminder("X", 30)
    assert export.reminder("X", 1) != export.reminder("X", 2).replace("2", "1")


def test_the_load_names_the_limit_that_is_passed(empty_plan, today):
    placements = tuple(Placement(unit=unit, term=Term(2027, Part.S1)) for unit in ("AST004", "TRS001", "FPG003"))
    plan = replace(empty_plan, scenarios=(replace(empty_plan.scenario, placements=placements, max_ects=12),))
    load = evaluate_plan(plan, today).load(Term(2027, Part.S1))
    use_language("en")
    assert export.semester_load(load, 12) == "18 of 12\u00a0ECTS at most · 153\u00a0h"
    assert export.semester_load(replace(load, overloaded=False), None) == "18\u00a0ECTS · 153\u00a0h"
