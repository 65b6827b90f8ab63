"""Asks what to export, what may leave with it, and where to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QGroupBox,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.limits import MAX_NAME
from csp_planner.domain.plan import Plan
from csp_planner.export.kinds import KINDS, PDF, XLSX, Kind
from csp_planner.export.options import Options
from csp_planner.export.write import suggested_name
from csp_planner.messages.catalogue import _
from csp_planner.messages.export import changed_texts, replace_question
from csp_planner.ui import theme
from csp_planner.ui.dialogs.files import chosen
from csp_planner.ui.widgets.buttons import drop_icons, ok_cancel
from csp_planner.ui.widgets.labels import plain_label


class Leaving(QGroupBox):
    """The choices of what may leave; one without effect on the kind of output cannot be made."""

    def __init__(self, options: Options, *, scenarios: int, tables: bool = True) -> None:
        super().__init__(_("What leaves with it"))
        self._made, self._scenarios, self._kind = options.made, scenarios, PDF
        self._anonymous = QCheckBox(_("Without personal data: no name, no note, no reason of a waiver"))
        self._anonymous.setChecked(not options.personal_data)
        self._private = QCheckBox(_("Private notes too"))
        self._private.setChecked(options.private_notes)
        self._private.setVisible(tables)
        self._comparison = QCheckBox(_("The scenarios side by side, on a page of their own"))
        self._comparison.setChecked(options.comparison)
        self._advisor = QLineEdit(options.advisor)
        self._advisor.setMaxLength(MAX_NAME)
        self._advisor.setPlaceholderText(_("optional"))
        self._advisor.setAccessibleName(_("Advisor"))
        form = QFormLayout(self)
        theme.space(form, 2, around=3)
        for box in (self._anonymous, self._private, self._comparison):
            form.addRow(box)
        form.addRow(_("Advisor"), self._advisor)
        self._anonymous.toggled.connect(self._refresh)
        self._refresh()

    @property
    def options(self) -> Options:
        """The choices made."""
        personal = not self._anonymous.isChecked()
        return Options(
            personal_data=personal,
            private_notes=personal and self._private.isChecked(),
            advisor=" ".join(self._advisor.text().split()),
            comparison=self._comparison.isChecked(),
            made=self._made,
        )

    def fit(self, kind: Kind) -> None:
        """Offer what has an effect on an output of *kind*."""
        self._kind = kind
        self._refresh()

    def _refresh(self) -> None:
        personal = not self._anonymous.isChecked()
        self._private.setEnabled(personal and self._kind.with_notes)
        self._comparison.setEnabled(self._kind.on_pages and self._scenarios > 1)
        self._advisor.setEnabled(self._kind.on_pages and personal)


class LeavingDialog(QDialog):
    """What may leave on paper and with a picture, where no file is made."""

    def __init__(self, plan: Plan, options: Options, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Print, preview and picture"))
        self.leaving = Leaving(options, scenarios=len(plan.scenarios), tables=False)
        buttons = ok_cancel(self)
        layout = QVBoxLayout(self)
        theme.space(layout, 3, around=3)
        layout.addWidget(self.leaving)
        layout.addWidget(buttons)


class ExportDialog(QDialog):
    """Kind and choices; then the system's own dialog asks for the place, and before it replaces a file."""

    def __init__(
        self, plan: Plan, options: Options, folder: Path, parent: QWidget, changed: Sequence[str] = ()
    ) -> None:
        """*changed*: the texts of a CSV file that a spreadsheet would not keep as they are."""
        super().__init__(parent)
        self._plan, self._folder, self._changed = plan, folder, changed
        self.path: Path | None = None
        self.setWindowTitle(_("Export"))
        what = QGroupBox(_("What to make"))
        column = QVBoxLayout(what)
        theme.space(column, 2, around=3)
        self._group = QButtonGroup(self)
        for index, kind in enumerate(KINDS):
            button = QRadioButton(kind.label())
            button.setChecked(index == 0)
            self._group.addButton(button, index)
            column.addWidget(button)
        self._caution = self._warning()
        column.addWidget(self._caution)
        self.leaving = Leaving(options, scenarios=len(plan.scenarios))
        self._group.idToggled.connect(lambda _id, _on: self._fit())
        self._fit()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        choose = buttons.addButton(_("Choose the place…"), QDialogButtonBox.ButtonRole.AcceptRole)
        choose.setDefault(True)
        choose.setFocus()
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        drop_icons(buttons)
        layout = QVBoxLayout(self)
        theme.space(layout, 3, around=3)
        layout.addWidget(what)
        layout.addWidget(self.leaving)
        layout.addWidget(buttons)

    def _warning(self) -> QWidget:
        """What a spreadsheet would change of a CSV, and the way to what it keeps."""
        inside = QWidget()
        text = plain_label(changed_texts(self._changed))
        instead = QPushButton(_("Make an XLSX instead"))
        instead.setAutoDefault(False)
        instead.clicked.connect(self._take_xlsx)
        column = QVBoxLayout(inside)
        theme.space(column, 2)
        column.setContentsMargins(theme.GRID * 6, 0, 0, 0)
        column.addWidget(text)
        column.addWidget(instead, 0, Qt.AlignmentFlag.AlignLeft)
        return inside

    def _take_xlsx(self) -> None:
        button = self._group.button(KINDS.index(XLSX))
        button.setChecked(True)
        button.setFocus()  # where the keys were is hidden now

    def _fit(self) -> None:
        """Show what goes with the kind chosen."""
        self.leaving.fit(self._kind)
        self._caution.setVisible(self._kind.read_by_guess and bool(self._changed))
        if self._caution.isVisible():  # Qt gives a dialog that is open no room for more lines of text
            self.resize(self.width(), max(self.height(), self.heightForWidth(self.width())))

    @property
    def _kind(self) -> Kind:
        return KINDS[max(0, self._group.checkedId())]

    @property
    def options(self) -> Options:
        """The choices made."""
        return self.leaving.options

    def _choose(self) -> None:
        kind = self._kind
        suggested = self._folder / suggested_name(self._plan, self.options, kind)
        pattern = _("{what} (*{ending})").format(what=kind.files(), ending=kind.ending)
        dialog = QFileDialog(self, _("Export"), str(self._folder), pattern)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind.ending[1:])
        dialog.selectFile(str(suggested))
        place = chosen(dialog)
        if place is None:
            return
        # A name typed with another ending must not quietly make another kind of file.
        path = place if place.suffix.lower() == kind.ending else Path(f"{place}{kind.ending}")
        if path == place or not path.exists() or self._may_replace(path):
            self.path = path
            self.accept()

    def _may_replace(self, path: Path) -> bool:
        """Ask before a file is replaced that the system's dialog did not ask about: it saw another name."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(replace_question(path.name))
        replace = box.addButton(_("Replace"), QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        drop_icons(box)
        box.exec()
        return box.clickedButton() is replace
