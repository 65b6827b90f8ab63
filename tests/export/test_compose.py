"""What a page says, before it is painted."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain.edits import unplace
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Acceptance
from csp_planner.domain.profile import BudgetLine, LineKind, Per
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term
from csp_planner.export.compose import comparison_document, document, plan_content
from csp_planner.export.content import ComparisonContent, Share
from csp_planner.export.options import Options

from ..domain.helpers import WAIVER, done, full, put, taught, wanting, with_unit
from .conftest import REASON, TODAY, judged


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def content_of(case, **options):
    return plan_content(case.plan, case.evaluation, Options(**options))


def cards_of(content):
    for year in content.years:
        yield from year.annual
        for semester in year.semesters:
            yield from semester.cards


def test_every_unit_stands_somewhere_once(rich):
    content = content_of(rich)
    live = [card.code for card in cards_of(content) if card.state is not UnitState.FAILED]
    codes = [*live, *(card.code for card in (*content.to_place, *content.outside_terms))]
    assert sorted(codes) == sorted(rich.evaluation.standings)


def test_a_failed_attempt_is_history_and_the_unit_is_planned_again(rich):
    states = [card.state for card in cards_of(content_of(rich)) if card.code == "AST004"]
    assert states == [UnitState.FAILED, UnitState.PLANNED]


def test_a_unit_the_programme_does_not_have_is_shown_as_unknown(rich):
    (card,) = [card for card in cards_of(content_of(rich)) if card.code == "ZZZ999"]
    assert (card.title, card.amount) == ("Unité inconnue", "")


def test_projections_waivers_and_own_figures_are_marked(rich):
    cards = {card.code: card for card in cards_of(content_of(rich))}
    assert cards["FPG003"].is_projected
    assert not cards["AST002"].is_projected
    assert cards["TET007"].waiver == "dérogation"
    assert not cards["FPG003"].waiver
    assert cards["UAS004"].own_figures
    assert "20,5\u00a0h" in cards["UAS004"].amount


def test_the_mode_chosen_is_said_where_there_are_several(example):
    ways = with_unit(example.plan, "AST004", openings={2025: taught("daytime", "evening")})
    taken = put(wanting(done(unplace(ways, "AST004")), "evening"), "AST004", "2027-S1")
    content = plan_content(taken, evaluate_plan(taken, TODAY), Options())
    assert {card.code: card.opening for card in cards_of(content)}["AST004"] == "S1 · soir"


def test_totals_are_those_of_the_evaluation(rich):
    for text, totals in zip(content_of(rich).totals, (rich.evaluation.ects, rich.evaluation.hours), strict=True):
        amounts = {share.share: share.amount for share in text.shares}
        assert amounts[Share.OBTAINED] == totals.obtained
        assert amounts[Share.PLANNED] == totals.planned
        assert amounts.get(Share.UNATTRIBUTED, 0) == totals.unattributed


def test_years_without_a_unit_around_the_plan_are_not_printed(example):
    content = content_of(judged(replace(example.plan, scenarios=(replace(example.plan.scenario, years=9),), active=0)))
    assert len(content.years) == 9
    assert [year.year for year in content.used_years] == [2026, 2027, 2028]


def test_the_first_year_after_the_accreditation_is_known_even_when_it_is_split(example):
    def late(ends: date):
        accreditation = replace(example.plan.programme.accreditation, ends=ends)
        programme = replace(example.plan.programme, accreditation=accreditation)
        return content_of(judged(replace(example.plan, programme=programme))).years

    usual = late(date(2027, 7, 1))
    assert [year.is_after_accreditation for year in usual] == [False, True, True]
    assert not any(semester.renewal for year in usual for semester in year.semesters)
    split = late(date(2027, 4, 1))
    assert [year.is_after_accreditation for year in split] == [False, True, True]
    assert [bool(semester.renewal) for semester in split[0].semesters] == [False, True]


def test_what_the_user_entered_is_marked_as_theirs(rich):
    accreditation = replace(rich.plan.programme.accreditation, ends=date(2028, 7, 1), published=date(2027, 7, 1))
    plan = replace(rich.plan, programme=replace(rich.plan.programme, accreditation=accreditation))
    content = content_of(judged(plan))
    assert "saisi à la main" in content.boundary
    assert "saisi" not in content_of(rich).boundary
    assert any("15 semaines supposées" in semester.weekly for year in content.years for semester in year.semesters)
    assert content.totals[1].remarks == ("sur la fiche\u00a0: 603", "saisi à la main\u00a0: 20,5")


def test_personal_work_stands_beside_the_hours_of_class_and_not_among_them(example):
    profile = replace(example.plan.profile, weekly_hours=6, personal_hours=10)
    plan = replace(example.plan, profile=profile)
    before, after = (content_of(judged(each)).years[1].semesters[1] for each in (example.plan, plan))
    assert plain(after.weekly) == "trop : 7,4 / 6 h de cours par semaine (15 semaines supposées)"
    assert plain(after.personal) == "Travail personnel supposé par l’apprenant : 130 h (10 h par ECTS)"
    assert (before.weekly, before.personal) == ("", "")
    assert after.load == before.load
    assert (before.is_overloaded, after.is_overloaded) == (False, True)


def test_the_scenario_decided_on_says_so(example):
    def scenario(retained: bool) -> str:
        plan = example.plan.with_scenario(replace(example.plan.scenario, retained=retained))
        return next(fact.value for fact in content_of(judged(plan)).facts if fact.name == "Scénario")

    assert scenario(False) == "A · Au plus tôt"
    assert scenario(True) == "A · Au plus tôt (retenu)"


def test_cost_on_the_chosen_funding_with_an_estimate_that_says_so(example):
    cost = content_of(example).cost
    assert [" ".join(fact.value.split()) for fact in cost.total] == ["6 225 €"]
    assert len(cost.estimate) == 4
    assert "estimation" in cost.remark


def test_what_was_entered_stands_under_the_price_with_what_is_left_to_find(example):
    lines = (
        BudgetLine(label="Participation CPF", euros=103.2, kind=LineKind.COST, per=Per.ENROLMENT),
        BudgetLine(label="Région", euros=1200, kind=LineKind.FUNDING),
    )
    plan = replace(example.plan, profile=replace(example.plan.profile, budget=lines))
    entered = content_of(judged(plan)).cost.entered
    assert [(" ".join(fact.name.split()), " ".join(fact.value.split())) for fact in entered] == [
        ("Participation CPF (coût saisi, 103,20 € × 4 semestres d’inscription)", "412,80 €"),
        ("Région (financement saisi)", "1 200 €"),
        ("Reste à trouver", "5 437,80 €"),
    ]
    assert content_of(example).cost.entered == ()


def test_what_the_sheet_leaves_open_about_the_price_is_said_where_a_unit_is_obtained(example, rich):
    assert "ne dit pas si les unités déjà obtenues" in content_of(rich).cost.remark
    assert "ne dit pas" not in content_of(example).cost.remark


@pytest.mark.parametrize("tariff", ["", "cpf"])
def test_a_price_that_is_not_published_is_said_to_be(example, tariff):
    programme = replace(example.plan.programme, tariffs=())
    plan = replace(example.plan, programme=programme, profile=replace(example.plan.profile, tariff=tariff))
    cost = content_of(judged(plan)).cost
    assert (cost.total, cost.estimate, cost.remark) == ((), (), "Le prix n’est pas publié.")


def test_all_prices_while_no_funding_is_chosen(example):
    plan = replace(example.plan, profile=replace(example.plan.profile, tariff=""))
    cost = content_of(judged(plan)).cost
    assert len(cost.total) == len(plan.programme.tariffs)
    assert cost.estimate == ()


def test_the_reason_of_an_accepted_warning_is_personal(example):
    accepted = Acceptance(code="overload", term=Term(2027, Part.S1), reason="Congé de Camille", date=TODAY)
    plan = replace(example.plan, scenarios=(replace(example.plan.scenario, judged=(accepted,)),), active=0)
    case = judged(plan)

    def said(**options) -> str:
        return " ".join(text for checks in content_of(case, **options).checks for text in checks.sentences)

    assert "Congé de Camille" in said()
    assert "Camille" not in said(personal_data=False)
    assert "Accepté le 23/11/2026" in said(personal_data=False).replace("\u00a0", " ")


def test_without_personal_data_no_name_note_or_reason_is_anywhere(rich):
    content = content_of(rich, personal_data=False, private_notes=True, advisor="Dominique Conseil")
    assert REASON in repr(content_of(rich))
    for text in ("Camille", "Dominique", REASON, "À dire", "À ne dire"):
        assert text not in repr(content)
    assert [fact.value for fact in content.signatures] == ["", ""]


def test_private_notes_are_never_on_a_page(rich):
    assert [fact.value for fact in content_of(rich).notes] == ["À dire à tous"]
    assert content_of(rich, private_notes=True) == content_of(rich)


def test_scenarios_follow_on_a_part_of_their_own_when_asked(example):
    assert len(document(example.plan, example.evaluation, Options()).parts) == 1
    parts = document(example.plan, example.evaluation, Options(comparison=True)).parts
    assert isinstance(parts[1], ComparisonContent)
    assert [panel.name for panel in parts[1].chart.panels] == ["A · Au plus tôt", "B · 12 ECTS par semestre"]


def test_a_comparison_is_a_document_too(example):
    alone = comparison_document(example.plan, (0, 1), TODAY, Options(personal_data=False))
    assert "Camille" not in repr(alone)
    (content,) = alone.parts
    # TET007 and UAS004, which open nowhere, are still to place in both.
    assert [panel.headline for panel in content.chart.panels] == [
        "Planifié jusqu’à S2 2028/2029",
        "Planifié jusqu’à S1 2029/2030",
    ]
    assert "FPG003" in {row.head for row in content.table.units}


def test_a_comparison_alone_lies_across_its_paper(example):
    assert comparison_document(example.plan, (0, 1), TODAY, Options()).is_wide
    assert not document(example.plan, example.evaluation, Options(comparison=True)).is_wide


def test_a_semester_is_not_torn_in_a_narrow_column(example):
    (content,) = comparison_document(example.plan, (0, 1), TODAY, Options()).parts
    heaviest = next(row.values for row in content.table.figures if row.head == "Plus chargé, ECTS")
    assert heaviest[0].split(" ") == ["29\u00a0ECTS", "(S1\u00a02027/2028)"]


def test_the_judged_scenario_of_one_is_not_compared(example):
    alone = replace(example.plan, scenarios=example.plan.scenarios[:1], active=0)
    assert len(document(alone, judged(alone).evaluation, Options(comparison=True)).parts) == 1


def test_the_page_begins_with_when_the_diploma_can_be_had(empty_plan):
    content = content_of(judged(full(empty_plan)))
    assert content.answer.headline == "Titre en juin 2029"
    assert content.answer.lines[0].startswith("S2 2028/2029 · ")
    assert content_of(judged(empty_plan)).answer.headline == "Rien de planifié"


def test_a_waiver_of_a_proposal_is_still_to_ask_for_on_the_page(empty_plan):
    plan = put(empty_plan, "TET007", "2027-S1", replace(WAIVER, proposed=True))
    (card,) = [card for card in cards_of(content_of(judged(plan))) if card.code == "TET007"]
    assert card.waiver == "dérogation à demander"
