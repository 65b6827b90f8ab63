"""Every code has its sentence, in French and in English."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from csp_planner.cli.output.evaluation_text import evaluation_text
from csp_planner.domain.checks import Check, Severity
from csp_planner.domain.edits import Reason, Refusal, landing, place
from csp_planner.domain.edits.programme import set_accreditation, set_override
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.experience import experience_status
from csp_planner.domain.evaluation.values import Condition, Deadline, DeadlineKind, Diagnostic, Fix, FixKind
from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import Basis, OpeningFact
from csp_planner.domain.plan import Acceptance, Plan
from csp_planner.domain.profile import Attempt, ExperienceKind, ExperiencePeriod
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term
from csp_planner.messages import opening_words, words
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.interview import experience_outlook
from csp_planner.messages.sentences import (
    condition_sentence,
    deadline_sentence,
    diagnostic_sentence,
    fix_label,
    problem_sentence,
    refusal_sentence,
)
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.library import builtin_programme

TERM = Term(2027, Part.S1)
ARGS = {
    "not-open": {},
    "never-open": {},
    "enrolment-closed": {"closed_on": date(2026, 10, 31)},
    "term-over": {"ended_on": date(2026, 2, 28)},
    "on-leave": {"leave": Term(2027, Part.S1), "count": 1},
    "taken-on-leave": {"leave": Term(2027, Part.S1), "state": "enrolled"},
    "projected-opening": {"from_year": 2025, "stable_years": 3},
    "unit-absent": {"from_year": 2025},
    "rhythm-contradicted": {"rhythm": "odd-years", "from_year": 2028, "opens": True},
    "term-unknown": {},
    "tick-unused": {"date": date(2026, 11, 23)},
    "mode-changed": {"mode": "evening", "offered": ("distance-open",)},
    "mode-not-wanted": {"offered": ("daytime", "en regroupements")},
    "opening-irregular": {"from_year": 2025, "stable_years": 3, "alternating": True},
    "waiver-past": {"closed_on": date(2026, 10, 31)},
    "term-begun": {"begins": date(2026, 9, 1), "count": 2},
    "past-accreditation": {"ends": date(2027, 7, 1), "count": 2},
    "overload": {"ects": 29.0, "hours": 249.0, "max_ects": 24.0, "max_hours": 0},
    "weekly-load": {"hours": 9.5, "max_hours": 8.0, "weeks": 15},
    "result-early": {"state": "failed", "begins": date(2027, 9, 1)},
    "recommended-order": {"before": "TRS001"},
    "stage-order": {"before": "TRS001", "block": "L2", "units": ("AST004", "AST005"), "count": 2},
    "counts-once": {"blocks": 2, "ects": 6.0},
    "report-early": {"count": 10},
    "not-placed": {},
    "unit-unknown": {},
    "choice-open": {"block": "SHES, 6 crédits à choisir parmi", "path": "2", "units": 0, "ects": 6, "blocks": 0},
    "block-unchecked": {"block": "Stage", "path": "2", "note": "selon l’avis du jury"},
    "unit-missing": {"units": ("CCE001", "CCE003")},
    "hours-unpublished": {},
    "figure-entered": {"hours": 20.0, "sheet_ects": 6.0, "date": date(2026, 11, 23)},
    "totals-differ": {
        "ects": 120.0,
        "hours": 657.0,
        "listed_ects": 122.0,
        "listed_hours": 603.0,
        "unattributed_hours": 54.0,
    },
    "experience-short": {"months": 17.9, "required": 18},
    "placement-missing": {"months": 0.0, "required": 3},
    "credit-expected": {"basis": "ves", "date": date(2027, 6, 1)},
    "credit-unlinked": {"title": "Ancienne unité"},
    "value-short": {"ects": 6.0, "rows_ects": 8.0, "missing_ects": 2.0, "units": ("CCE001", "CCE003")},
    "waiver": {"reason": "Autre centre", "date": date(2026, 11, 23)},
}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def both(say) -> str:
    """What *say* says in French, once it was seen to differ in English and to have no place left open."""
    use_language("en")
    english = say()
    use_language("fr")
    french = say()
    assert english
    assert french != english
    assert not re.search(r"[{}]", french + english)
    return plain(french)


@pytest.mark.parametrize("check", list(Check))
@pytest.mark.parametrize("fixes", [(), (Fix(FixKind.MOVE, "AST004", Term(2028, Part.S1)),)])
def test_every_check_speaks_both_languages(check, fixes, crn01):
    for term in (None, TERM) if check in (Check.NEVER_OPEN, Check.NOT_PLACED) else (TERM,):
        found = Diagnostic(code=check, unit="AST004", term=term, args=ARGS[check], fixes=fixes)
        both(lambda found=found: diagnostic_sentence(found))
        both(lambda found=found: diagnostic_sentence(found, crn01))


def test_unit_the_award_does_not_ask_for_is_not_said_to_keep_from_it(empty_plan):
    said = {
        found.unit: both(lambda found=found: diagnostic_sentence(found))
        for found in evaluate_plan(empty_plan, date(2026, 11, 24)).diagnostics
        if found.code == "never-open"
    }
    assert said == {
        "TET007": "TET007 n’ouvre dans aucune année publiée : sans dérogation, la formation ne peut pas être achevée.",
        "UAS004": "UAS004, qui n’est dans aucune des 3 conditions du titre, n’ouvre dans aucune année publiée : "
        "sans dérogation, ses 6 ECTS manqueront.",
    }
    nothing = Diagnostic(code=Check.NEVER_OPEN, unit="UAS004", args={"ects": 0})
    assert "manqueront" not in both(lambda: diagnostic_sentence(nothing))


def test_unit_to_place_is_said_to_open_first_where_its_repair_says():
    fixes = (Fix(FixKind.MOVE, "AST004", TERM),)
    found = Diagnostic(code=Check.NOT_PLACED, unit="AST004", args={"nearest": TERM}, fixes=fixes)
    assert both(lambda: diagnostic_sentence(found)) == "AST004 reste à placer. Première ouverture : S1 2027/2028."
    assert both(lambda: fix_label(fixes[0])) == "Placer AST004 (ouvre en S1 2027/2028)"


@pytest.mark.parametrize(("state", "word"), [("validated", "validée"), ("failed", "non validée")])
def test_early_result_is_named(state, word):
    found = Diagnostic(code=Check.RESULT_EARLY, unit="AST004", term=TERM, args={"state": state})
    said = both(lambda: diagnostic_sentence(found))
    assert f"AST004 est marquée « {word} » en S1 2027/2028" in said
    assert "n’a pas commencé" in said


def test_hours_a_week_that_are_worked_out_have_one_decimal_and_those_entered_all_of_theirs():
    args = {"hours": 13.5714, "max_hours": 8.25, "weeks": 14}
    said = both(lambda: diagnostic_sentence(Diagnostic(code=Check.WEEKLY_LOAD, term=TERM, args=args)))
    assert "13,6 h" in said
    assert "8,25 h" in said


def test_months_are_not_rounded_up():
    short = Diagnostic(code=Check.EXPERIENCE_SHORT, unit="UAS003", args=ARGS["experience-short"])
    assert "17 mois faits sur 18" in plain(diagnostic_sentence(short))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (
            {"ects": 29, "hours": 90, "max_ects": 24, "max_hours": 0},
            "29 ECTS, pour une limite de 24 ECTS.",
        ),
        ({"ects": 9, "hours": 90, "max_ects": 24, "max_hours": 60}, "90 h, pour une limite de 60 h."),
        (
            {"ects": 29, "hours": 90, "max_ects": 24, "max_hours": 60},
            "29 ECTS et 90 h, pour une limite de 24 ECTS et 60 h.",
        ),
        ({"ects": 24.505, "hours": 90, "max_ects": 20, "max_hours": 0}, "24,5 ECTS, pour une limite de 20 ECTS."),
        ({"ects": 9, "hours": 18.665, "max_ects": 0, "max_hours": 18.66}, "18,67 h, pour une limite de 18,66 h."),
    ],
)
def test_an_overload_names_the_limit_that_is_passed(args, said):
    overload = Diagnostic(code=Check.OVERLOAD, term=TERM, args=args)
    assert both(lambda: diagnostic_sentence(overload)) == f"S1 2027/2028 : {said}"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"hours": 20.0}, "UAS004 : 20 h saisies par vous le 23/11/2026 ; la fiche n’en publie pas."),
        ({"hours": 20.0, "sheet_hours": 30}, "UAS004 : 20 h saisies par vous le 23/11/2026 ; la fiche indique 30 h."),
        ({"ects": 5.0}, "UAS004 : 5 ECTS saisis par vous le 23/11/2026 ; la fiche indique 6 ECTS."),
        (
            {"ects": 5.0, "hours": 20.0},
            "UAS004 : 5 ECTS et 20 h saisis par vous le 23/11/2026 ; la fiche indique 6 ECTS et aucune heure.",
        ),
        (
            {"ects": 5.0, "hours": 20.0, "sheet_hours": 30},
            "UAS004 : 5 ECTS et 20 h saisis par vous le 23/11/2026 ; la fiche indique 6 ECTS et 30 h.",
        ),
    ],
)
def test_an_entry_is_said_to_be_the_users_beside_what_the_sheet_says(args, said):
    args = {"sheet_ects": 6.0, "date": date(2026, 11, 23), **args}
    entered = Diagnostic(code=Check.OVERRIDE_ENTERED, unit="UAS004", args=args)
    assert both(lambda: diagnostic_sentence(entered)) == said


def test_an_accepted_warning_says_since_when_and_why():
    judged = Acceptance(code="overload", term=TERM, reason="vu avec le centre", date=date(2026, 11, 23))
    overload = Diagnostic(code=Check.OVERLOAD, term=TERM, args=ARGS["overload"], acceptance=judged)
    assert both(lambda: diagnostic_sentence(overload)).endswith("Accepté le 23/11/2026 : vu avec le centre")
    worse = Diagnostic(code=Check.OVERLOAD, term=TERM, args=ARGS["overload"], outgrown=judged)
    said = "C’était moins quand cela a été accepté le 23/11/2026 : vu avec le centre"
    assert both(lambda: diagnostic_sentence(worse)).endswith(said)


def test_a_week_too_full_names_the_assumption():
    found = Diagnostic(code=Check.WEEKLY_LOAD, term=TERM, args=ARGS["weekly-load"])
    said = "S1 2027/2028 : 9,5 h de cours par semaine (15 semaines supposées), pour 8 h disponibles."
    assert both(lambda: diagnostic_sentence(found)) == said


def test_braces_in_a_reason_are_only_text():
    waiver = Diagnostic(
        code=Check.WAIVER, unit="TET007", term=TERM, args={"reason": "{unit} {0}", "date": date(2026, 1, 2)}
    )
    assert (
        plain(diagnostic_sentence(waiver)) == "TET007, S1 2027/2028 : placée par dérogation du 02/01/2026 : {unit} {0}"
    )


def test_text_from_a_file_cannot_drive_the_terminal():
    waiver = Diagnostic(
        code=Check.WAIVER, unit="TET007", term=TERM, args={"reason": "\x1b[2J\nx", "date": date(2026, 1, 2)}
    )
    assert not {"\x1b", "\n"} & set(diagnostic_sentence(waiver))


@pytest.mark.parametrize("reason", list(Reason))
@pytest.mark.parametrize("term", [None, TERM])
def test_every_refusal_speaks_both_languages(reason, term, crn01):
    if term is None and reason in (Reason.NOT_OPEN, Reason.NOT_PUBLISHED):
        pytest.skip("always about a term")
    both(lambda: refusal_sentence(Refusal(reason=reason, unit="AST004", term=term), crn01))


def refused(plan: Plan, code: str, term: str, today: date) -> str:
    found = landing(plan, code, Term.parse(term), today)
    assert isinstance(found, Refusal)
    return both(lambda: refusal_sentence(found, plan.programme))


PROJECTED = "Prévisionnel, d’après 2025/2026."


@pytest.mark.parametrize(
    ("code", "term", "said"),
    [
        ("TET010", "2027-S2", f"TET010 n’ouvre qu’au semestre 1. Prochaine ouverture : S1 2028/2029. {PROJECTED}"),
        (
            "FPG003",
            "2027-S2",
            f"FPG003 n’ouvre qu’au semestre 1 en 2027/2028. Prochaine ouverture : S1 2028/2029. {PROJECTED}",
        ),
        ("TET007", "2027-S1", "TET007 n’ouvre dans aucune année publiée : une dérogation permet de la placer."),
        (
            "AST004",
            "2026-S1",
            "Les inscriptions pour S1 2026/2027 sont closes depuis fin octobre (31/10/2026). "
            f"Prochaine ouverture pour AST004 : S1 2027/2028. {PROJECTED}",
        ),
        (
            "TET003",
            "2026-S2",
            "Les inscriptions aux unités annuelles de 2026/2027 sont closes depuis fin octobre (31/10/2026). "
            f"Prochaine ouverture pour TET003 : Annuel 2027/2028. {PROJECTED}",
        ),
        (
            "UA211G",
            "2027-A",
            "UA211G se suit au semestre 1 ou au semestre 2, pas sur toute l’année. "
            f"Prochaine ouverture : S1 2027/2028. {PROJECTED}",
        ),
        ("XYZ999", "2027-S1", "XYZ999 n’est pas une unité de CRN01 : vérifiez son code."),
        (
            "TET010",
            "2020-S1",
            "Les ouvertures de TET010 en 2020/2021 ne sont pas publiées : une dérogation permet de la placer. "
            "Prochaine ouverture : S1 2027/2028. Prévisionnel, d’après 2025/2026.",
        ),
    ],
)
def test_a_refusal_says_what_why_and_what_can_be_done(empty_plan, today, code, term, said):
    assert refused(empty_plan, code, term, today) == said


def test_a_published_year_that_does_not_open_the_unit(empty_plan):
    said = refused(empty_plan, "TRS001", "2023-S1", date(2023, 5, 2))
    assert said == "TRS001 n’ouvre pas en 2023/2024. Prochaine ouverture : S1 2024/2025."


@pytest.mark.parametrize("problem", list(FileProblem))
@pytest.mark.parametrize("where", ["", "scenarios/0/start"])
def test_every_problem_speaks_both_languages_and_names_the_file(problem, where):
    error = PlanFileError(problem, Path("dossier", "camille.cspplan"), where)
    said = both(lambda: problem_sentence(error))
    assert "« camille.cspplan »" in said
    names_it = problem in (FileProblem.INVALID, FileProblem.UNKNOWN_KEY, FileProblem.UNKNOWN_KIND)
    assert ("scenarios/0/start" in said) == (names_it and bool(where))
    both(lambda: problem_sentence(PlanFileError(problem)))


CONDITIONS = [
    Condition(code="units", met=True, planned_for=None, done=12, planned=0, required=12),
    Condition(code="units", met=False, planned_for=TERM, done=1, planned=11, required=12),
    Condition(code="units", met=False, planned_for=None, done=1, planned=10, required=12, missing=("TET007",)),
    Condition(code="experience", met=True, planned_for=None, done=18, planned=0, required=18),
    Condition(code="experience", met=False, planned_for=date(2027, 7, 6), done=10.5, planned=0, required=18),
    Condition(code="experience", met=False, planned_for=None, done=10.5, planned=0, required=18),
    Condition(code="report", met=True, planned_for=None, done=1, planned=0, required=1),
    Condition(code="report", met=False, planned_for=TERM, done=0, planned=1, required=1),
    Condition(code="report", met=False, planned_for=None, done=0, planned=0, required=1, missing=("UA211G",)),
]


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_every_condition_speaks_both_languages(condition, empty_plan, today):
    evaluation = evaluate_plan(empty_plan, today)
    both(lambda: condition_sentence(condition, evaluation))


@pytest.mark.parametrize("code", list(DeadlineKind))
@pytest.mark.parametrize("term", [TERM, Term(2027, Part.ANNUAL)])
def test_every_deadline_speaks_both_languages(code, term, crn01):
    deadline = Deadline(date(2027, 10, 31), code, term, ("AST004", "CCE001"))
    assert "31/10/2027" in both(lambda: deadline_sentence(deadline))
    said = both(lambda: deadline_sentence(deadline, crn01))
    assert ("fin octobre" in said) == (code == "enrolment-closes")


def test_an_accreditation_entered_by_the_user_is_not_said_to_be_the_sheets(empty_plan):
    plan = set_accreditation(empty_plan, date(2032, 7, 1))
    deadline = Deadline(date(2032, 7, 1), "accreditation-ends")
    said = both(lambda: deadline_sentence(deadline, plan.programme))
    assert said == "01/07/2032 : fin de l’accréditation (date saisie par vous ; la fiche indique 01/07/2027)."
    assert "saisie" not in both(lambda: deadline_sentence(deadline, empty_plan.programme))


@pytest.mark.parametrize("kind", list(FixKind))
@pytest.mark.parametrize("term", [None, TERM])
def test_every_fix_speaks_both_languages(kind, term):
    both(lambda: fix_label(Fix(kind, "AST004", term)))


def test_terms_are_named_as_the_board_names_them():
    labels = [words.term_label(Term(2027, part)) for part in Part]
    assert labels == ["Semestre 1 2027/2028", "Semestre 2 2027/2028", "Annuel 2027/2028"]
    shorts = [words.term_short(Term(2027, part)) for part in Part]
    assert shorts == ["S1 2027/2028", "S2 2027/2028", "Annuel 2027/2028"]


def test_numbers_and_dates_in_french_and_in_english():
    assert [words.number(x) for x in (6, 10.5, 3.75, 37.33, 0, 6225, -0.001)] == [
        "6",
        "10,5",
        "3,75",
        "37,33",
        "0",
        "6\u202f225",
        "0",
    ]
    assert (words.ects(6), words.hours(51), words.hours(None)) == ("6\u00a0ECTS", "51\u00a0h", "heures non publiées")
    assert (words.date_label(date(2026, 10, 31)), words.month_label(date(2027, 6, 1))) == ("31/10/2026", "juin 2027")
    use_language("en")
    assert (words.number(6225.5), words.month_label(date(2027, 6, 1))) == ("6,225.5", "June 2027")


def test_every_word_differs_by_value_and_exists_in_both_languages():
    for say, values in (
        (words.state_word, list(UnitState)),
        (words.severity_word, list(Severity)),
        (opening_words.basis_word, list(Basis)),
        (opening_words.opening_word, [None, *Opening]),
    ):
        for code in ("fr", "en"):
            use_language(code)
            assert len({say(value) for value in values}) == len(values)
    use_language("fr")
    openings = [opening_words.opening_word(opening) for opening in (*Opening, None)]
    assert openings == [
        *("S1", "S2", "Annuel", "S1 ou S2", "S1 ou annuel", "S2 ou annuel", "S1, S2 ou annuel", "aucune ouverture")
    ]


def test_a_projection_says_how_stable_it_was():
    def said(basis, year, stable):
        return opening_words.stability(OpeningFact(Opening.SEMESTER_1, basis, year, stable))

    assert said(Basis.PROJECTED, 2025, 3) == "prévisionnel, identique 3 ans de suite jusqu’à 2025/2026"
    assert said(Basis.PROJECTED, 2025, 1) == "prévisionnel, publié ainsi en 2025/2026 seulement"
    assert said(Basis.PUBLISHED, 2025, 3) == "publié"
    assert said(Basis.UNKNOWN, None, 0) == "non publié"


def test_the_report_reads_in_both_languages(empty_plan, today):
    plan = place(empty_plan, "TET003", TERM, today)
    assert isinstance(plan, Plan)
    text = both(lambda: evaluation_text(plan, evaluate_plan(plan, today)))
    assert "54 h ne sont attribuées à aucune unité." in text
    assert "S1 2027/2028  4 ECTS" in text
    assert "TET003 (annuel)" in text


def test_the_report_tells_own_entries_from_the_sheet(empty_plan, today):
    plan = set_override(empty_plan, "UAS004", None, 20, today)
    assert isinstance(plan, Plan)
    text = both(lambda: evaluation_text(plan, evaluate_plan(plan, today)))
    assert "Vos saisies ajoutent 0 ECTS et 20 h aux lignes de la fiche." in text
    assert "Heures encore attribuées à aucune unité : 34 h." in text


def test_experience_that_is_complete_is_said_without_an_if():
    period = ExperiencePeriod(start=date(2024, 1, 1), end=None, kind=ExperienceKind.IN_FIELD)
    conditions = builtin_programme("CRN01").conditions
    status = experience_status([period], conditions, date(2026, 9, 10))
    said = both(lambda: experience_outlook(status, date(2026, 9, 10)))
    assert said.endswith("le compte y est depuis le 30/06/2025.")


def test_a_year_that_is_not_published_names_the_nearest_opening(crn01):
    alternatives = (Term(2026, Part.S1),)
    refusal = Refusal(reason=Reason.NOT_PUBLISHED, unit="AST004", term=Term(2020, Part.S1), alternatives=alternatives)
    assert "Prochaine ouverture : S1 2026/2027." in both(lambda: refusal_sentence(refusal, crn01))
    nowhere = Refusal(reason=Reason.NOT_PUBLISHED, unit="AST004", term=Term(2020, Part.S1))
    assert "ouverture :" not in both(lambda: refusal_sentence(nowhere, crn01))


@pytest.mark.parametrize(("state", "word"), [(UnitState.ENROLLED, "inscrite"), (UnitState.VALIDATED, "validée")])
def test_what_is_held_already_is_said_with_its_state(crn01, empty_plan, state, word):
    held = Attempt(unit="AST004", term=Term(2025, Part.S1), state=state, date=date(2026, 1, 5))
    plan = replace(empty_plan, profile=replace(empty_plan.profile, attempts=(held,)))
    refusal = landing(plan, "AST004", TERM, date(2026, 11, 23))
    assert both(lambda: refusal_sentence(refusal, crn01)).startswith(f"AST004 est {word} : pour la déplacer")
