"""What ``check`` prints of an award with choices."""

from dataclasses import replace

from csp_planner.cli.output.evaluation_text import evaluation_text
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import Attempt
from csp_planner.domain.programme import AnnouncedTotals
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import use_language

from ...awards import BRANCHES, PROGRAMME, plan_with_choices


def chosen(today) -> Plan:
    plan = plan_with_choices()
    placed = tuple(Placement(unit=unit, term=Term.parse("2028-S2")) for unit in ("SHS204", "SHS202", "DOM212"))
    plan = plan.with_scenario(replace(plan.scenario, placements=placed, branches=(f"{BRANCHES}.2",)))
    had = tuple(
        Attempt(unit=code, term=Term.parse("2025-S1"), state=UnitState.VALIDATED, date=today)
        for code in ("OPT101", "OPT103")
    )
    return replace(plan, profile=replace(plan.profile, attempts=had))


def text_of(plan: Plan, today) -> str:
    return evaluation_text(plan, evaluate_plan(plan, today)).replace("\u00a0", " ").replace("\u202f", " ")


TREE = """\
Titre : reste à placer et à choisir
  [ ] 1  L1 : 12 sur 24 ECTS (à compléter)
      à placer : SOC101, SOC102
    [x] 1.1  Options : 2 sur 2 UE (fait)
        OPT101, OPT103
  [ ] 2  L2 : 12 sur 48 ECTS (à compléter)
      à placer : SOC201, MEM201
    [ ] 2.1  SHES : 6 sur 6 ECTS (prévu)
        SHS204
        en plus : SHS202
    [ ] 2.2  Option : Chimie (à compléter)
      ( ) 2.2.1  Biologie (non choisi)
      (x) 2.2.2  Chimie : 0 sur 12 ECTS (à compléter)
          à placer : CHI201
        [ ] 2.2.2.1  Chimie : 0 sur 1 UE (à compléter)
    [ ] 2.3  Domaines : 1 sur 3 UE (à compléter)
        DOM212
        il manque 2 UE, dans 1 domaine de plus
        dit par la fiche, non vérifié : en respectant les règles d’exclusion
  En plus de ce qui est demandé : SHS202 (3 ECTS)
"""


def test_the_award_is_a_short_tree(today):
    assert TREE in text_of(chosen(today), today)


def test_the_sum_of_all_rows_is_not_said_where_not_all_are_due(today):
    text = text_of(chosen(today), today)
    assert "ECTS : 24 sur 72 annoncés" in text
    assert "totalisent" not in text
    other = replace(PROGRAMME, announced=AnnouncedTotals(ects=60))
    assert "ce parcours en imprime 72" in text_of(replace(chosen(today), programme=other), today)
    none = replace(PROGRAMME, announced=AnnouncedTotals())
    assert "ce parcours en imprime 72, et la fiche n’annonce pas de total" in text_of(
        replace(chosen(today), programme=none), today
    )


def test_a_programme_without_choices_has_no_tree(empty_plan, today):
    assert "Titre :" not in text_of(empty_plan, today)


def test_all_of_it_is_said_in_english(today):
    use_language("en")
    text = text_of(chosen(today), today)
    assert "Award: still to place and to choose\n  [ ] 1  L1: 12 of 24 ECTS (open)" in text
    assert "(x) 2.2.2  Chimie: 0 of 12 ECTS (open)" in text
