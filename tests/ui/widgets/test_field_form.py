"""The labels of a form stand in the middle of their fields."""

import pytest
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.field_form import FieldForm, align_fields

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


def test_fields_of_all_forms_of_a_page_begin_at_one_edge(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    forms, fields = [FieldForm(), FieldForm()], [QLineEdit(), QLineEdit()]
    sentence = QLabel("Une phrase sous le premier champ.")
    for form, field, label in zip(forms, fields, ("Nom", "Heures de cours par semaine"), strict=True):
        form.add_field(label, field)
        column.addLayout(form)
    forms[0].add_below(sentence)
    align_fields(forms)
    page.show()
    qtbot.waitExposed(page)
    edge = fields[1].x()
    assert fields[0].x() == edge
    assert sentence.x() + sentence.contentsRect().x() == edge
