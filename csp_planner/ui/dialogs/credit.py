"""Asks on what grounds a unit is already obtained."""

from datetime import date

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from csp_planner.domain.limits import MAX_TEXT
from csp_planner.domain.plan import Credit, CreditBasis
from csp_planner.messages.catalogue import _
from csp_planner.messages.words import credit_word
from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import ok_cancel
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.date_field import DateField
from csp_planner.ui.widgets.field_form import FieldForm
from csp_planner.ui.widgets.field_trouble import hold_back


class CreditDialog(QDialog):
    """Ground, date and note of a unit obtained otherwise."""

    def __init__(self, code: str, basis: CreditBasis | None, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._code = code
        self.setWindowTitle(_("{unit} obtained otherwise").format(unit=code))
        self._basis = Choice()
        for ground in CreditBasis:
            self._basis.addItem(credit_word(ground), ground)
        self._basis.setPlaceholderText(_("to choose"))
        self._basis.setCurrentIndex(list(CreditBasis).index(basis) if basis is not None else -1)
        self._date = DateField(today)
        self._note = QLineEdit()
        self._note.setMaxLength(MAX_TEXT)
        self._note.setPlaceholderText(_("optional"))
        buttons = ok_cancel(self)
        form = FieldForm()
        fields: tuple[tuple[str, QWidget], ...] = (
            (_("Ground"), self._basis),
            (_("Date"), self._date),
            (_("Note"), self._note),
        )
        for label, field in fields:
            form.add_field(label, field)
        layout = QVBoxLayout(self)
        theme.space(layout, 4, around=3)
        layout.addLayout(form)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        layout.addWidget(hold_back(self._ok, [self._date]))
        layout.addWidget(buttons)
        self.setMinimumWidth(400)
        for changed in (self._date.changed, self._basis.currentIndexChanged):
            changed.connect(lambda *_args: self._check())
        self._check()

    def _check(self) -> None:
        """Offer OK once a ground is chosen and the date can be read."""
        self._ok.setEnabled(self._basis.currentIndex() >= 0 and not self._date.trouble)

    @property
    def credit(self) -> Credit:
        """What was entered."""
        return Credit(
            unit=self._code,
            basis=CreditBasis(self._basis.currentData()),
            date=self._date.last_good_day,
            note=self._note.text().strip(),
        )
