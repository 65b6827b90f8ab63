"""What a page, the tables and a picture say of an award with choices."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from csp_planner.domain.award import Block, TakeUnits
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import Attempt
from csp_planner.domain.programme import AnnouncedTotals
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.export.compose import plan_content
from csp_planner.export.content import AwardText
from csp_planner.export.options import Options
from csp_planner.export.spreadsheet import csv_bytes, xlsx_bytes
from csp_planner.export.tables import Table, all_tables, plan_table, summary_table
from csp_planner.messages.catalogue import use_language

from ..awards import AWARD, BRANCHES, PROGRAMME, plan_with_choices
from .conftest import HOSTILE, TODAY, Case, judged

PLACED = {
    "SOC101": "2027-S1",
    "OPT101": "2027-S1",
    "OPT102": "2027-S2",
    "SHS204": "2028-S2",
    "SHS202": "2028-S2",
    "SHS201": "2028-S1",
    "CHI201": "2028-S1",
    "DOM221": "2028-S1",
}


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.fixture
def chosen() -> Case:
    """A parcours half chosen: of SHES one unit is obtained, and one is beyond it."""
    plan = plan_with_choices()
    placed = tuple(Placement(unit=unit, term=Term.parse(term)) for unit, term in PLACED.items())
    plan = plan.with_scenario(replace(plan.scenario, placements=placed, branches=(f"{BRANCHES}.2",)))
    had = Attempt(unit="SHS203", term=Term.parse("2025-S1"), state=UnitState.VALIDATED, date=TODAY)
    return judged(replace(plan, profile=replace(plan.profile, attempts=(had,))))


def award_of(case: Case) -> AwardText:
    found = plan_content(case.plan, case.evaluation, Options()).award
    assert found is not None
    return found


def table(case: Case, name: str) -> Table:
    return next(each for each in all_tables(case.plan, case.evaluation, Options()) if each.name == name)


def test_the_page_says_what_is_chosen_for_which_block(chosen):
    said = [(block.depth, plain(block.name), plain(block.standing)) for block in award_of(chosen).blocks]
    assert said == [
        (0, "L1", "18 sur 24 ECTS, à compléter"),
        (1, "Options : OPT101, OPT102", "2 sur 2 UE, prévu"),
        (0, "L2", "19 sur 48 ECTS, à compléter"),
        (1, "SHES : SHS201, SHS203", "7 sur 6 ECTS, prévu"),
        (1, "Option : Chimie", "à compléter"),
        (2, "Chimie", "6 sur 12 ECTS, à compléter"),
        (3, "Chimie", "0 sur 1 UE, à compléter"),
        (1, "Domaines : DOM221", "1 sur 3 UE, à compléter"),
    ]


def test_the_page_says_what_is_missing_what_is_beyond_and_what_nobody_checks(chosen):
    award = award_of(chosen)
    lines = [plain(line) for block in award.blocks for line in block.lines]
    assert lines == [
        "à placer : SOC102",
        "à placer : SOC201, MEM201",
        "en plus : SHS202, SHS204",
        "il manque 2 UE, dans 1 domaine de plus",
        "dit par la fiche, non vérifié : en respectant les règles d’exclusion",
    ]
    assert plain(award.verdict) == "Titre : reste à placer et à choisir"
    assert plain(award.beyond) == "En plus de ce qui est demandé : SHS202, SHS204 (9 ECTS)"


def test_options_that_nobody_chose_are_not_to_place(chosen):
    content = plan_content(chosen.plan, chosen.evaluation, Options())
    assert [card.code for card in content.to_place] == ["SOC102", "SOC201", "MEM201"]
    assert "OPT103" not in [card.code for card in content.outside_terms]
    states = {row[0]: row[4 - 1] for row in plan_table(chosen.plan, chosen.evaluation, Options()).rows}
    assert (states["OPT103"], states["SOC201"]) == ("au choix", "à placer")


def test_the_tables_say_for_what_each_unit_counts(chosen):
    text = csv_bytes(chosen.plan, chosen.evaluation, Options()).decode("utf-8-sig")
    rows = {row["UE"]: row["Compte pour"] for row in csv.DictReader(StringIO(text), delimiter=";")}
    assert rows["SHS203"] == "SHES"
    assert rows["SOC201"] == "L2"
    assert rows["SHS204"] == "en plus de ce qui est demandé"
    assert rows["OPT103"] == ""


def test_the_workbook_has_a_sheet_of_the_blocks(chosen):
    book = load_workbook(BytesIO(xlsx_bytes(chosen.plan, chosen.evaluation, Options())))
    assert book.sheetnames == ["Plan", "Titre", "Semestres", "À vérifier", "Synthèse"]
    head, *rows = book["Titre"].iter_rows(values_only=True)
    by_name = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert by_name["SHES"]["UE"] == "SHS201, SHS203"
    assert by_name["SHES"]["ECTS"] == 7
    assert by_name["SHES"]["En plus"] == "SHS202, SHS204"
    assert by_name["Domaines"]["Note"] == "en respectant les règles d’exclusion"
    assert plain(str(by_name["Domaines"]["Demandé"])) == "choisir 3 UE dans au moins 2 domaines"
    assert by_name["Chimie\xa0· Chimie"]["UE"] is None


def test_the_summary_says_how_far_the_award_is_and_no_sum_of_all_rows(chosen):
    rows = {row[0]: row[1] for row in summary_table(chosen.plan, chosen.evaluation, Options()).rows}
    assert plain(str(rows["Titre"])) == "Titre : reste à placer et à choisir"
    names = [plain(str(name)) for name in rows]
    assert "Crédits ECTS : planifiés" in names or "Crédits ECTS : planifié" in names, names
    assert "Crédits ECTS : sur la fiche" not in names


def test_what_the_parcours_prints_stands_beside_the_target_where_they_differ(chosen):
    def remarks(plan: Plan) -> list[str]:
        (total,) = plan_content(plan, judged(plan).evaluation, Options()).totals
        return [plain(text) for text in total.remarks]

    assert remarks(chosen.plan) == []
    other = replace(chosen.plan.programme, announced=AnnouncedTotals(ects=60))
    assert remarks(replace(chosen.plan, programme=other)) == ["imprimés pour ce parcours : 72"]


def test_units_of_no_block_are_common_to_all():
    award = Block(members=("SOC101", *AWARD.members[1:]))
    plan = replace(plan_with_choices(), programme=replace(PROGRAMME, award=award))
    rows = {row[0]: row[-1] for row in plan_table(plan, judged(plan).evaluation, Options()).rows}
    assert rows["SOC101"] == "Tronc commun"


def test_an_award_that_is_itself_a_choice_is_a_row():
    award = Block(label="Certificat, 1 UE", take=TakeUnits(1), members=("SOC101", "SOC102"))
    plan = replace(plan_with_choices(), programme=replace(PROGRAMME, award=award))
    (row,) = table(judged(plan), "Titre").rows
    assert row[0] == "Certificat"


def test_a_programme_without_choices_says_nothing_of_them(rich):
    content = plan_content(rich.plan, rich.evaluation, Options())
    assert content.award is None
    assert [each.name for each in all_tables(rich.plan, rich.evaluation, Options())] == [
        "Plan",
        "Semestres",
        "À vérifier",
        "Synthèse",
    ]
    assert "Compte pour" not in plan_table(rich.plan, rich.evaluation, Options()).headings
    assert "Titre" not in [row[0] for row in summary_table(rich.plan, rich.evaluation, Options()).rows]


@pytest.mark.parametrize("text", HOSTILE)
def test_labels_and_notes_may_hold_anything(text):
    block = Block(label=text[:300], take=TakeUnits(1), members=("SOC101",), note=text[:500])
    plan = replace(plan_with_choices(), programme=replace(PROGRAMME, award=Block(label=text[:300], members=(block,))))
    case = judged(plan)
    assert award_of(case).blocks
    assert xlsx_bytes(case.plan, case.evaluation, Options())


def test_all_of_it_is_said_in_english(chosen):
    use_language("en")
    award = award_of(chosen)
    assert award.verdict == "Award: still to place and to choose"
    assert "SHES: SHS201, SHS203" in [plain(block.name) for block in award.blocks]
    assert "Award" in [each.name for each in all_tables(chosen.plan, chosen.evaluation, Options())]
