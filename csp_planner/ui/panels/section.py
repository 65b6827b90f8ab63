"""What the parts of the details of a unit have in common."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from csp_planner.ui import theme
from csp_planner.ui.document.session import Session


class Section(QWidget):
    """One part of the details of a unit, under its heading.

    The inspector tells each part which unit it is about, when to show it, to keep what is typed, and to forget it.
    """

    def __init__(self, title: str, session: Session) -> None:
        super().__init__()
        self.session = session
        self.code = ""
        """Code of the unit shown; empty while none is, and nothing may be written then."""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.GRID * 2)
        heading = QLabel(title)
        heading.setFont(theme.scaled(self.font(), 0.95, bold=True))
        self.column.addSpacing(theme.GRID)
        self.column.addWidget(heading)

    def begin(self, code: str) -> None:
        """Be about unit *code* from now on."""
        self.code = code

    def refresh(self) -> None:
        """Show the unit as it stands."""

    def settle(self) -> None:
        """Keep what is typed and not yet kept."""

    def forget(self) -> None:
        """Be about no unit: nothing shown so far may be written from now on."""
        self.code = ""
