"""What a tab says of its scenario."""

from datetime import date

from csp_planner.domain.evaluation.outlook import Outlook, Reach
from csp_planner.domain.terms import Term
from csp_planner.messages.attention import placed_next
from csp_planner.messages.glance import glance_lines

NOTHING = Outlook(reach=Reach.NOTHING, term=None)
DIPLOMA = Outlook(reach=Reach.DIPLOMA, term=Term.parse("2029-S2"), day=date(2030, 6, 30))
HEAVIEST = Term.parse("2027-S1"), 29.0


def said(*given):
    return [line.replace("\u00a0", " ") for line in glance_lines(*given)]


def test_an_empty_scenario_says_only_that():
    assert said(NOTHING, None, 24.0, 0) == ["Rien de planifié"]


def test_semesters_over_the_limit_are_counted():
    answer, heaviest, over = said(DIPLOMA, HEAVIEST, 24.0, 2)
    assert answer == "Titre en juin 2030"
    assert heaviest == "Semestre le plus chargé : S1 2027/2028, 29 ECTS, pour une limite de 24 ECTS"
    assert over == "2 semestres dépassent la limite"


def test_without_a_limit_none_is_named():
    assert said(DIPLOMA, HEAVIEST, None, 0)[1:] == ["Semestre le plus chargé : S1 2027/2028, 29 ECTS"]


def test_where_all_is_placed_checks_come_before_paper():
    assert "vérifier" in placed_next(1)
    assert "imprimer" in placed_next(0)
