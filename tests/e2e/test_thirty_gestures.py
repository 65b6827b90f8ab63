"""The interview that the guide lists, in the window and counted: from the first page to paper, with three variants."""

import pytest

from csp_planner.domain.profile import CreditBasis
from csp_planner.domain.terms import Term
from csp_planner.messages.guide import interview_steps
from csp_planner.storage.planfile import load

from .desk import Program, wait_until
from .read_back import TODAY, check, compare

pytestmark = pytest.mark.display

MOST = 30
FAST, GENTLE, OFF = "Au plus tôt, 18 ECTS", "Au plus tôt, 18 ECTS, 60 h", "S1 2028/2029 sauté"
LEAVE = "2028-S1"


def begin(program: Program) -> None:
    program.write("Lina")
    for field, amount in (("Charge à ne pas", "18"), ("Heures de cours", "6"), ("Expérience déjà", "9")):
        program.click(field, role="spin button")
        program.write(amount)
    program.click("toujours en cours", role="check box")
    program.keys("Return")
    program.list_box("Unités à placer")


def credit(program: Program) -> None:
    program.click_at(*program.card("AST004").centre, button="3")
    program.rest()
    program.keys("o")
    program.rest()
    program.keys("v")
    program.item("OK", role="button")
    program.keys("Return")
    program.item("AST004", role="list item", parent="Obtenues autrement")


def save(program: Program) -> None:
    program.keys("ctrl+s")
    program.item("Nom du fichier", role="label")
    program.keys("Return")
    program.item("Enregistré", role="label")


def propose(program: Program) -> None:
    program.keys("ctrl+g")
    buttons = lambda: program.items("Proposer", role="button")  # noqa: E731
    wait_until(lambda: any(each.focused for each in buttons() if each.name == "Proposer"), "the keys on the button")
    program.keys("Return")
    keep(program, FAST)


def lighten(program: Program) -> None:
    program.click("Heures par semestre", role="spin button")
    program.write("60")
    program.keys("Return")
    keep(program, GENTLE)


def take_off(program: Program) -> None:
    program.click(FAST, whole=True)
    program.click("Menu\u00a0: Semestre 1 2028/2029")
    program.rest()
    program.keys("e")
    keep(program, OFF)


def keep(program: Program, name: str) -> None:
    program.click("Garder comme scénario", role="button")
    program.item(name)


def put_side_by_side(program: Program) -> None:
    program.keys("ctrl+k")
    program.item("Scénarios côte à côte", role="table")


def open_one(program: Program) -> None:
    program.click(f"Ouvrir «\u00a0{FAST}\u00a0»", role="button", whole=True)
    program.list_box("Unités à placer")


def print_it(program: Program) -> None:
    program.keys("ctrl+p")
    program.item("Imprimer", role="button")
    program.keys("Return")


ACTS = (begin, credit, save, propose, lighten, take_off, put_side_by_side, open_one, print_it)


def test_the_interview_of_the_guide_takes_the_gestures_it_says_and_the_file_holds_its_variants(run, desk):
    program, taken = run("--today", TODAY), []
    for act in ACTS:
        before = len(program.gestures)
        act(program)
        taken.append(len(program.gestures) - before)
    assert taken == [gestures for _step, gestures in interview_steps()]
    assert len(program.gestures) <= MOST

    (path,) = desk.home.glob("*.cspplan")
    wait_until(lambda: load(path).plan.scenarios[-1].name == OFF, "the last variant in the file")
    plan = load(path).plan
    assert plan.profile.name == "Lina"
    assert plan.profile.weekly_hours == 6
    assert [(credit.unit, credit.basis) for credit in plan.profile.credits] == [("AST004", CreditBasis.VES)]
    (period,) = plan.profile.experience
    assert (period.start.isoformat(), period.end) == ("2026-02-24", None)  # nine months, still going on

    variants = {column["scenario"]: column for column in compare(path)["scenarios"][1:]}
    assert list(variants) == [FAST, GENTLE, OFF]
    for name, column in variants.items():
        assert (column["complete"], column["blocking"], column["unplaced"]) == (True, 0, [])
        assert column["heaviest_ects"]["amount"] <= 18
        assert column["heaviest_hours"]["amount"] <= (60 if name == GENTLE else 90)
        assert column["leaves"] == ([LEAVE] if name == OFF else [])
        report = check(path, "--scenario", name)
        assert report["end_term"] == column["end_term"]
        units = {term["term"]: term["units"] for term in report["terms"]}
        assert "UA211G" in units[column["end_term"]]  # the report comes last
        assert not (name == OFF and units.get(LEAVE))
    ends = [Term.parse(variants[name]["end_term"]).sort_key() for name in (FAST, OFF, GENTLE)]
    assert ends[0] < ends[1] < ends[2]

    (paper,) = wait_until(lambda: list(desk.home.glob("*.pdf")), "the paper")
    wait_until(lambda: paper.read_bytes().startswith(b"%PDF") and b"%%EOF" in paper.read_bytes(), "all of it")
    assert "Au-plus-tot" in paper.name
