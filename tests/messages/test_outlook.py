"""The answer in words."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain.evaluation.experience import Assumption
from csp_planner.domain.evaluation.outlook import EndCause, EndReason, Outlook, Reach
from csp_planner.domain.offers import Opening
from csp_planner.domain.profile import Waiver
from csp_planner.domain.terms import Term
from csp_planner.messages.attention import Fold, fold_label, next_step
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.outlook import (
    assumption_sentence,
    headline,
    outlook_lines,
    reason_sentence,
    short_answer,
    why_sentence,
)

S1, S2 = Term.parse("2028-S1"), Term.parse("2029-S2")
ONLY_S1 = EndReason(cause=EndCause.OPENING, units=("TET010",), opening=Opening.SEMESTER_1)
JUNE = Outlook(reach=Reach.DIPLOMA, term=S2, day=date(2030, 6, 30), reason=ONLY_S1)


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_the_answer_is_the_month_then_the_semester_and_its_one_reason():
    assert headline(JUNE) == "Titre en juin 2030"
    assert why_sentence(JUNE) == "S2 2029/2030 · TET010 n’ouvre qu’au S1."


def test_a_rule_that_the_centre_alone_can_check_is_a_condition_of_the_answer():
    assert headline(replace(JUNE, to_check=True)) == "Titre en juin 2030, si le centre le confirme"
    assert (
        short_answer(replace(JUNE, to_check=True)) == "Titre après S2 2029/2030 au plus tôt, si le centre le confirme"
    )


def test_of_several_units_that_end_last_the_one_reason_names_none():
    several = EndReason(cause=EndCause.CHOICE, units=("TET010", "AST002", "TRS002"))
    said = "3 UE s’y terminent ; chacune, seule, pourrait être suivie plus tôt."
    assert plain(reason_sentence(several)) == said


def test_until_everything_due_is_placed_it_is_only_planned_until_a_semester():
    reason = EndReason(cause=EndCause.TO_PLACE, units=("TET007", "UAS004"))
    until = Outlook(reach=Reach.UNTIL, term=S2, reason=reason)
    assert [plain(line) for line in outlook_lines(until)] == [
        "Planifié jusqu’à S2 2029/2030",
        "Encore à placer : TET007, UAS004.",
    ]


@pytest.mark.parametrize(
    ("units", "blocks", "said"),
    [
        (1, ("SHES, 6 crédits à choisir parmi",), "Encore à placer : U0. Reste à choisir : SHES."),
        (14, ("SHES", "L3"), "14 unités restent à placer. Reste à choisir : SHES, L3."),
        (2, ("A", "B", "C", "D", "E"), "2 unités restent à placer, et 5 choix restent à faire."),
    ],
)
def test_what_is_to_choose_is_said_beside_what_is_to_place(units, blocks, said):
    codes = tuple(f"U{number}" for number in range(units))
    assert plain(reason_sentence(EndReason(cause=EndCause.TO_PLACE, units=codes, blocks=blocks))) == said


def test_choices_of_one_name_say_what_they_stand_in():
    reason = EndReason(cause=EndCause.TO_CHOOSE, blocks=("Langue", "Langue", "SHES"), stages=("L2, 60 ECTS", "L3", ""))
    assert plain(reason_sentence(reason)) == "Reste à choisir : L2 · Langue, L3 · Langue, SHES."


def test_many_units_to_place_are_counted():
    reason = EndReason(cause=EndCause.TO_PLACE, units=tuple(f"U{number}" for number in range(14)))
    assert reason_sentence(reason) == "14 unités restent à placer."


@pytest.mark.parametrize(
    ("months", "placement", "said"),
    [
        (9, 0, "Suppose 9 mois d’expérience encore à faire."),
        (3, 3, "Suppose 3 mois de stage encore à faire."),
        (12, 3, "Suppose 12 mois d’expérience encore à faire, dont 3 en stage."),
    ],
)
def test_months_still_to_be_done_are_said(months, placement, said):
    assumed = Assumption(complete_on=JUNE.day, months=months, placement_months=placement)
    assert plain(assumption_sentence(replace(JUNE, assumed=assumed))) == said
    assert assumption_sentence(JUNE) == ""


def reasons():
    day, waiver = date(2030, 1, 31), Waiver(reason="x", date=date(2026, 1, 1))
    for cause in EndCause:
        for opening in (None, Opening.SEMESTER_1, Opening.SEMESTER_2, Opening.ANNUAL):
            yield EndReason(
                cause=cause,
                units=("TET010",),
                blocks=("SHES",),
                other="AST004",
                term=S1,
                opening=opening,
                day=day,
                waiver=waiver,
            )


def test_every_reason_is_a_sentence_of_its_own_in_both_languages():
    french = {reason_sentence(reason) for reason in reasons()}
    use_language("en")
    english = {reason_sentence(reason) for reason in reasons()}
    assert len(french) == len(english) == len(EndCause) + 6
    assert not french & english
    assert all(text.endswith(".") and "{" not in text for text in french | english)


def test_units_without_an_answer_are_named_and_many_are_counted():
    def said(*units):
        return plain(reason_sentence(EndReason(cause=EndCause.UNANSWERED, units=units)))

    assert said("PST003") == "Reste à dire ce qu’est devenue PST003."
    assert said("PST003", "AST004") == "Reste à dire ce que sont devenues PST003, AST004."
    assert said("A", "B", "C", "D", "E") == "Reste à dire ce que sont devenues 5 unités."


def test_a_waiver_of_a_proposal_is_one_to_ask_for():
    waiver = Waiver(reason="x", date=date(2026, 1, 1), proposed=True)
    said = reason_sentence(EndReason(cause=EndCause.WAIVER, units=("UAS004",), waiver=waiver))
    assert said == "UAS004 y est placée par une dérogation à demander."


def test_folds_say_how_many_they_stand_for():
    assert fold_label(Fold.PROJECTIONS, 9) == "9 ouvertures prévisionnelles"
    assert fold_label(Fold.PROJECTIONS, 1) == "1 ouverture prévisionnelle"


@pytest.mark.parametrize("reach", list(Reach))
def test_a_list_with_nothing_to_do_says_what_comes_next(reach):
    said = next_step(Outlook(reach=reach, term=S2))
    assert said.startswith("Rien à vérifier")
    assert "\n" not in said
