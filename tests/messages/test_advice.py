"""What is said of advice, in one line."""

from dataclasses import replace
from datetime import date

from csp_planner.domain import edits
from csp_planner.domain.plan import Plan
from csp_planner.messages.advice import advice_sentence
from csp_planner.proposal.questions import (
    Fails,
    FewerEcts,
    Lighten,
    Place,
    PlanOn,
    Question,
    Replan,
    StartsLater,
    TermOff,
)

from ..domain.helpers import TODAY, WAIVER, full, put, put_all, term, with_limits
from ..proposal.asking import advised_of


def said(plan: Plan, question: Question, today: date = TODAY) -> str:
    return advice_sentence(advised_of(plan, question, today)).replace("\u00a0", " ")


def test_the_end_before_and_after_and_what_moves_are_in_one_line(empty_plan: Plan) -> None:
    plan = put(full(empty_plan), "AST005", "2027-S2")
    assert said(plan, Fails("UA211G")) == (
        "Et si UA211G n’est pas obtenue ? Fin juin 2029 → février 2030, 1 unité déplacée."
    )
    assert said(plan, Fails("AST002")).endswith("Fin juin 2029 → juin 2030, 2 unités déplacées.")
    assert said(plan, Fails("CCE001")).endswith("Fin inchangée (juin 2029), 1 unité déplacée.")


def test_what_mends_a_plan_says_what_it_comes_to(empty_plan: Plan) -> None:
    crowded = with_limits(put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2027-S1", "UA211G": "2028-S2"}), 6)
    assert said(crowded, Lighten(term("2027-S1"))) in {
        "S1 2027/2028 : 10 → 6 ECTS. Fin inchangée (juin 2029), 1 unité déplacée.",
        "S1 2027/2028 : 10 → 4 ECTS. Fin inchangée (juin 2029), 1 unité déplacée.",
    }
    assert said(empty_plan, Place("CCE001")) == "CCE001 en S1 2027/2028. Fin février 2028."
    assert said(crowded, Place("PST003")).endswith("Fin inchangée (juin 2029), aucune unité déplacée.")
    assert said(put(empty_plan, "CCE001", "2027-S1"), Replan()) == (
        "Replanifié. Fin inchangée (février 2028), aucune unité déplacée."
    )


def test_a_semester_that_passes_the_hours_says_what_becomes_of_them(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"CCE001": "2027-S1", "FPG003": "2027-S1", "UA211G": "2028-S2"})
    by_week = edits.set_profile(plan, replace(plan.profile, weekly_hours=4, weeks_per_semester=15))
    assert said(by_week, Lighten(term("2027-S1"))) in {
        "S1 2027/2028 : 5,8 → 3,4 h de cours par semaine. Fin inchangée (juin 2029), 1 unité déplacée.",
        "S1 2027/2028 : 5,8 → 2,4 h de cours par semaine. Fin inchangée (juin 2029), 1 unité déplacée.",
    }
    by_semester = plan.with_scenario(replace(plan.scenario, max_hours=60))
    assert said(by_semester, Lighten(term("2027-S1"))) in {
        "S1 2027/2028 : 87 → 51 h. Fin inchangée (juin 2029), 1 unité déplacée.",
        "S1 2027/2028 : 87 → 36 h. Fin inchangée (juin 2029), 1 unité déplacée.",
    }


def test_a_semester_off_and_a_later_start_are_asked_in_words(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2027-S1")
    assert said(plan, TermOff(term("2027-S1"))).startswith("Et si S1 2027/2028 est sauté")
    assert said(plan, StartsLater()).endswith("Fin février 2028 → février 2029, 1 unité déplacée.")
    assert said(empty_plan, StartsLater()).endswith("La fin ne peut pas être dite.")


def test_units_that_move_for_the_recommended_order_are_explained(empty_plan: Plan) -> None:
    against = put_all(empty_plan, {"AST004": "2027-S1", "AST005": "2026-S2", "UA211G": "2028-S2"})
    assert said(against, Place("PST003")).endswith("1 unité déplacée. L’ordre conseillé est de nouveau suivi.")


def test_waivers_to_ask_for_and_what_could_not_be_kept_are_named(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"TET007": "2027-S1", "UAS004": "2027-S1"}, WAIVER)
    assert said(plan, Fails("TET007")).endswith("Dérogation à demander : TET007.")
    assert said(plan, FewerEcts(6)).endswith("N’a pas pu être tenu : au plus 6 ECTS par semestre (12 ici).")


def test_what_is_left_alone_because_nobody_answered_is_counted(empty_plan: Plan) -> None:
    later = date(2028, 9, 10)
    one = put(empty_plan, "FPG003", "2027-S1")
    two = put(one, "AST004", "2027-S1")
    assert " 1 unité sans réponse reste où elle est." in said(one, PlanOn(), later)
    assert " 2 unités sans réponse restent où elles sont." in said(two, PlanOn(), later)
    assert " 2 unités sans réponse restent où elles sont." in said(two, Replan(), later)
    assert "sans réponse" not in said(two, PlanOn())
    assert "sans réponse" not in said(two, TermOff(term("2028-S2")), later)
