"""A day is typed as people write one, and never becomes another day."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCalendarWidget, QDialogButtonBox, QLineEdit, QWidget

from csp_planner.domain.limits import LAST_DAY
from csp_planner.domain.profile import Attempt, CreditBasis
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import use_language
from csp_planner.ui import theme
from csp_planner.ui.dialogs.credit import CreditDialog
from csp_planner.ui.dialogs.experience import ExperienceDialog
from csp_planner.ui.dialogs.profile import ProfileDialog
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.attempts import AttemptRow
from csp_planner.ui.widgets.date_field import DateField, read_day

from ...domain.helpers import period
from ..hand import LEFT, TODAY

Key = Qt.Key
FIRST = date(2024, 6, 1)


@pytest.fixture
def inside(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def beside(qtbot, inside):
    """A field, and another thing to go to."""
    field, other = DateField(FIRST), QLineEdit()
    field.setParent(inside)
    other.setParent(inside)
    field.setAccessibleName("Date")
    field.setGeometry(10, 10, 200, 28)
    other.setGeometry(10, 50, 200, 28)
    inside.resize(400, 120)
    with qtbot.waitExposed(inside):
        inside.show()
    inside.activateWindow()
    return field, other


@pytest.fixture
def field(beside) -> DateField:
    return beside[0]


def replace_by(field: DateField, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        field.insert(text)  # no test key writes it


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("02/03/2025", date(2025, 3, 2)),
        ("2/3/2025", date(2025, 3, 2)),
        ("05/04/2024", date(2024, 4, 5)),
        ("30/06/2029", date(2029, 6, 30)),
        ("30.06.2029", date(2029, 6, 30)),
        ("30-06-2029", date(2029, 6, 30)),
        ("30 06 2029", date(2029, 6, 30)),
        ("30 / 06 / 2029", date(2029, 6, 30)),
        ("30062029", date(2029, 6, 30)),
        ("2029-06-30", date(2029, 6, 30)),
        ("30/6/29", date(2029, 6, 30)),
        ("1/1/00", date(2000, 1, 1)),
        ("29/02/2028", date(2028, 2, 29)),
        ("  30/06/2029\u00a0", date(2029, 6, 30)),
    ],
)
def test_what_is_typed_is_the_day_taken_and_is_shown_as_everywhere(beside, text, day):
    field, other = beside
    replace_by(field, text)
    assert field.day == day
    other.setFocus()
    assert (field.day, field.text(), field.is_marked) == (day, f"{day:%d/%m/%Y}", False)


@pytest.mark.parametrize(
    "text",
    ["", "3", "30/06", "31/02/2025", "30/13/2029", "00/01/2025", "30/06/209", "06/2029", "demain", "30/06-2029",
     "30/06/2029 ou 2030", "300629", "20290630", "30/06/20299", "01/01/1899", "01/01/2201", "٣٠/٠٦/٢٠٢٩", "-1/1/2025"],
)  # fmt: skip
def test_text_that_is_no_day_is_marked_and_stays_as_typed(beside, text):
    field, other = beside
    replace_by(field, text)
    if not text:
        QTest.keyClick(field, Key.Key_Backspace)
    assert field.day is None
    other.setFocus()
    QTest.keyClick(field, Key.Key_Return)
    assert (field.day, field.text(), field.is_marked) == (None, text, True)
    is_day = text in ("01/01/1899", "01/01/2201")  # one that no field may hold
    assert ("31/12/2200" if is_day else "01/06/2024") in field.toolTip()
    assert field.accessibleDescription() == field.toolTip() == field.trouble


def test_a_text_is_marked_by_an_edge_in_words_and_both_go_with_it(beside):
    field, other = beside
    error = theme.colour("error").rgb()
    replace_by(field, "31/02/2025")
    other.setFocus()
    picture = field.grab().toImage()
    assert error in {picture.pixel(x, 1) for x in range(8, 100)}
    assert "31/02/2025" in field.toolTip()
    replace_by(field, "28/02/2025")
    assert not field.is_marked
    assert field.toolTip() == field.accessibleDescription() == ""


def test_a_day_half_typed_is_not_blamed_before_it_is_left(field):
    replace_by(field, "02/")
    assert field.day is None
    assert not field.is_marked


def test_a_pasted_day_is_taken_and_a_pasted_list_is_not(field):
    field.setFocus()
    for text, day in (("2025-03-02\n", date(2025, 3, 2)), ("02/03/2025\n03/03/2025", None)):
        QGuiApplication.clipboard().setText(text)
        field.selectAll()
        field.paste()
        assert field.day == day


def test_a_click_then_typing_means_another_day(field):
    QTest.mouseClick(field, LEFT, pos=QPoint(12, 14))
    QTest.keyClicks(field, "05/04/2024")
    assert field.day == date(2024, 4, 5)


def test_a_second_click_goes_into_the_text(field):
    for _each in range(2):
        QTest.mouseClick(field, LEFT, pos=QPoint(12, 14))
        QTest.qWait(QApplication.doubleClickInterval() + 10)
    assert not field.hasSelectedText()
    field.setCursorPosition(2)
    QTest.keyClick(field, Key.Key_Backspace)
    QTest.keyClicks(field, "5")
    assert field.day == date(2024, 6, 5)


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Key.Key_Up, date(2024, 6, 2)),
        (Key.Key_Down, date(2024, 5, 31)),
        (Key.Key_PageUp, date(2024, 7, 1)),
        (Key.Key_PageDown, date(2024, 5, 1)),
    ],
)
def test_keys_go_on_by_a_day_or_a_month(field, key, day):
    field.setFocus()
    QTest.keyClick(field, key)
    assert field.day == day


def test_keys_stop_at_the_last_day_and_do_nothing_with_what_is_no_day(field):
    field.show_day(LAST_DAY)
    QTest.keyClick(field, Key.Key_Up)
    assert field.day == LAST_DAY
    replace_by(field, "demain")
    QTest.keyClick(field, Key.Key_Down)
    assert field.text() == "demain"


def test_a_day_stepped_to_is_entered_when_the_field_is_left(beside, qtbot):
    field, other = beside
    field.setFocus()
    QTest.keyClick(field, Key.Key_Up)
    with qtbot.waitSignal(field.editingFinished):
        other.setFocus()


def test_escape_brings_the_last_good_day_back(beside):
    field, other = beside
    replace_by(field, "02/03/20256")
    other.setFocus()
    field.setFocus()
    QTest.keyClick(field, Key.Key_Escape)
    assert (field.day, field.is_marked) == (FIRST, False)


def test_tab_goes_to_the_calendar_then_on(beside):
    field, other = beside
    field.setFocus()
    QTest.keyClick(field, Key.Key_Tab)
    button = QApplication.focusWidget()
    assert isinstance(button, QAbstractButton)
    assert (button.accessibleName(), button.accessibleDescription()) == ("Calendrier", "Date")
    QTest.keyClick(button, Key.Key_Tab)
    assert QApplication.focusWidget() is other


# The calendar


def calendar(field: DateField) -> QCalendarWidget:
    field.findChild(QAbstractButton).click()
    QApplication.processEvents()
    found = QApplication.activePopupWidget()
    assert found is not None
    return found.findChild(QCalendarWidget)


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_calendar_speaks_the_language_and_weeks_start_on_monday(field, code):
    use_language(code)
    shown = calendar(field)
    assert shown.locale().language() is QLocale(code).language()
    assert shown.firstDayOfWeek() is Qt.DayOfWeek.Monday
    assert shown.selectedDate().toPython() == FIRST
    shown.window().close()


def test_escape_closes_the_calendar_and_changes_nothing(field):
    shown = calendar(field)
    QTest.keyClick(QApplication.focusWidget() or shown, Key.Key_Escape)
    QApplication.processEvents()
    assert QApplication.activePopupWidget() is None
    assert field.day == FIRST
    assert field.isVisible()


def test_a_day_picked_is_entered(field, qtbot):
    shown = calendar(field)
    with qtbot.waitSignal(field.editingFinished):
        shown.activated.emit(shown.selectedDate().addDays(9))
    assert field.day == date(2024, 6, 10)
    assert QApplication.activePopupWidget() is None
    assert field.hasFocus()


def test_keys_in_the_calendar_pick_a_day(field):
    calendar(field)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert field.day == date(2024, 6, 2)


def test_digits_typed_in_the_calendar_open_no_field_of_their_own(field):
    shown = calendar(field)
    assert not shown.isDateEditEnabled()
    shown.window().close()


# In the dialogs


@pytest.fixture
def dialogs(example, inside) -> dict:
    return {
        "_accreditation": ProfileDialog(example, TODAY, inside),
        "_date": CreditDialog("TET010", CreditBasis.VAE, TODAY, inside),
        "_start": ExperienceDialog([period("2020-01-01", "2021-01-01")], example.programme.conditions, TODAY, inside),
    }


@pytest.mark.parametrize("name", ["_accreditation", "_date", "_start"])
def test_a_dialog_takes_no_text_that_is_no_day_and_says_why(dialogs, qtbot, name):
    dialog = dialogs[name]
    qtbot.addWidget(dialog)
    dialog.show()
    field = getattr(dialog._rows[0] if name == "_start" else dialog, name)
    ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    replace_by(field, "31/02/2025")
    assert not ok.isEnabled()
    assert any(label.isVisible() and "31/02/2025" in label.text() for label in labels(dialog))
    QTest.keyClick(field, Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(field, Key.Key_Escape)
    assert dialog.isVisible()
    assert ok.isEnabled()
    replace_by(field, "2/3/20")
    assert ok.isEnabled()
    assert not any("31/02/2025" in label.text() for label in labels(dialog))
    assert field.day == date(2020, 3, 2)


def labels(dialog):
    from PySide6.QtWidgets import QLabel

    return dialog.findChildren(QLabel)


def test_the_reason_takes_no_room_from_anything_else(dialogs, qtbot):
    dialog = dialogs["_accreditation"]
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    for text in ("", "demain"):
        replace_by(dialog._accreditation, text)
        QApplication.processEvents()
        assert dialog.height() <= 660
        for label in labels(dialog):
            if label.isVisible() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_an_end_that_is_no_day_hinders_no_period_that_goes_on(dialogs, qtbot):
    dialog = dialogs["_start"]
    qtbot.addWidget(dialog)
    dialog.show()
    (row,) = dialog._rows
    replace_by(row._end, "bientôt")
    row._goes_on.setChecked(True)
    assert dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    assert dialog.periods[0].end is None


def test_a_row_of_the_history_keeps_its_date_until_what_is_typed_is_one(session: Session, qtbot):
    attempt = Attempt(unit="TET010", term=Term.parse("2025-S1"), state=UnitState.FAILED, date=FIRST, note="")
    session.do("x", lambda plan: _with_attempt(plan, attempt))
    index = len(session.document.profile.attempts) - 1
    row = AttemptRow(session, index, attempt)
    qtbot.addWidget(row)
    with qtbot.waitExposed(row):
        row.show()
    replace_by(row._date, "31/02/2025")
    QTest.keyClick(row._date, Key.Key_Tab)
    row._note.setFocus()
    QTest.keyClicks(row._note, "malade")
    QTest.keyClick(row._note, Key.Key_Return)
    assert (row._date.text(), row._date.is_marked) == ("31/02/2025", True)
    assert session.document.profile.attempts[index] == attempt
    replace_by(row._date, "28/02/2025")
    QTest.keyClick(row._date, Key.Key_Return)
    kept = session.document.profile.attempts[index]
    assert (kept.date, kept.note) == (date(2025, 2, 28), "malade")


def test_a_note_beside_a_text_that_is_no_day_is_not_lost(session: Session, qtbot):
    attempt = Attempt(unit="TET010", term=Term.parse("2025-S1"), state=UnitState.FAILED, date=FIRST, note="")
    session.do("x", lambda plan: _with_attempt(plan, attempt))
    index = len(session.document.profile.attempts) - 1
    row = AttemptRow(session, index, attempt)
    qtbot.addWidget(row)
    replace_by(row._date, "31/02/2025")
    row._note.setText("malade")
    row.take()
    kept = session.document.profile.attempts[index]
    assert (kept.date, kept.note) == (FIRST, "malade")


def _with_attempt(plan, attempt):
    from dataclasses import replace

    return replace(plan, profile=replace(plan.profile, attempts=(*plan.profile.attempts, attempt)))


def test_reading_a_day_agrees_with_the_way_it_is_shown():
    for ordinal in range(date(1900, 1, 1).toordinal(), date(2200, 12, 31).toordinal(), 97):
        day = date.fromordinal(ordinal)
        assert read_day(f"{day:%d/%m/%Y}") == read_day(f"{day:%d%m%Y}") == read_day(day.isoformat()) == day
