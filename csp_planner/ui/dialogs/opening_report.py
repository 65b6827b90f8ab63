"""Shows what newer openings change, and asks what becomes of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import drop_icons
from csp_planner.ui.widgets.labels import no_key, plain_label


class ReportDialog(QDialog):
    """A report of any length, and a button for each answer; the first is the usual one."""

    def __init__(self, title: str, heading: str, lines: Sequence[str], answers: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.answer: int | None = None
        """Which of the answers was given; None where the person gave none."""
        self.setWindowTitle(title)
        self.heading = plain_label(heading)
        self.heading.setFont(theme.scaled(self.font(), 1.0, bold=True))
        self.report = plain_label("\n".join(lines))
        self.report.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.report.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.report.setAccessibleName(self.report.text())
        area = QScrollArea()
        area.setAccessibleName(heading)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.report)
        box = QDialogButtonBox()
        for number, text in enumerate(answers):
            button = box.addButton(no_key(text), QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(lambda _checked=False, number=number: self._give(number))
            button.setDefault(number == 0)
            if number == 0:
                button.setFocus()
        drop_icons(box)
        layout = QVBoxLayout(self)
        theme.space(layout, 3, around=3)
        layout.addWidget(self.heading)
        layout.addWidget(area, 1)
        layout.addWidget(box)
        room = self.screen().availableGeometry()
        tall = self.fontMetrics().height() * (len(lines) + 9)
        self.resize(min(600, room.width() - 20), min(max(220, tall), 560, room.height() - 50))

    def _give(self, number: int) -> None:
        self.answer = number
        self.accept()
