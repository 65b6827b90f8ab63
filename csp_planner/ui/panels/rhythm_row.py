"""In which years a unit runs, as the centre said it: entered for this plan, beside what the sheet publishes."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from csp_planner.domain.edits import enter_rhythm, forget_rhythm
from csp_planner.domain.limits import MAX_REASON
from csp_planner.domain.programme import Unit
from csp_planner.domain.rhythms import Rhythm
from csp_planner.domain.text import plain_line
from csp_planner.messages.catalogue import _
from csp_planner.messages.opening_words import rhythm_word
from csp_planner.messages.problems import shown
from csp_planner.messages.words import entered_words
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.buttons import TextRow
from csp_planner.ui.widgets.labels import lettered, plain_label


class _Told(TextRow):
    """Opens the choice of a rhythm."""

    tone = "accent"


class RhythmRow(QWidget):
    """The rhythm that was entered for one unit, and what opens the choice of one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._code = ""
        column = QVBoxLayout(self)
        theme.space(column, 1)
        self.words = plain_label()
        self.told = _Told()
        self.told.say(_("The centre told me its rhythm…"))
        self.told.clicked.connect(self._choose)
        column.addWidget(self.words)
        column.addWidget(self.told)

    def show_unit(self, unit: Unit) -> None:
        """Show the rhythm of *unit*; one that is not attended has none."""
        self._code = unit.code
        self.setVisible(unit.is_attended)
        self.words.setVisible(unit.rhythm is not None)
        if unit.rhythm is not None:
            text = _("Your rhythm: {rhythm}, {source}")
            values = {"rhythm": rhythm_word(unit.rhythm.rhythm), "source": entered_words(unit.rhythm)}
            self.words.setText(text.format_map(values))

    def _choose(self) -> None:
        """Let the person choose a rhythm, or take back the one they entered."""
        unit = self.session.plan.programme.by_code.get(self._code)
        if unit is None or not self.session.may_edit():
            return
        menu, code, held = QMenu(self), unit.code, unit.rhythm
        back = [] if held is None else [_("Take back what I entered")]
        keyed = lettered([*map(rhythm_word, Rhythm), *back])
        for rhythm, text in zip(Rhythm, keyed, strict=False):
            action = menu.addAction(text, lambda rhythm=rhythm: self._enter(code, rhythm))
            action.setCheckable(True)
            action.setChecked(held is not None and held.rhythm is rhythm)
        if held is not None:
            menu.addSeparator()
            menu.addAction(keyed[-1], lambda: self._forget(code))
        menu.exec(self.told.mapToGlobal(QPoint(0, self.told.height())))
        menu.deleteLater()

    def _enter(self, code: str, rhythm: Rhythm) -> None:
        from csp_planner.ui.dialogs.questions import ask_text

        title = _("Rhythm of {unit}: {rhythm}").format(unit=shown(code), rhythm=rhythm_word(rhythm))
        said = ask_text(self.window(), title, _("Who said so? (kept in this plan, with the date)"), MAX_REASON)
        if said is None:
            return
        source, today = " ".join(plain_line(said).split()), self.session.today
        name = _("Rhythm of {unit}").format(unit=shown(code))
        self.session.do(name, lambda plan: enter_rhythm(plan, code, rhythm, source, today))

    def _forget(self, code: str) -> None:
        name = _("Take back the rhythm of {unit}").format(unit=shown(code))
        self.session.do(name, lambda plan: forget_rhythm(plan, code))
