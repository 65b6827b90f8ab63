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
    """An amount in halves, written as everywhere in the program; 0 stands for none.

    An amount it was given and cannot show in halves stays as it is until another one is entered.
    """

    def __init__(self, most: float) -> None:
        super().__init__()
        self._most = most
        self._given: float | None = None
        self._shown = 0.0

    def show_amount(self, amount: float | None) -> None:
        """Show *amount*, even one above what is offered here."""
        self.setRange(0, max(self._most, amount or 0))
        self.setValue(amount or 0)
        self._given, self._shown = amount, self.value()

    @property
    def amount(self) -> float | None:
        """The amount it was given, or the one entered, to the half; None where there is none."""
        if self.value() == self._shown:
            return self._given
        return round(self.value() * 2) / 2 or None

    def textFromValue(self, val: float) -> str:
        return number(val)


def amount_field(value: float | None, most: float, suffix: str, nothing: str, step: float = 0.5) -> AmountField:
    """A field for an amount in halves; 0 stands for none and shows *nothing*."""
    field = AmountField(most)
    field.setLocale(QLocale(language()))
    field.setDecimals(1)
    field.setSingleStep(step)
    field.setSuffix(suffix)
    field.setSpecialValueText(nothing)
    field.show_amount(value)
    return field
