"""Begins, opens, saves, leaves and recovers documents: what the File menu does."""

import os
from contextlib import suppress
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from csp_planner.domain.enrolment import usual_start
from csp_planner.domain.plan import USUAL_LOAD, Plan
from csp_planner.domain.profile import Occupation
from csp_planner.domain.programme import Programme
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import not_kept_aside_sentence, problem_sentence, shown, unfiled_sentences
from csp_planner.messages.words import date_label
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.folders import config_folder, state_folder
from csp_planner.storage.library import USUAL_PROGRAMME, builtin_programme
from csp_planner.storage.meeting import is_met
from csp_planner.storage.planfile import load, load_either
from csp_planner.storage.recovery import Orphan, adopt, claim, discard, orphans
from csp_planner.storage.settings import Settings, save_settings, with_recent
from csp_planner.ui.document.beginning import Beginning
from csp_planner.ui.document.keeper import Keeper, Kept
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.banner import Choice
from csp_planner.ui.widgets.labels import no_key

if TYPE_CHECKING:
    from csp_planner.ui.document.door import Door


STARTS_MS = 200
"""Milliseconds in which a window that is not shown yet is painted; nobody comes for its file so soon."""


class _Topic(Enum):
    """What the sentence shown last is about."""

    KEEPING = "keeping"
    """An edit could not be written."""
    SAVING = "saving"
    """A file the person chose could not be written."""
    OTHER = "other"


class Documents(QObject):
    """Holds the document that is open, where it is kept, and the way to the next one."""

    opened = Signal()
    """Another document is shown."""
    leaving = Signal()
    """The document is about to be left: what is typed and not yet kept still belongs to it."""
    left = Signal()
    """No document is shown."""
    said = Signal(str, list)
    """A sentence is to be shown, with what can be done about it."""
    done = Signal(str, list)
    """The same, about something that went well."""
    told = Signal(str, list, bool, object)
    """The same, with whether it went well, and with what tells whether it still holds: it goes once it does not."""
    silenced = Signal()
    """The sentence shown last is to go: it is settled, or about a document that is no longer open."""

    wanted = Signal()
    """Somebody opened the file of this window once more: it is to ask for attention."""

    def __init__(self, today: date, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.today, self.settings, self.window = today, settings, window
        self.session = Session(None, today, self)
        self.keeper = Keeper(lambda: claim(self.recovery_folder), self)
        self._topic = _Topic.OTHER
        for said in (self.said, self.done, self.told):
            said.connect(self._forget_topic)
        self.session.edited.connect(lambda: self.keeper.keep(self.session.document))
        self.keeper.state_changed.connect(self._say_problem)
        self._door: Door | None = None
        for change in (self.opened, self.left, self.keeper.state_changed):
            change.connect(self._watch_soon)

    @property
    def is_open(self) -> bool:
        """Whether a document is shown; without one, the start page is."""
        return self.session.is_open

    @property
    def programme(self) -> Programme:
        """The built-in diploma a new plan is made for."""
        return builtin_programme(USUAL_PROGRAMME)

    @property
    def recovery_folder(self) -> Path:
        """Where documents are kept that have no file, or whose file cannot be saved."""
        return state_folder() / "recovery"

    def orphans(self) -> tuple[Orphan, ...]:
        """Documents that a crash left."""
        return orphans(self.recovery_folder)

    # Opening

    def show(self, plan: Plan, path: Path | None, digest: str = "") -> None:
        """Show *plan*, which lives in *path*."""
        self.silenced.emit()
        self.session.replace(plan)
        self.keeper.open(path, digest)
        self.opened.emit()
        if path is not None:
            self._remember(path)
            self._offer_left_work(path)

    def begin(self, beginning: Beginning, programme: Programme | None = None) -> None:
        """Start a new plan, of the built-in diploma where no other *programme* is given."""
        self.show(beginning.plan(programme or self.programme), None)

    def begin_with(self, programme: Programme) -> None:
        """Start a new plan of *programme*, from the first semester that one would begin in."""
        start = usual_start(programme, self.today)
        self.begin(Beginning(name="", start=start, max_ects=USUAL_LOAD, situation=Occupation.OTHER), programme)

    def open_file(self, path: Path) -> bool:
        """Open the plan in *path*; says why when it cannot. One that another window has is shown there.

        The file of a programme gives a new plan, which is in no file yet.
        """
        if self._is_elsewhere(path):
            text = _("“{file}” is open in another window, which asks for attention now.")
            self.done.emit(text.format(file=shown(path.name)), [])
            return False
        try:
            loaded = load_either(path)
        except PlanFileError as error:
            self.said.emit(problem_sentence(error), [])
            return False
        was_open = self.is_open
        if not self.may_leave():
            return False
        if isinstance(loaded, Programme):
            self.begin_with(loaded)
            return True
        if was_open:
            with suppress(PlanFileError):  # the file is gone meanwhile, and what was read first is shown
                loaded = load(path)  # leaving the document before may have written this very file
        self.show(loaded.plan, path.absolute(), loaded.digest)
        return True

    def open_example(self, path: Path) -> None:
        """Open a copy of an example: the example itself stays as it is."""
        self.show(load(path).plan, None)

    def ask_open(self) -> None:
        """Let the person choose a file."""
        from csp_planner.ui.dialogs import files  # a start shows no dialog and does not wait for their widgets

        path = files.ask_open_path(self.window, self.folder)
        if path is not None:
            self.open_file(path)

    def take_up(self, orphan: Orphan) -> None:
        """Go on with a document that a crash left; one that belongs to a file goes back to it."""
        if not self.may_leave():
            return
        slot = adopt(orphan)
        if slot is None:
            self.said.emit(_("Another window has taken this plan up."), [])
            if not self.is_open:
                self.left.emit()
            return
        self.show(orphan.plan, None)
        self.keeper.adopt(slot)
        if slot.home is None:
            return
        self._remember(slot.home.path)
        self.keeper.keep(orphan.plan)
        self.keeper.settle()
        if self.keeper.is_safe:
            text = _("What could not be saved before is in “{file}” now.")
            self.done.emit(text.format(file=shown(slot.home.path.name)), [])

    def discard(self, orphan: Orphan) -> None:
        """Forget a document that a crash left."""
        discard(orphan)
        self.left.emit()

    def _offer_left_work(self, path: Path) -> None:
        """Offer what a window that crashed could not save into the file at *path*."""
        here = os.path.realpath(path)
        left = [found for found in self.orphans() if found.home and os.path.realpath(found.home.path) == here]
        if not left:
            return
        orphan = left[0]
        day = orphan.modified.astimezone()
        text = _("Work on “{file}” that could not be saved was found, from {day} at {time}.").format(
            file=shown(path.name), day=date_label(day), time=f"{day:%H:%M}"
        )
        choices: list[Choice] = [
            (_("Take it up"), lambda: self.take_up(orphan)),
            (_("Discard"), lambda: discard(orphan)),
        ]
        self.said.emit(text, choices)

    # Other windows

    def _is_elsewhere(self, path: Path) -> bool:
        """Whether another window has the file at *path*; it is told that somebody wants it."""
        own = self.keeper.path
        if not is_met(path) or (own is not None and os.path.realpath(own) == os.path.realpath(path)):
            return False
        from csp_planner.ui.document.door import knock  # Qt's network module is loaded only for a window that is there

        return knock(path)

    def _watch_soon(self) -> None:
        """Answer those who want this window's file, but after a start is painted: what answers takes time to load."""
        if self.window.isVisible():
            QTimer.singleShot(0, self, self._watch)
        else:  # counted from when Qt is first idle: before that, time passes and nothing is painted
            QTimer.singleShot(0, self, lambda: QTimer.singleShot(STARTS_MS, self, self._watch))

    def _watch(self) -> None:
        path = self.keeper.path if self.is_open else None
        if self._door is None:
            if path is None:
                return
            from csp_planner.ui.document.door import Door  # as in _is_elsewhere: a start does not wait for it

            self._door = Door(self)
            self._door.knocked.connect(self.wanted)
        self._door.watch(path)

    # Leaving

    def new(self) -> None:
        """Leave the document for the start page."""
        if self.may_leave():
            self.silenced.emit()
            self.session.close()
            self.keeper.open(None)
            self.left.emit()

    def may_leave(self) -> bool:
        """Whether the open document may be left; asks only when it is in no file, or could not be saved."""
        if not self.is_open:
            return True
        self.leaving.emit()
        self.keeper.settle()
        if self.keeper.is_safe:
            return True
        from csp_planner.ui.dialogs import files  # as in ask_open

        match files.ask_leave(self.window, self.keeper.path):
            case files.Leave.SAVE:
                return self.ask_save_as()
            case files.Leave.DISCARD:
                self.keeper.release_recovery()
                return True
            case files.Leave.STAY:
                return False

    def close(self) -> None:
        """The window ends. What is still in a recovery slot was not given up, and the next start offers it."""
        self.keeper.stop()
        if self._door is not None:
            self._door.close()

    def end(self) -> None:
        """The program ends and nobody is asked: what is in no file stays in its recovery file, to be offered again."""
        if self.is_open:
            self.leaving.emit()
        self.keeper.stop()

    # Saving

    def save(self) -> None:
        """Write the document to its file; ask for one when it has none."""
        if self.keeper.path is None:
            self.ask_save_as()
        else:
            self.keeper.keep(self.session.document)

    def ask_save_as(self) -> bool:
        """Save to a file the person chooses; False when they gave up or it failed."""
        from csp_planner.ui.dialogs import files  # as in ask_open

        path = files.ask_save_path(self.window, self.folder, self.session.document)
        if path is None:
            self._say_problem()  # the button pressed has closed this sentence, which still holds
            return False
        return self.save_to(path)

    def save_to(self, path: Path) -> bool:
        """Save to *path* and stay there."""
        try:
            self.keeper.save_as(path, self.session.document)
        except PlanFileError as error:
            if self.keeper.path is None:
                self.keeper.keep(self.session.document)  # a plan that was not edited yet is in no recovery slot
            choices: list[Choice] = [(_("Save as…"), self.ask_save_as), (_("Try again"), lambda: self.save_to(path))]
            self.said.emit(problem_sentence(error), choices)
            # While the document's own file fails too, the next save that works there settles both.
            self._topic = _Topic.KEEPING if self.keeper.state is Kept.FAILED else _Topic.SAVING
            return False
        self._silence(_Topic.KEEPING, _Topic.SAVING)
        self._remember(path)
        return True

    def reload(self) -> None:
        """Show what someone else wrote into the file."""
        path = self.keeper.path
        if path is None:
            return
        try:
            loaded = load(path)
        except PlanFileError as error:
            gone = error.problem is FileProblem.MISSING
            problem = PlanFileError(FileProblem.GONE, path) if gone else error
            self._say_unsaved(problem_sentence(problem), FileProblem.GONE if gone else FileProblem.CHANGED)
            return
        mine = self.session.document
        self.show(loaded.plan, path, loaded.digest)
        if mine != loaded.plan:
            name = _("Bring mine back")
            choices = [(name, lambda: self.session.do(name, lambda _plan: mine))]
            self.said.emit(_("The plan of the file is shown. What was done here since is not in it."), choices)

    def overwrite(self) -> None:
        """Keep this window's plan over someone else's change."""
        if self.keeper.path is not None:
            self.save_to(self.keeper.path)

    def save_again(self) -> None:
        """Put the document's file back that is gone."""
        self.keeper.save_again(self.session.document)

    def _say_problem(self) -> None:
        problem = self.keeper.problem
        if problem is None:
            self._silence(_Topic.KEEPING)
        if problem is None or self.keeper.state is not Kept.FAILED:
            return
        if self.keeper.path is None:
            text = not_kept_aside_sentence()
        else:
            text = unfiled_sentences(problem, self.keeper.aside_problem)
        self._say_unsaved(text, problem.problem)

    def _say_unsaved(self, text: str, problem: FileProblem) -> None:
        """Say why the last edit is not saved, and what can be done about *problem*."""
        save_as: Choice = (_("Save as…"), self.ask_save_as)
        choices: list[Choice]
        match problem:
            case FileProblem.CHANGED:
                choices = [(_("Load the file again"), self.reload), (_("Keep mine"), self.overwrite), save_as]
            case FileProblem.GONE:
                choices = [(_("Save again"), self.save_again), save_as]
            case _:
                retry: Choice = (_("Try again"), lambda: self.keeper.keep(self.session.document))
                choices = [save_as, retry]
        self.said.emit(text, choices)
        self._topic = _Topic.KEEPING

    def _forget_topic(self) -> None:
        self._topic = _Topic.OTHER

    def _silence(self, *topics: _Topic) -> None:
        """Take back the sentence shown last if it is about one of *topics*; one about something else stays."""
        if self._topic in topics:
            self._topic = _Topic.OTHER
            self.silenced.emit()

    # Recent files

    @property
    def folder(self) -> Path:
        """Where a file dialog starts: beside the open file, or where the last one was."""
        if self.keeper.path is not None:
            return next((folder for folder in self.keeper.path.parents if folder.is_dir()), Path.home())
        return Path(self.settings.recent[0]).parent if self.settings.recent else Path.home()

    def _remember(self, path: Path) -> None:
        settings = with_recent(self.settings, path)
        if settings != self.settings:
            self.settings = settings
            save_settings(config_folder(), settings)

    def fill_recent(self, menu: QMenu) -> None:
        """List the recent files."""
        menu.clear()
        for name in self.settings.recent:
            path = Path(name)
            menu.addAction(no_key(shown(name)), lambda path=path: self.open_file(path))
        if not self.settings.recent:
            menu.addAction(_("No recent file")).setEnabled(False)
