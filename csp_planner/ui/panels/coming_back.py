"""A person comes back to a plan whose semesters have ended: the question, the page that asks, and what follows."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.coming_back import asked_sentence, recorded_sentence
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.document.documents import Documents
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from csp_planner.ui.panels.coming_back_page import ComingBackPage


class Home(Protocol):
    """The window, as far as this needs to know it."""

    documents: Documents
    banner: Banner
    pages: QStackedWidget
    acts: Acts

    def back_to_board(self) -> None:
        """Show the board again, with the keys on it."""
        ...


class ComingBack(QObject):
    """Asks once when a plan is opened, in a banner; the page itself comes only when it is asked for."""

    def __init__(self, window: Home) -> None:
        super().__init__(window.documents)
        self._window = window
        self._page: ComingBackPage | None = None
        window.documents.leaving.connect(self._record_what_was_answered)

    @property
    def session(self) -> Session:
        """The open document's session."""
        return self._window.documents.session

    def ask(self) -> None:
        """Ask about the semesters that have ended and that nobody has spoken of since."""
        if self.is_shown or not self.session.is_open:
            return
        unanswered = self.session.reading.unanswered
        if unanswered:
            answer = (_("Answer"), self.show_page)
            self._window.banner.say(asked_sentence(unanswered), [answer], done=True, close=_("Later"))

    @property
    def is_shown(self) -> bool:
        """Whether the page is what the window shows."""
        return self._page is not None and self._window.pages.currentWidget() is self._page

    def forget_page(self) -> None:
        """The pages are made anew; what was answered stays in the session."""
        self._page = None

    def show_page(self) -> None:
        """Ask semester by semester, in place of the board."""
        window = self._window
        if self._page is None:
            from csp_planner.ui.panels.coming_back_page import ComingBackPage

            self._page = ComingBackPage(self.session)
            self._page.closed.connect(window.back_to_board)
            self._page.record_asked.connect(self.record)
            window.pages.addWidget(self._page)
        window.banner.quiet()
        self.session.drop_trial()
        window.pages.setCurrentWidget(self._page)
        self._page.begin()

    def record(self) -> None:
        """Record all answers in one step, go back to the plan, and offer to plan what comes next."""
        before = set(self.session.reading.waiting)
        count = self._record()
        if not count:
            return
        self._window.back_to_board()
        reading = self.session.reading
        waiting = [code for code in reading.waiting if code not in before]
        offer = [(_("Plan what comes next"), self._window.acts.plan_on)] if reading.waiting or reading.blocked else []
        close = _("Later") if offer else ""
        self._window.banner.say(recorded_sentence(count, waiting), offer, done=True, close=close)

    def _record(self) -> int:
        """How many answers were recorded."""
        from csp_planner.domain.planning.coming_back import ended_terms, record_all

        session = self.session
        asked = {(code, ended.term) for ended in ended_terms(session.document, session.today) for code in ended.units}
        answers = {code: became for (code, term), became in session.became.items() if (code, term) in asked}
        if not answers:
            return 0
        name = ngettext("Record what became of {unit}", "Record what became of {count} units", len(answers))
        step = name.format(unit=next(iter(answers)), count=len(answers))
        if not session.do(step, lambda plan: record_all(plan, answers, session.today)):
            return 0
        session.became.clear()
        return len(answers)

    def _record_what_was_answered(self) -> None:
        """The document is left: an answer that was given is kept like everything else that was clicked or typed."""
        if self.session.is_open and self.session.became:
            self.session.drop_trial()
            self._record()
