"""Fields that several dialogs share."""

from datetime import date

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QDateEdit, QDoubleSpinBox

from csp_planner.messages.catalogue import language
from csp_planner.messages.words import number

# The days a plan file takes.
FIRST_DAY, LAST_DAY = QDate(1900, 1, 1), QDate(2200, 12, 31)


def date_field(day: date) -> QDateEdit:
    """A field for a day, with a calendar, day first as everywhere in the program."""
    field = QDateEdit(QDate(day.year, day.month, day.day))
    field.setDisplayFormat("dd/MM/yyyy")
    field.setCalendarPopup(True)
    field.setLocale(QLocale(language()))
    field.setDateRange(FIRST_DAY, LAST_DAY)
    return field


def day_of(field: QDateEdit) -> date:
    """The day a field shows."""
    day = field.date()
    return date(day.year(), day.month(), day.day())


class AmountField(QDoubleSpinBox):
    """An amount written as everywhere in the program: no useless decimals."""

    def textFromValue(self, val: float) -> str:
        return number(val)


def amount_field(value: float | None, most: float, suffix: str, nothing: str, step: float = 0.5) -> QDoubleSpinBox:
    """A field for an amount in halves; 0 stands for none and shows *nothing*."""
    field = AmountField()
    field.setLocale(QLocale(language()))
    field.setDecimals(1)
    field.setSingleStep(step)
    field.setRange(0, most)
    field.setSuffix(suffix)
    field.setSpecialValueText(nothing)
    field.setValue(value or 0)
    return field


def amount_of(field: QDoubleSpinBox) -> float | None:
    """The amount a field shows, to the half; None where it shows none."""
    value = round(field.value() * 2) / 2
    return value or None
