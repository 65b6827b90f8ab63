"""Whoever scrolls a page changes nothing of what stands under the pointer."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

import csp_planner.ui
from csp_planner.domain.evaluation.cost import budget
from csp_planner.domain.profile import BudgetLine, LineKind
from csp_planner.ui.board.refusal import WaiverDialog
from csp_planner.ui.dialogs.budget import BudgetDialog
from csp_planner.ui.dialogs.credit import CreditDialog
from csp_planner.ui.dialogs.experience import ExperienceDialog
from csp_planner.ui.dialogs.profile import ProfileDialog
from csp_planner.ui.dialogs.questions import AmountDialog
from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.date_field import DateField

from ..domain.helpers import period
from .hand import TODAY, SolverHere, workspace_of

FIELDS = (QComboBox, QAbstractSpinBox, DateField, QAbstractSlider)


def turn(widget: QWidget, notches: int) -> None:
    """Turn the wheel over the middle of *widget*, as the system tells it to the window."""
    middle = widget.mapTo(widget.window(), widget.rect().center())
    QTest.wheelEvent(widget.window().windowHandle(), middle, QPoint(0, 120 * notches))
    QApplication.processEvents()


def says(field: QWidget) -> object:
    if isinstance(field, QComboBox):
        return field.currentIndex(), field.currentText()
    return field.text()


def fields_of(page: QWidget) -> list[QWidget]:
    """The fields in sight, but for parts of others and scroll bars."""
    found = [each for kind in FIELDS for each in page.findChildren(kind)]
    return [each for each in found if each.isVisible() and each.isEnabled() and not isinstance(each, QScrollBar)]


def scroll_over(page: QWidget, resting: QWidget) -> int:
    """Turn the wheel both ways over each field while the focus rests elsewhere; how many fields there are."""
    fields = [field for field in fields_of(page) if field is not resting]
    for field in fields:
        before = says(field)
        resting.setFocus()
        for notches in (-1, 1, 1):
            turn(field, notches)
            assert says(field) == before, field.accessibleName()
            assert not field.hasFocus(), field.accessibleName()
    return len(fields)


def dialogs(window):
    plan = window.session.document
    terms = [plan.scenario.start, plan.scenario.start.next_semester()]
    return {
        "profile": lambda: ProfileDialog(plan, window.session.today, window),
        "experience": lambda: ExperienceDialog(
            (period("2024-01-01", "2024-05-01"),), plan.programme.conditions, TODAY, window
        ),
        "budget": lambda: BudgetDialog(
            [BudgetLine(label="Bourse", euros=1200, kind=LineKind.FUNDING)],
            lambda _lines: budget(plan, TODAY),
            window,
        ),
        "credit": lambda: CreditDialog("TET010", None, TODAY, window),
        "waiver": lambda: WaiverDialog(["TET007"], terms, terms[1], lambda _term: ["TET007"], window),
        "amount": lambda: AmountDialog(window, "Combien ?", AmountField(60, " ECTS")),
    }


def test_the_wheel_changes_no_field_of_a_dialog_unless_it_has_the_focus(window, qtbot):
    for name, make in dialogs(window).items():
        dialog = make()
        qtbot.addWidget(dialog)
        dialog.layout().addWidget(rest := QLineEdit())
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.activateWindow()
        assert scroll_over(dialog, rest) > 0, name
        if name == "profile":
            dialog._ects.setFocus()
            turn(dialog._ects, 1)
            assert dialog._ects.amount == 25
            dialog._situation.setFocus()
            before = dialog._situation.currentIndex()
            turn(dialog._situation, 1 if before else -1)
            assert dialog._situation.currentIndex() != before
        dialog.close()


def test_the_wheel_changes_no_field_beside_the_board_and_scrolls_the_panel_it_stands_in(window):
    side = workspace_of(window).side
    filter_field = workspace_of(window).pool.filter
    side.inspect("AST004")
    assert scroll_over(side, filter_field) == 3
    window.advising.advisor.solver = SolverHere()
    window.propose()
    assert scroll_over(side, filter_field) == 5
    assert window.session.history.count() == 0
    window.resize(1024, 600)
    QApplication.processEvents()
    panel = workspace_of(window).side._proposal
    (area,) = [each for each in panel.findChildren(QScrollArea) if each.isAncestorOf(panel.choices)]
    area.ensureWidgetVisible(panel.choices._start)
    before = area.verticalScrollBar().value()
    assert before < area.verticalScrollBar().maximum()
    turn(panel.choices._start, -1)
    assert area.verticalScrollBar().value() > before


def test_the_wheel_changes_no_field_of_the_first_page(started):
    page = started().start_page
    assert scroll_over(page, page._name) == 5


def test_no_other_kind_of_field_is_made_anywhere():
    """A combo or spin box of Qt's own would turn with the wheel: only ours are made."""
    for path in Path(csp_planner.ui.__file__).parent.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        for kind in ("QComboBox(", "QSpinBox(", "QDoubleSpinBox(", "QDateEdit(", "QSlider(", "QDial("):
            assert kind not in source.replace(f"class Choice({kind[:-1]})", ""), (path.name, kind)
