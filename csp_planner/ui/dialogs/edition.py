"""A newer edition of the plan's programme: which one it is, then what it changes."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from csp_planner.domain.planning.editions import EditionChange
from csp_planner.messages.catalogue import _
from csp_planner.messages.edition_report import plan_groups, sheet_groups
from csp_planner.messages.editions import centre_words, other_centre_sentence
from csp_planner.messages.naming import outside_name
from csp_planner.messages.problems import shown
from csp_planner.storage.programmes import ProgrammeLine
from csp_planner.ui import theme
from csp_planner.ui.dialogs.give_sheet import PasteField
from csp_planner.ui.dialogs.keyed import KeyedDialog, button_row
from csp_planner.ui.widgets.buttons import PrimaryButton
from csp_planner.ui.widgets.labels import plain_label
from csp_planner.ui.widgets.programme_list import ProgrammeList
from csp_planner.ui.widgets.report_view import ReportView

WIDTH, HEIGHT = 900, 580
"""In pixels, where the screen has them."""
_PASTE_LINES = 4

Read = Callable[[bytes | Path | ProgrammeLine], str]
"""Reads what was chosen, and answers why that cannot be done; "" where it is read."""


class WhichEditionDialog(KeyedDialog):
    """The programmes of the library, a field to paste a sheet into, and a button for a file."""

    def __init__(
        self,
        code: str,
        lines: Sequence[ProgrammeLine],
        read: Read,
        ask_file: Callable[[], Path | None],
        parent: QWidget,
    ) -> None:
        """*lines*: the library's, those with the *code* of the plan's programme first."""
        super().__init__(parent)
        self._read, self._ask_file = read, ask_file
        self.setWindowTitle(_("Compare with a newer sheet"))
        self.programmes = ProgrammeList()
        self.programmes.show_lines(lines, code)
        self.field = PasteField()
        self.field.setAccessibleName(_("Text of the newer sheet"))
        self.field.setPlaceholderText(_("Paste here (Ctrl+V)"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(_PASTE_LINES * self.fontMetrics().lineSpacing() + 3 * theme.GRID)
        self.said = plain_label()
        self.said.hide()
        column = QVBoxLayout(self)
        theme.space(column, 2, around=3)
        column.addWidget(
            plain_label(_("The newer sheet of {programme}, from the library:").format(programme=shown(code)))
        )
        column.addWidget(self.programmes, 1)
        column.addWidget(
            plain_label(
                _("Or paste the text of its page, drop a file here, or open one: nothing leaves this computer.")
            )
        )
        column.addWidget(self.field)
        column.addWidget(self.said)
        column.addLayout(self._feet())
        self.programmes.begun.connect(self._take_line)
        self.field.textChanged.connect(self._follow)
        self.field.pasted.connect(self._take_text)
        self.field.file_dropped.connect(self._take)
        self.fit(640, 520)
        self.programmes.search.setFocus()

    def _feet(self) -> QHBoxLayout:
        opened, cancel = QPushButton(_("Open a file…")), QPushButton(_("Cancel"))
        self.compare = PrimaryButton(_("Compare"))
        self.compare.setEnabled(self.programmes.line is not None)
        opened.clicked.connect(self._open)
        cancel.clicked.connect(self.reject)
        self.compare.clicked.connect(self._compare)
        return button_row(opened, None, cancel, self.compare)

    def _follow(self) -> None:
        self.compare.setEnabled(self.programmes.line is not None or not self.field.document().isEmpty())

    def _compare(self) -> None:
        """Take what was typed or pasted, and else the programme that is chosen."""
        if self.field.document().isEmpty():
            self._take_line()
        else:
            self._take_text()

    def _take_line(self) -> None:
        line = self.programmes.line
        if line is not None:
            self._take(line)

    def _take_text(self) -> None:
        self._take(self.field.toPlainText().encode("utf-8", "replace"))

    def _open(self) -> None:
        path = self._ask_file()
        if path is not None:
            self._take(path)

    def _take(self, given: bytes | Path | ProgrammeLine) -> None:
        trouble = self._read(given)
        self.said.setText(trouble)
        self.said.setVisible(bool(trouble))
        if not trouble:
            self.accept()


class EditionDialog(KeyedDialog):
    """What the newer edition does to the plan, beside what it changes on the sheet. Accepted, the plan follows it."""

    def __init__(self, change: EditionChange, centre: str, parent: QWidget) -> None:
        """*centre*: who published the sheet that the plan was made with."""
        super().__init__(parent)
        programme = change.plan.programme
        self.setWindowTitle(_("Compare with a newer sheet"))
        name = shown(outside_name(programme.code, programme.title).whole)
        heading = plain_label(
            _("{programme}, sheet of {centre}").format(programme=name, centre=centre_words(programme.publisher))
        )
        heading.setFont(theme.scaled(self.font(), 1.0, bold=True))
        column = QVBoxLayout(self)
        theme.space(column, 2, around=3)
        column.addWidget(heading)
        if change.other_centre:
            column.addWidget(_warned(other_centre_sentence(programme, centre)))
        fits = _("Everything that is planned still fits.")
        self.in_plan = ReportView(_("In this plan"), plan_groups(change), fits)
        same = _("The two editions say the same: the plan is of this edition already.")
        self.on_sheet = ReportView(_("On the sheet"), sheet_groups(change.changes), same)
        zones = QSplitter(Qt.Orientation.Horizontal)
        zones.setChildrenCollapsible(False)
        for view in (self.in_plan, self.on_sheet):
            zones.addWidget(_under_its_name(view))
        zones.setSizes([1, 1])
        column.addWidget(zones, 1)
        if change.changes:
            told = _("Nothing is moved and nothing obtained is lost. One undo takes it all back.")
            column.addWidget(plain_label(told))
        column.addLayout(self._feet(has_changes=bool(change.changes)))
        self.fit(WIDTH, HEIGHT)
        self._usual.setFocus()

    def _feet(self, *, has_changes: bool) -> QHBoxLayout:
        cancel = QPushButton(_("Cancel") if has_changes else _("Close"))
        cancel.clicked.connect(self.reject)
        self.apply = PrimaryButton(_("Apply"))
        self.apply.clicked.connect(self.accept)
        self.apply.setVisible(has_changes)
        self._usual = self.apply if has_changes else cancel
        return button_row(None, cancel, self.apply)


def _under_its_name(view: ReportView) -> QWidget:
    found = QWidget()
    column = QVBoxLayout(found)
    theme.space(column, 1)
    label = plain_label(view.accessibleName())
    label.setFont(theme.scaled(label.font(), 1.0, bold=True))
    label.setBuddy(view)
    column.addWidget(label)
    column.addWidget(view, 1)
    return found


def _warned(text: str) -> QLabel:
    """A sentence to look at before going on."""
    label = plain_label(text)
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, theme.colour("warning"))
    label.setPalette(palette)
    return label
