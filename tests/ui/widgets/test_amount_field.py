"""What is typed into the field of an amount is that amount, or stays and is said to be none."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QLineEdit, QWidget

from csp_planner.messages.catalogue import use_language
from csp_planner.ui.dialogs.experience import ExperienceDialog
from csp_planner.ui.dialogs.profile import ProfileDialog
from csp_planner.ui.dialogs.questions import AmountDialog
from csp_planner.ui.widgets.amount_field import AmountField

from ...domain.helpers import period
from ..alone import RightZone, show
from ..hand import TODAY, button, shown_texts

Key = Qt.Key
KEYPAD = Qt.KeyboardModifier.KeypadModifier


@pytest.fixture
def make(qtbot):
    """A field in a window of its own, and another field to go to."""
    inside = QWidget()
    qtbot.addWidget(inside)

    def show(*given, amount=None, **named) -> AmountField:
        field, other = AmountField(*given, **named), QLineEdit(inside)
        field.setParent(inside)
        field.setGeometry(10, 10, 260, 30)
        other.setGeometry(10, 60, 260, 30)
        field.show_amount(amount)
        inside.resize(300, 100)
        with qtbot.waitExposed(inside):
            inside.show()
        inside.activateWindow()
        field.setFocus()
        field.selectAll()
        return field

    return show


@pytest.fixture
def field(make) -> AmountField:
    return make(120, " ECTS", "pas de limite")


@pytest.fixture
def zone(example, qtbot) -> RightZone:
    """The right zone alone, with the example."""
    return show(RightZone(example), qtbot)


def write(field: AmountField, text: str) -> None:
    """Put *text* in place of what the field shows: by keys where it has them, pasted otherwise."""
    field.setFocus()
    QTest.keyClick(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Key.Key_Delete)
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        paste(field, text)


def paste(field: AmountField, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field, Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def shown(field: AmountField) -> str:
    return field.lineEdit().text()


# Reading


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("text", "amount"), [("7,5", 7.5), ("7.5", 7.5), ("3,75", 3.75), ("37.33", 37.33), ("6", 6)])
def test_either_mark_is_the_decimal_mark_in_both_languages(make, language, text, amount):
    use_language(language)
    field = make(120, " ECTS", "no limit")
    write(field, text)
    assert (field.amount, field.trouble) == (amount, "")
    QTest.keyClick(field, Key.Key_Return)
    assert field.amount == amount
    assert shown(field) == text.replace(*((".", ",") if language == "fr" else (",", ".")))


@pytest.mark.parametrize("key", [Key.Key_Period, Key.Key_Comma])
def test_the_decimal_key_of_the_number_pad_is_the_decimal_mark(field, key):
    for each in (Key.Key_7, key, Key.Key_5):
        QTest.keyClick(field, each, KEYPAD)
    assert field.amount == 7.5


@pytest.mark.parametrize("text", ["7,5", "7.5", " 7,5 ", "7,50 ECTS", "7.5\u202fects", "7,5\n"])
def test_pasting_is_typing(field, text):
    paste(field, text)
    assert (field.amount, field.trouble) == (7.5, "")


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_spaces_of_every_kind_group(make, space):
    field = make(20_000, " h")
    paste(field, f"12{space}450")
    QTest.keyClick(field, Key.Key_Return)
    assert (field.amount, shown(field)) == (12450, "12\u202f450")


# What is no amount


@pytest.mark.parametrize("text", ["12.450", "3,7555", "beaucoup", "-5", "121", "7,5 h", "1e1"])
def test_what_cannot_be_held_stays_is_marked_and_is_said(field, text):
    field.show_amount(24)
    write(field, text)
    QTest.keyClick(field, Key.Key_Return)
    assert (shown(field), field.is_marked, field.amount) == (text, True, 24)
    assert text in field.trouble
    assert field.toolTip() == field.accessibleDescription() == field.trouble
    QTest.keyClick(field, Key.Key_Tab)
    assert shown(field) == text
    write(field, "12")
    assert (field.is_marked, field.trouble, field.toolTip(), field.amount) == (False, "", "", 12)


def test_what_may_be_two_amounts_is_asked_about(make):
    field = make(2_000, " h", amount=24)
    write(field, "1.500")
    assert plain(field.trouble).startswith("« 1.500 » : 1 500 ou 1,5 ?")


def test_only_the_amount_that_the_field_can_hold_is_asked_about(field):
    write(field, "12.450")
    assert plain(field.trouble).startswith("« 12.450 » : 12 450 ou 12,45 ?")


def test_a_whole_field_is_never_offered_decimals(make):
    field = make(40, " semaines", amount=15, whole=True)
    write(field, "12.450")
    assert "entier" in field.trouble
    assert "12,45" not in field.trouble


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_escape_brings_the_last_good_amount_back(field):
    field.show_amount(24)
    write(field, "beaucoup")
    QTest.keyClick(field, Key.Key_Escape)
    assert (shown(field), field.amount, field.trouble) == ("24", 24, "")


def test_an_empty_field_means_none_only_where_words_say_so(make):
    field = make(120, " ECTS", "pas de limite", amount=24)
    write(field, "")
    assert (field.amount, field.trouble) == (None, "")
    assert field.lineEdit().placeholderText() == "pas de limite"
    field = make(120, " ECTS", amount=24)
    write(field, "")
    assert field.amount == 24
    assert "manque" in field.trouble


def test_where_wholes_are_wanted_a_part_of_one_is_said(make):
    field = make(40, " semaines", "non indiqué", least=1, whole=True)
    write(field, "1.5")
    assert (field.amount, "1.5" in field.trouble) == (None, True)
    write(field, "15")
    assert field.amount == 15


@pytest.mark.parametrize("amount", [300, 17.333, 1000.125, None, 0.5])
def test_an_amount_that_was_given_stays_until_another_is_entered(field, amount):
    field.show_amount(amount)
    assert (field.amount, field.trouble) == (amount, "")
    QTest.keyClick(field, Key.Key_Return)
    QTest.keyClick(field, Key.Key_Tab)
    assert field.amount == amount
    write(field, "12")
    QTest.keyClick(field, Key.Key_Return)
    assert field.amount == 12


# Steps


def test_keys_step_from_none_to_the_most_and_back(make):
    field = make(3, " ECTS", "pas de limite")
    told = []
    field.entered.connect(lambda: told.append(field.amount))
    for _each in range(5):
        QTest.keyClick(field, Key.Key_Up)
    assert told == [1, 2, 3]
    for _each in range(5):
        QTest.keyClick(field, Key.Key_Down)
    assert told == [1, 2, 3, 2, 1, None]
    QTest.keyClick(field, Key.Key_PageUp)
    assert field.amount == 3


def test_steps_are_exact_and_leave_what_is_no_amount_alone(make):
    field = make(120, " h", "non", step=0.5, amount=3.75)
    QTest.keyClick(field, Key.Key_Up)
    assert field.amount == 4.25
    write(field, "12.450")
    QTest.keyClick(field, Key.Key_Up)
    assert shown(field) == "12.450"


def test_what_is_typed_counts_as_entered_once_it_is_done(field):
    told = []
    field.entered.connect(lambda: told.append(field.amount))
    write(field, "12,5")
    assert told == []
    QTest.keyClick(field, Key.Key_Return)
    QTest.keyClick(field, Key.Key_Return)
    QTest.keyClick(field, Key.Key_Tab)
    assert told == [12.5]


def test_it_is_an_amount_with_its_unit_to_assistive_technology(field):
    field.show_amount(24)
    found = QAccessible.queryAccessibleInterface(field)
    assert found.role() is QAccessible.Role.SpinBox
    assert found.text(QAccessible.Text.Value) == "24"
    assert found.text(QAccessible.Text.Description) == "ECTS"
    field.show_amount(None)
    assert found.text(QAccessible.Text.Description) == "pas de limite"


# Where amounts are asked for


@pytest.mark.parametrize("name", ["ects", "hours"])
def test_the_figures_of_a_unit_reach_the_plan_as_they_were_typed(zone, name):
    zone.side.inspect("UAS004")
    field = getattr(zone.side._inspector.figures, name)
    for text, amount in (("7,5", 7.5), ("3,75", 3.75), ("7.5", 7.5), ("37.33", 37.33)):
        write(field, text)
        QTest.keyClick(field, Key.Key_Return)
        figure = zone.session.document.profile.override("UAS004")
        assert getattr(figure, name) == amount


def test_a_figure_that_is_none_is_said_in_the_details_and_never_taken(zone):
    side = zone.side
    side.inspect("UAS004")
    inspector = side._inspector
    write(inspector.figures.hours, "12.450")
    write(inspector.figures.ects, "4,25")
    zone.elsewhere.setFocus()
    figure = zone.session.document.profile.override("UAS004")
    assert (figure.ects, figure.hours) == (4.25, None)
    assert shown(inspector.figures.hours) == "12.450"
    assert inspector.figures.hours.trouble in shown_texts(inspector, QLabel)
    side.inspect("AST004")
    assert (shown(inspector.figures.hours), shown(inspector.figures.ects)) == ("", "")
    assert not any("12.450" in text for text in shown_texts(inspector, QLabel))


def test_a_figure_that_is_the_sheets_own_is_shown_as_none(zone):
    side = zone.side
    side.inspect("AST004")
    write(side._inspector.figures.ects, "6")
    QTest.keyClick(side._inspector.figures.ects, Key.Key_Return)
    assert zone.session.history.count() == 0
    assert shown(side._inspector.figures.ects) == ""


def ok_of(dialog) -> object:
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


def dialogs(plan, parent):
    periods = (period("2024-01-01", None),)
    profile = ProfileDialog(plan, TODAY, parent)
    experience = ExperienceDialog(periods, plan.programme.conditions, TODAY, parent)
    fewer = AmountDialog(parent, "Combien ?", AmountField(60, " ECTS"))
    found = [(profile, getattr(profile, name)) for name in ("_weekly", "_weeks", "_ects", "_hours")]
    return [*found, (experience, experience._rows[0]._time), (fewer, fewer.field)]


def test_no_dialog_is_left_with_ok_while_an_amount_is_none(example, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    for dialog, field in dialogs(example, parent):
        with qtbot.waitExposed(dialog):
            dialog.show()
        write(field, "1.000")
        QTest.keyClick(field, Key.Key_Return)
        assert dialog.isVisible()
        assert not ok_of(dialog).isEnabled()
        assert field.trouble in shown_texts(dialog, QLabel)
        write(field, "12")
        assert ok_of(dialog).isEnabled()
        assert field.amount == 12
        dialog.close()


def test_a_plan_does_not_begin_with_a_limit_that_is_none(started):
    window = started()
    page = window.start_page
    write(page._limit, "1.500")
    QTest.keyClick(page._name, Key.Key_Return)
    assert not window.documents.is_open
    assert page._limit.trouble in shown_texts(page, QLabel)
    write(page._limit, "16.5")
    QTest.keyClick(page._name, Key.Key_Return)
    assert window.session.document.scenario.max_ects == 16.5


def test_nothing_is_proposed_while_a_limit_is_none(blank, qtbot):
    zone = show(RightZone(blank), qtbot)
    zone.propose()
    panel = zone.side._proposal
    write(panel.choices._ects, "12.450")
    assert not button(panel, "Proposer").isEnabled()
    panel.ask()
    assert panel._asked is None
    assert panel.choices.trouble in shown_texts(panel, QLabel)
    zone.session.place(["AST004"], zone.session.document.scenario.start)
    assert shown(panel.choices._ects) == "12.450"
    write(panel.choices._ects, "12.45")
    QApplication.processEvents()
    assert button(panel, "Proposer").isEnabled()
    assert panel.choices.request().max_ects == 12.45


def test_a_click_into_a_field_selects_its_amount_so_that_what_is_typed_takes_its_place(make):
    field = make(120, " ECTS", amount=24)
    field.clearFocus()
    line = field.lineEdit()
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    QTest.keyClicks(line, "18")
    assert field.amount == 18
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert not line.hasSelectedText()  # a second click puts the cursor among the figures
