"""A sentence across the window, with what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from csp_planner.messages.catalogue import _
from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import ButtonFrame
from csp_planner.ui.widgets.labels import no_key, plain_label

Choice = tuple[str, Callable[[], object]]


class Banner(ButtonFrame):
    """A sentence across the window, with what can be done about it."""

    def __init__(self) -> None:
        super().__init__()
        self._text = plain_label()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 12, 6)
        self._row.addWidget(self._text, 1)
        self._buttons: list[QPushButton] = []
        self.setAutoFillBackground(True)
        self.hide()

    def say(self, text: str, choices: Sequence[Choice] = (), *, done: bool = False, close: str = "") -> None:
        """Show *text* and a button for each choice. *done* says that it is about something that went well.

        *close* are the words of the button that only takes it away, where “Close” would not say it.
        """
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.colour("accent_fill" if done else "warning_fill"))
        self.setPalette(palette)
        for button in self._buttons:
            button.hide()  # it is deleted only when the program is idle
            button.deleteLater()
        self._buttons = []
        self._text.setText(text)
        self.setAccessibleName(text)
        for label, run in [*choices, (close or _("Close"), self.hide)]:
            button = QPushButton(no_key(label))
            button.clicked.connect(self.hide)
            if run != self.hide:
                button.clicked.connect(lambda _checked=False, run=run: QTimer.singleShot(0, run))
            self._row.addWidget(button)
            self._buttons.append(button)
        self.show()
