"""What the diploma costs, in words."""

from dataclasses import replace

import pytest

from csp_planner.domain.edits import set_override
from csp_planner.domain.evaluation.cost import cost
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import BudgetLine, Credit, CreditBasis, LineKind, Per
from csp_planner.domain.programme import Programme
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.cost import (
    budget_sum,
    cost_line,
    cost_rows,
    cost_sentences,
    euros,
    line_kind_word,
    line_name,
    per_word,
    tariff_label,
)

from ..domain.helpers import TODAY, done, put

CONTRIBUTION = BudgetLine(label="Participation", euros=103.2, kind=LineKind.COST, per=Per.ENROLMENT)
GRANT = BudgetLine(label="Bourse", euros=2500, kind=LineKind.FUNDING, per=Per.YEAR)


@pytest.fixture(params=["fr", "en"])
def language(request):
    use_language(request.param)
    yield request.param
    use_language("fr")


@pytest.fixture
def plan(empty_plan: Plan) -> Plan:
    """Two years with a unit each, on one funding."""
    profile = replace(empty_plan.profile, tariff="cpf")
    return put(put(replace(empty_plan, profile=profile), "CCE001", "2027-S1"), "TRS002", "2028-S2")


def with_lines(plan: Plan, *lines: BudgetLine) -> Plan:
    return replace(plan, profile=replace(plan.profile, budget=lines))


def unpriced(plan: Plan) -> Plan:
    return replace(plan, programme=replace(plan.programme, tariffs=()))


def found(plan: Plan):
    return cost(plan, evaluate_plan(plan, TODAY))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def line_of(plan: Plan) -> str:
    return plain(cost_line(found(plan).budget))


def sentences(plan: Plan) -> list[str]:
    return [plain(sentence) for sentence in cost_sentences(found(plan))]


def test_a_body_that_the_sheet_calls_by_its_former_name_is_called_by_both(crn01: Programme, language: str) -> None:
    (tariff,) = [tariff for tariff in crn01.tariffs if tariff.code == "pole-emploi"]
    assert "Pôle emploi" in tariff.label[language]
    assert "France Travail" not in tariff.label[language]
    expected = {
        "fr": "France Travail (Pôle emploi sur la fiche) finance",
        "en": "France Travail (Pôle emploi on the sheet) pays",
    }
    assert tariff_label(dict(tariff.label)) == expected[language]


def test_other_fundings_are_called_as_on_the_sheet(crn01: Programme, language: str) -> None:
    for tariff in crn01.tariffs:
        if tariff.code != "pole-emploi":
            assert tariff_label(dict(tariff.label)) == tariff.label[language]


def test_a_label_that_says_both_names_stays_as_it_is() -> None:
    both = "France Travail (ex Pôle emploi)"
    assert tariff_label({"fr": both}) == both


def test_an_amount_has_both_decimals_or_none(language: str) -> None:
    said = [plain(euros(amount)) for amount in (6225, 103.2, 1637.85, 0)]
    assert (
        said
        == {
            "fr": ["6 225 €", "103,20 €", "1 637,85 €", "0 €"],
            "en": ["€6,225", "€103.20", "€1,637.85", "€0"],
        }[language]
    )


def test_one_line_says_the_price_and_what_is_left_to_find(plan: Plan) -> None:
    assert line_of(plan) == "Coût : 6 225 €, Mon compte formation (CPF)"
    assert line_of(with_lines(plan, CONTRIBUTION, GRANT)) == "Coût : 6 225 €, reste à trouver 1 431,40 €"
    for euros_given in (6225, 9000):
        paid = with_lines(plan, replace(GRANT, euros=euros_given, per=Per.ONCE))
        assert line_of(paid) == "Coût : 6 225 €, plus rien à trouver"


@pytest.mark.parametrize("lines", [(), (GRANT,)])
def test_a_price_that_is_not_known_is_said_to_be_not_published_or_not_chosen(plan: Plan, lines) -> None:
    plan = with_lines(plan, *lines)
    assert line_of(unpriced(plan)) == "Coût : non publié"
    assert line_of(replace(plan, profile=replace(plan.profile, tariff="gratuit"))) == "Coût : non publié"
    assert line_of(replace(plan, profile=replace(plan.profile, tariff=""))) == "Coût : choisir un financement…"


def test_a_line_is_marked_as_entered_and_counts_how_often_it_comes(plan: Plan, language: str) -> None:
    lines = [replace(line, per=per) for line in (CONTRIBUTION, GRANT) for per in Per]
    names = [plain(line_name(each)) for each in found(with_lines(plan, *lines)).budget.lines]
    assert (
        names
        == {
            "fr": [
                "Participation (coût saisi)",
                "Participation (coût saisi, 103,20 € × 2 années)",
                "Participation (coût saisi, 103,20 € × 2 semestres d’inscription)",
                "Bourse (financement saisi)",
                "Bourse (financement saisi, 2 500 € × 2 années)",
                "Bourse (financement saisi, 2 500 € × 2 semestres d’inscription)",
            ],
            "en": [
                "Participation (cost entered)",
                "Participation (cost entered, €103.20 × 2 years)",
                "Participation (cost entered, €103.20 × 2 semesters of enrolment)",
                "Bourse (funding entered)",
                "Bourse (funding entered, €2,500 × 2 years)",
                "Bourse (funding entered, €2,500 × 2 semesters of enrolment)",
            ],
        }[language]
    )
    assert len(set(map(line_kind_word, LineKind))) == len(LineKind)
    assert len(set(map(per_word, Per))) == len(Per)


def test_a_line_without_a_name_and_one_that_may_name_a_person_have_none(plan: Plan) -> None:
    nameless, named = found(with_lines(plan, replace(GRANT, label=" "), GRANT)).budget.lines
    assert line_name(nameless).startswith("Sans nom (")
    assert "Bourse" not in line_name(named, personal_data=False)


def test_all_that_is_known_is_said_once_and_the_split_is_named_an_estimate(plan: Plan) -> None:
    credited = replace(
        plan, profile=replace(plan.profile, credits=(Credit(unit="AST004", basis=CreditBasis.VES, date=TODAY),))
    )
    said = sentences(with_lines(credited, CONTRIBUTION, GRANT))
    assert said[:5] == [
        "Prix de la fiche, Mon compte formation (CPF) : 6 225 €",
        "La fiche ne dit pas si les unités déjà obtenues font baisser ce prix.",
        "Participation (coût saisi, 103,20 € × 2 semestres d’inscription) : 206,40 €",
        "Bourse (financement saisi, 2 500 € × 2 années) : 5 000 €",
        "Reste à trouver : 1 431,40 €",
    ]
    assert "estimation" in said[5]
    assert "ECTS" in said[5]
    assert [sentence.partition(" :")[0] for sentence in said[6:]] == [
        "2027/2028, estimation",
        "2028/2029, estimation",
        "unités à placer, estimation",
    ]
    assert not any("ne dit pas" in sentence for sentence in sentences(plan))


def test_nothing_is_said_of_a_cost_of_which_nothing_is_known(plan: Plan) -> None:
    unchosen = replace(plan, profile=replace(plan.profile, tariff=""))
    assert sentences(unchosen) == []
    assert sentences(unpriced(plan)) == ["Le prix n’est pas publié."]
    said = sentences(with_lines(unchosen, replace(GRANT, per=Per.ONCE)))
    assert said[0] == "Aucun financement n’est encore choisi."
    assert said[-1] == "Reste à trouver : inconnu sans le prix"


def test_the_sum_shows_how_it_comes_about(plan: Plan) -> None:
    both = with_lines(plan, CONTRIBUTION, GRANT)
    said = plain(budget_sum(found(both).budget))
    assert said == "Prix de la fiche 6 225 € + coûts 206,40 € − financements 5 000 €\nReste à trouver : 1 431,40 €"
    more = with_lines(plan, replace(GRANT, euros=3500))
    assert plain(budget_sum(found(more).budget)).endswith("Reste à trouver : rien, 775 € de trop")
    assert budget_sum(found(unpriced(both)).budget).endswith("inconnu sans le prix")


def test_scenarios_side_by_side_say_what_was_entered_and_what_is_left(plan: Plan) -> None:
    one = found(with_lines(plan, CONTRIBUTION, GRANT))
    other = found(with_lines(put(plan, "AST004", "2027-S1"), CONTRIBUTION, GRANT))
    rows = {row.name: [plain(value) for value in row.values] for row in cost_rows([one, other])}
    assert rows["Coût, Mon compte formation (CPF)"] == ["6 225 €", "6 225 €"]
    assert rows["Coûts saisis"] == ["206,40 €", "206,40 €"]
    assert rows["Financements saisis"] == ["5 000 €", "5 000 €"]
    assert rows["Reste à trouver"] == ["1 431,40 €", "1 431,40 €"]
    assert rows["Coût en 2027/2028, estimation"] == ["271 €", "677 €"]
    assert [row.name for row in cost_rows([found(unpriced(plan))])] == ["Coût"]
    assert list(cost_rows([])) == []


def test_the_split_goes_by_the_ects_that_were_entered(plan: Plan) -> None:
    more = done(set_override(plan, "CCE001", 20, None, TODAY))
    assert sentences(more) != sentences(plan)
