"""The 4 px grid: what layouts of the window and of every dialog leave free between their parts and around them."""

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QBoxLayout,
    QCalendarWidget,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLayout,
    QMenuBar,
    QStatusBar,
    QTabWidget,
    QWidget,
)

from csp_planner.domain.evaluation.cost import budget
from csp_planner.domain.profile import BudgetLine, CreditBasis, ExperienceKind, ExperiencePeriod, LineKind
from csp_planner.domain.terms import Term
from csp_planner.export.options import Options
from csp_planner.ui.board.refusal import WaiverDialog
from csp_planner.ui.board.term_pane import TermPane
from csp_planner.ui.dialogs.about import AboutDialog
from csp_planner.ui.dialogs.budget import BudgetDialog
from csp_planner.ui.dialogs.credit import CreditDialog
from csp_planner.ui.dialogs.experience import ExperienceDialog
from csp_planner.ui.dialogs.export import ExportDialog, LeavingDialog
from csp_planner.ui.dialogs.help import GuideDialog
from csp_planner.ui.dialogs.opening_report import ReportDialog
from csp_planner.ui.dialogs.openings import OpeningsDialog
from csp_planner.ui.dialogs.profile import ProfileDialog
from csp_planner.ui.dialogs.questions import AmountDialog
from csp_planner.ui.dialogs.taking import TakeDialog
from csp_planner.ui.widgets.amount_field import AmountField

from ..hand import TODAY, SolverHere, workspace_of

STEPS = {0, 4, 8, 12, 16, 24}
OF_QT = (QAbstractSpinBox, QCalendarWidget, QComboBox, QDialogButtonBox, QMenuBar, QStatusBar, QTabWidget)
"""Qt lays out what is in them."""
MEASURED = (TermPane,)
"""What is painted beside their parts takes the room of its text."""


def layouts(root: QWidget) -> Iterator[tuple[QWidget, QLayout]]:
    for layout in root.findChildren(QLayout):
        owner = layout.parentWidget()
        if owner is not None and not isinstance(owner, (*OF_QT, *MEASURED)) and layout.metaObject().className() in OURS:
            yield owner, layout


OURS = {"QVBoxLayout", "QHBoxLayout", "QGridLayout", "QFormLayout"}


def gaps(layout: QLayout) -> set[int]:
    if isinstance(layout, QGridLayout | QFormLayout):
        return {layout.horizontalSpacing(), layout.verticalSpacing()}
    return {layout.spacing()} if isinstance(layout, QBoxLayout) and layout.count() > 1 else set()


def off_grid(root: QWidget) -> list[str]:
    found = set()
    for owner, layout in layouts(root):
        edges = layout.contentsMargins()
        used = {edges.left(), edges.top(), edges.right(), edges.bottom(), *gaps(layout)}
        if used - STEPS:
            within = [type(layout.itemAt(at).widget()).__name__ for at in range(layout.count())]
            found.add(f"{type(owner).__name__} with {within}: {sorted(used - STEPS)}")
    return sorted(found)


def dialogs(window, folder) -> dict[str, QWidget]:
    plan = window.session.document
    programme = plan.programme
    period = ExperiencePeriod(start=TODAY, end=None, kind=ExperienceKind.IN_FIELD)
    line = BudgetLine(label="", euros=1, kind=LineKind.COST)
    terms = [Term.parse("2027-S1")]
    return {
        "about": AboutDialog(window),
        "budget": BudgetDialog([line], lambda _lines: budget(plan, TODAY), window),
        "credit": CreditDialog("TET010", CreditBasis.VAE, TODAY, window),
        "experience": ExperienceDialog([period], programme.conditions, TODAY, window),
        "export": ExportDialog(plan, Options(), folder, window, ("1,5",)),
        "leaving": LeavingDialog(plan, Options(), window),
        "guide": GuideDialog(window.named_actions.key_rows(), window),
        "report": ReportDialog("a", "b", ["c"], ["d"], window),
        "openings": OpeningsDialog(programme, [], [2027], TODAY, lambda _told: "", lambda _year: "", window),
        "profile": ProfileDialog(plan, TODAY, window),
        "amount": AmountDialog(window, "Combien ?", AmountField(60, " ECTS")),
        "taking": TakeDialog("a.cspplan", ["A", "B"], 1, window),
        "waiver": WaiverDialog(["TET007"], terms, None, lambda _term: ["TET007"], window),
    }


def test_every_dialog_keeps_to_the_grid(window, tmp_path):
    found = {name: off_grid(dialog) for name, dialog in dialogs(window, tmp_path).items()}
    assert {name: what for name, what in found.items() if what} == {}


def test_the_window_keeps_to_the_grid(window):
    window.advising.advisor.solver = SolverHere()
    for change in (lambda: None, window.toggle_interview):
        change()
        workspace_of(window).side.inspect("AST004")
        window.propose()
        window.show_compare()
        window.show_coming_back()
        window.show_start()
        assert off_grid(window) == [], window.interview
