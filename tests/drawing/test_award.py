"""An award with choices on paper and in a picture."""

from dataclasses import replace
from io import BytesIO

import pypdf

from csp_planner.domain.award import Block, TakeUnits
from csp_planner.domain.plan import Placement
from csp_planner.domain.terms import Term
from csp_planner.drawing.pdf import pdf_bytes
from csp_planner.drawing.picture import board_image
from csp_planner.export.compose import document, plan_content
from csp_planner.export.options import Options

from ..awards import BRANCHES, PROGRAMME, plan_with_choices
from ..export.conftest import HOSTILE, judged
from .written import written


def with_placed(**units: str):
    plan = plan_with_choices()
    placed = tuple(Placement(unit=unit, term=Term.parse(term)) for unit, term in units.items())
    return plan.with_scenario(replace(plan.scenario, placements=placed, branches=(f"{BRANCHES}.2",)))


def pages_of(case) -> list[str]:
    reader = pypdf.PdfReader(BytesIO(pdf_bytes(document(case.plan, case.evaluation, Options()))))
    return [" ".join(written(page).replace("\u00a0", " ").split()) for page in reader.pages]


def test_the_page_to_sign_lists_what_is_chosen_for_which_block():
    text = pages_of(judged(with_placed(SHS204="2028-S2", SHS202="2028-S2", DOM211="2028-S1")))[0]
    for said in (
        "Titre : reste à placer et à choisir",
        "SHES : SHS204",
        "en plus : SHS202",
        "6 sur 6 ECTS, prévu",
        "Option : Chimie",
        "Domaines : DOM211",
        "il manque 2 UE, dans 1 domaine de plus",
        "dit par la fiche, non vérifié : en respectant les règles d’exclusion",
        "En plus de ce qui est demandé : SHS202 (3 ECTS)",
    ):
        assert said in text, said
    assert "Biologie" not in text  # a branch that is not taken


def test_a_programme_without_choices_has_no_such_part(example):
    assert not any("Titre :" in page for page in pages_of(example))


def test_the_picture_has_the_award_under_the_board():
    chosen = judged(with_placed(SHS204="2028-S2"))
    content = plan_content(chosen.plan, chosen.evaluation, Options())
    whole, board = board_image(content), board_image(replace(content, award=None))
    assert whole.height() > board.height()
    assert whole.copy(0, 0, whole.width(), board.height() // 2) == board.copy(0, 0, board.width(), board.height() // 2)


def test_an_award_of_many_blocks_goes_on_over_the_pages():
    blocks = tuple(Block(label=f"Choix {n}", take=TakeUnits(1), members=("SOC101", "SOC102")) for n in range(150))
    case = judged(replace(plan_with_choices(), programme=replace(PROGRAMME, award=Block(members=blocks))))
    text = " ".join(pages_of(case))
    for number in range(150):
        assert f"Choix {number}" in text


def test_hostile_labels_are_drawn():
    blocks = tuple(
        Block(label=text[:300], take=TakeUnits(1), members=("SOC101", "SOC102"), note=text[:500]) for text in HOSTILE
    )
    case = judged(replace(plan_with_choices(), programme=replace(PROGRAMME, award=Block(members=blocks))))
    assert len(pages_of(case)) <= 6
    assert not board_image(plan_content(case.plan, case.evaluation, Options())).isNull()
