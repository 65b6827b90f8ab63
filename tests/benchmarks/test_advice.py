"""How long advice takes from the click to what is shown, once the solver's process is up; printed, never asserted.

``uv run pytest tests/benchmarks/test_advice.py -n 0 -s`` shows the figures.
"""

import statistics
import time

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from csp_planner.domain.plan import Plan
from csp_planner.proposal.questions import Fails, FewerEcts, Lighten, Place, Question, StartsLater, TermOff
from csp_planner.solver.talk import Ready
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load
from csp_planner.ui.actions.advising import Advising
from csp_planner.ui.document.advisor import Advisor
from csp_planner.ui.document.session import Session

from ..domain.helpers import TODAY, full, put, term

pytestmark = pytest.mark.benchmark
PATIENCE = 60.0
QUESTIONS: tuple[Question, ...] = (
    Fails("TRS001"),
    Fails("UA211G"),
    TermOff(term("2027-S1")),
    StartsLater(),
    FewerEcts(12),
    Lighten(term("2027-S1")),
    Place("TET010"),
)


def shown_after(session: Session, advising: Advising, question: Question) -> float:
    """Seconds from the question to its answer; the answer is dropped again."""
    begin = time.perf_counter()
    advising.ask(question, "essai")
    while advising.is_searching and time.perf_counter() - begin < PATIENCE:
        QApplication.processEvents()
        time.sleep(0.0005)
    took = time.perf_counter() - begin
    session.drop_trial()
    return took


def test_cost_of_advice_from_the_click(qtbot: QtBot, empty_plan: Plan, short: bool) -> None:
    complete = put(full(empty_plan), "AST005", "2027-S2")
    session = Session(complete, TODAY)
    advisor = Advisor(session)
    advisor.warm_up()
    up = time.perf_counter() + PATIENCE
    while not any(isinstance(event, Ready) for event in advisor.solver.poll()) and time.perf_counter() < up:
        time.sleep(0.01)
    advising = Advising(session, advisor)
    for name, plan in (("complete", complete), ("example", load(example_files()[0]).plan)):
        session.replace(plan)
        for question in QUESTIONS:
            times = [shown_after(session, advising, question) for _each in range(1 if short else 7)]
            print(f"\nCRN01 {name}, {question}: {1000 * statistics.median(times):.0f} ms", end="")
    advisor.close()
    print()
    assert not advising.is_searching
