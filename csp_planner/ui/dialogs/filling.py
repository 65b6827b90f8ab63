"""Asks which unit fills a free unit."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from csp_planner.domain.limits import MAX_CODE, MAX_NAME
from csp_planner.domain.plan import Filling
from csp_planner.messages.catalogue import _
from csp_planner.ui import theme
from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.buttons import ok_cancel
from csp_planner.ui.widgets.field_form import FieldForm
from csp_planner.ui.widgets.field_trouble import make_room, trouble_line
from csp_planner.ui.widgets.labels import plain_label

MOST_ECTS = 120


class FillingDialog(QDialog):
    """Code, title and ECTS. What cannot fill it is said while it is typed."""

    def __init__(self, name: str, filling: Filling, why_not: Callable[[Filling], str], parent: QWidget) -> None:
        """*name* is what the free unit is called; *why_not* says in one sentence why a filling is refused."""
        super().__init__(parent)
        self._held, self._why_not = filling, why_not
        self.setWindowTitle(_("{slot}: choose the unit").format(slot=name))
        self.code, self.title = QLineEdit(filling.code), QLineEdit(filling.title)
        self.code.setMaxLength(MAX_CODE)
        self.title.setMaxLength(max(MAX_NAME, len(filling.title)))
        self.ects = AmountField(MOST_ECTS, _(" ECTS"), _("as on the sheet"), least=0, step=0.5)
        self.ects.show_amount(filling.ects)
        form = FieldForm()
        fields: tuple[tuple[str, QWidget], ...] = (
            (_("Code"), self.code),
            (_("Title"), self.title),
            (_("ECTS"), self.ects),
        )
        for label, field in fields:
            form.add_field(label, field)
        self._trouble = plain_label()
        self._trouble.hide()
        buttons = ok_cancel(self)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.GRID * 4)
        layout.addLayout(form)
        layout.addWidget(trouble_line([self.ects]))
        layout.addWidget(self._trouble)
        layout.addWidget(buttons)
        self.setMinimumWidth(420)
        for changed in (self.code.textChanged, self.title.textChanged, self.ects.changed):
            changed.connect(lambda *_args: self._check())
        self._check()

    def _check(self) -> None:
        """Offer OK once there is a code or a title that may fill it; say why not as soon as something is typed."""
        says_something = bool(self.code.text().strip() or self.title.text().strip())
        trouble = self._why_not(self.filling) if says_something else ""
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        self._ok.setEnabled(says_something and not trouble and not self.ects.trouble)
        if trouble:
            make_room(self)

    @property
    def filling(self) -> Filling:
        """What was entered."""
        return Filling(
            slot=self._held.slot,
            code=self.code.text().strip(),
            title=self.title.text().strip(),
            ects=self.ects.amount,
        )
