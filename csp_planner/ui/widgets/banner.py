"""A sentence across the window, with what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from csp_planner.messages.catalogue import _
from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import ButtonFrame
from csp_planner.ui.widgets.labels import no_key, plain_label

Choice = tuple[str, Callable[[], object]]
Question = Callable[[], object]
"""Says its sentence by ``Banner.say``, where there is still something to ask."""
Holding = Callable[[], bool]
"""Tells whether a sentence still holds."""


class Banner(ButtonFrame):
    """A sentence across the window, with what can be done about it."""

    def __init__(self) -> None:
        super().__init__()
        self._text = plain_label()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.GRID * 3, theme.GRID, theme.GRID * 3, theme.GRID)
        self._row.setSpacing(theme.GRID * 2)
        self._row.addWidget(self._text, 1)
        self._buttons: list[QPushButton] = []
        self._waiting: list[Question] = []
        self._asking: Question | None = None
        """The question that is shown, while it has no answer."""
        self._holds: Holding | None = None
        """What tells whether the sentence said last still holds, where it may cease to."""
        self._is_withheld = False
        """Whether it ceased to, and may hold again: the step that it is about was undone."""
        self.setAutoFillBackground(True)
        self.hide()

    def say(
        self,
        text: str,
        choices: Sequence[Choice] = (),
        *,
        done: bool = False,
        close: str = "",
        holds: Holding | None = None,
    ) -> None:
        """Show *text* and a button for each choice. *done* says that it is about something that went well.

        *close* are the words of the button that only takes it away, where “Close” would not say it. While *holds* says
        no, the sentence is away, from the next ``check`` on.
        """
        self._holds, self._is_withheld = holds, False
        if self._asking is not None and self._asking not in self._waiting:
            self._waiting.insert(0, self._asking)  # it comes again after what takes its place
        self._asking = None
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.colour("accent_fill" if done else "warning_fill"))
        self.setPalette(palette)
        for button in self._buttons:
            button.hide()  # it is deleted only when the program is idle
            button.deleteLater()
        self._buttons = []
        self._text.setText(text)
        self.setAccessibleName(text)
        closing = (close or _("Close"), None)
        for label, run in [*choices, closing]:
            button = QPushButton(no_key(label))
            button.clicked.connect(lambda _checked=False, run=run: self._take(run))
            self._row.addWidget(button)
            self._buttons.append(button)
        self.show()

    def ask(self, question: Question) -> None:
        """Ask *question*: now or, where something else is shown, once that was answered."""
        if question == self._asking:
            self._asking = None
            self.hide()
        if question not in self._waiting:
            self._waiting.append(question)
        self._go_on()

    def quiet(self) -> None:
        """Take away what is shown, a question too, and go on with what waits."""
        self._take(None)

    def check(self) -> None:
        """Take away what no longer holds, and go on with what waits; bring it back where it holds again."""
        if self._holds is None or self._holds() is not self._is_withheld:
            return
        self._is_withheld = not self._is_withheld
        self.setHidden(self._is_withheld)
        QTimer.singleShot(0, self._go_on)

    def _take(self, run: Callable[[], object] | None) -> None:
        """Take away what is shown, do what was chosen, and only then go on with what waits."""
        self._asking = self._holds = None
        self._is_withheld = False
        self.hide()

        def go_on() -> None:
            if run is not None:
                run()
            self._go_on()

        QTimer.singleShot(0, go_on)

    def _go_on(self) -> None:
        while self._waiting and self.isHidden():
            question = self._waiting.pop(0)
            question()
            if not self.isHidden():
                self._asking = question
