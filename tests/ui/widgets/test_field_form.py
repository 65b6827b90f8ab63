"""The labels of a form stand in the middle of their fields."""

import pytest
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.field_form import FieldForm

LABEL, FIELD = QFormLayout.ItemRole.LabelRole, QFormLayout.ItemRole.FieldRole


@pytest.fixture
def label_of(qtbot):
    """Shows a field in a form, and finds its label."""
    pages = []

    def show(field: QWidget) -> QLabel:
        page = QWidget()
        pages.append(page)
        qtbot.addWidget(page)
        form = FieldForm(page)
        form.add_field("Charge", field)
        page.show()
        qtbot.waitExposed(page)
        return form.itemAt(0, LABEL).widget()

    return show


@pytest.mark.parametrize("make", [QLineEdit, Choice, lambda: AmountField(60, "ECTS")])
def test_a_label_has_the_middle_of_its_field(label_of, make):
    field = make()
    label = label_of(field)
    assert label.geometry().center().y() == field.geometry().center().y()
    assert label.buddy() is field
    assert field.accessibleName() == "Charge"


def test_the_label_of_a_field_of_many_lines_stands_beside_the_first(label_of):
    field = QPlainTextEdit()
    label = label_of(field)
    assert label.geometry().bottom() < field.geometry().center().y()


def test_the_first_page_has_its_labels_in_the_middle(started):
    window = started()
    QApplication.processEvents()
    (form,) = window.findChildren(FieldForm)
    assert form.rowCount() == 6
    for row in range(form.rowCount()):
        label, field = form.itemAt(row, LABEL).geometry(), form.itemAt(row, FIELD).geometry()
        assert label.center().y() == field.center().y()
