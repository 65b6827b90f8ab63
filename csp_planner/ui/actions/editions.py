"""What a person does when a newer sheet is published, or when they go on to another programme."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import Programme
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.ui.actions.asking import is_accepted
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.document.documents import Documents
from csp_planner.ui.widgets.banner import Choice

if TYPE_CHECKING:  # a start reads no sheet and compares nothing
    from csp_planner.domain.edits.refusal import Refusal
    from csp_planner.domain.planning.editions import EditionChange, NoLongerFits
    from csp_planner.storage.programmes import ProgrammeLine
    from csp_planner.ui.actions.giving import Giving


class EditionActs(QObject):
    """Moves the open plan to a newer edition, and begins one of another programme. Nothing that is planned is moved."""

    shown = Signal(str)
    """The window is to show this unit, and what can be done about it."""
    kept = Signal()
    """The library has another programme."""

    def __init__(self, documents: Documents, acts: Acts, window: QWidget) -> None:
        super().__init__(window)
        self._documents, self._acts, self._window = documents, acts, window

    @cached_property
    def _giving(self) -> "Giving":
        from csp_planner.ui.actions.giving import Giving  # as above

        giving = Giving(self._documents, self._window)
        giving.kept.connect(self.kept)
        return giving

    # A newer edition

    def compare(self) -> None:
        """Ask for the newer sheet, and show what it changes."""
        from csp_planner.ui.dialogs.edition import WhichEditionDialog

        if not self._documents.session.may_edit():
            return
        giving, code = self._giving, self._documents.session.document.programme.code
        lines = sorted(giving.lines(), key=lambda line: line.code != code)
        dialog = WhichEditionDialog(code, lines, giving.read, giving.ask_file, self._window)
        new = giving.settled() if is_accepted(dialog) else None
        if new is not None:
            self.compare_with(new)

    def compare_with(self, new: Programme) -> None:
        """Show what the edition *new* changes, and let the plan follow it where the person wants that."""
        from csp_planner.domain.edits.refusal import Refusal
        from csp_planner.domain.planning.editions import to_edition
        from csp_planner.messages.refusals import refusal_sentence
        from csp_planner.ui.dialogs.edition import EditionDialog

        session, today = self._documents.session, self._documents.today
        if not session.may_edit():
            return
        plan = session.document
        found = to_edition(plan, new, today)
        if isinstance(found, Refusal):
            text = _("Go on to {programme}…").format(programme=shown(new.code))
            choices: list[Choice] = [(text, lambda: self.go_on(new))]
            self._documents.said.emit(refusal_sentence(found, plan.programme), choices)
            return
        dialog = EditionDialog(found, plan.programme.publisher, self._window)
        is_wanted = is_accepted(dialog)

        def follow(plan: Plan) -> "Plan | Refusal":
            moved = to_edition(plan, new, today)
            return moved if isinstance(moved, Refusal) else moved.plan

        if is_wanted and session.do(_("Follow a newer sheet"), follow):
            self._report(found)

    def _report(self, change: "EditionChange") -> None:
        """Say across the window what became of the plan."""
        from csp_planner.messages.edition_report import applied_sentence

        is_done = not change.no_longer_fits and not change.to_link
        self._tell(applied_sentence(change), change, is_done=is_done)

    def _report_left(self, change: "EditionChange") -> None:
        """Say across the window what is still to do, if there is anything."""
        from csp_planner.messages.edition_report import left_sentence

        if change.no_longer_fits or change.to_link:
            self._tell(left_sentence(change), change)

    def _tell(self, text: str, change: "EditionChange", *, is_done: bool = False) -> None:
        """Say *text* with what can be done about it, while the plan is of that edition."""
        self._documents.told.emit(text, self._ways(change), is_done, lambda: self._is_current(change))

    def _ways(self, change: "EditionChange") -> list[Choice]:
        """What can be done about what does not fit any more: each only shows a proposal, or asks."""
        choices = list[Choice]()
        if any(map(_is_movable, change.no_longer_fits)):
            choices.append((_("Repair…"), lambda: self._repair(change)))
        others = [one for one in change.no_longer_fits if not _is_movable(one)]
        if others:
            choices.append((_("Show in the plan"), lambda: self._show(change, others[0])))
        if change.to_link:
            choices.append((_("Link…"), lambda: self._link(change)))
        return choices

    def _is_current(self, change: "EditionChange") -> bool:
        """Whether the open plan is still of that edition: another plan may be open, or the step undone."""
        session = self._documents.session
        return session.is_open and session.document.programme == change.plan.programme

    def _repair(self, change: "EditionChange") -> None:
        """Ask how units are taken that do not open any more where they stand, in the scenario shown first: a trial."""
        session = self._documents.session
        if not self._is_current(change):
            return
        if not session.may_edit():
            self._report_left(change)
            return
        names = [one.scenario for one in change.no_longer_fits if _is_movable(one)]
        here = session.document.scenario.name
        name = here if here in names else names[0]
        self._show_scenario(name)
        kept = (one for one in change.no_longer_fits if one.scenario != name or not _is_movable(one))
        self._report_left(replace(change, no_longer_fits=tuple(kept)))
        self._acts.replan()

    def _show(self, change: "EditionChange", unfit: "NoLongerFits") -> None:
        """Show where *unfit* is to be checked; what else there is to do stays said."""
        if not self._is_current(change):
            return
        self._show_scenario(unfit.scenario)
        self.shown.emit(unfit.unit)
        kept = tuple(filter(_is_movable, change.no_longer_fits))
        self._report_left(replace(change, no_longer_fits=kept))

    def _show_scenario(self, name: str) -> None:
        session = self._documents.session
        names = [scenario.name for scenario in session.document.scenarios]
        if name in names:
            session.show_scenario(names.index(name))

    def _link(self, change: "EditionChange") -> None:
        """Ask for which rows each acquired unit counts, one after the other, until the person stops."""
        session = self._documents.session
        if not self._is_current(change):
            return
        left = list(change.to_link)
        while left:
            before = session.document
            self._acts.crediting.link(left[0].unit)
            if session.document is before:
                break
            left.pop(0)
        self._report_left(replace(change, to_link=tuple(left)))

    # Another programme

    def go_on(self, programme: Programme | None = None) -> None:
        """Ask which programme to go on to, *programme* first where it is given, and begin a plan of it."""
        from csp_planner.domain.edits.carrying_over import offered
        from csp_planner.ui.dialogs.going_on import GoingOnDialog, Ways

        session, today = self._documents.session, self._documents.today
        if not session.is_open:
            return
        source = session.document
        own = _key(source.programme.code, source.programme.publisher)
        wanted = self._line_of(programme) if programme is not None else None

        def load(line: "ProgrammeLine") -> Programme | str:
            return programme if programme is not None and line == wanted else self._giving.load(line)

        ways = Ways(
            library=lambda: [line for line in self._giving.lines() if _key(line.code, line.centre) != own],
            load=load,
            offered=lambda programme: offered(programme, source, today),
            read_sheet=self._giving.ask_to_keep,
        )
        dialog = GoingOnDialog(source.programme, ways, self._window, wanted)
        try:
            while dialog.exec():  # a person who wants to stay with the open plan gets their ticks back
                if dialog.programme is not None and self._documents.may_leave():
                    self._begin(dialog.programme, source, dialog.confirmed)
                    return
        finally:
            dialog.deleteLater()

    def _line_of(self, programme: Programme) -> "ProgrammeLine":
        """How a list shows *programme*: as the library does, where it has one of that code and centre."""
        from csp_planner.storage.programmes import Origin, ProgrammeLine

        key = _key(programme.code, programme.publisher)
        new = ProgrammeLine(programme.code, programme.title, programme.publisher, Origin.OWN)
        return next((line for line in self._giving.lines() if _key(line.code, line.centre) == key), new)

    def _begin(self, programme: Programme, source: Plan, confirmed: Mapping[str, tuple[str, ...]]) -> None:
        """Begin a plan of *programme* for the learner of *source*, with what is *confirmed* of what they obtained."""
        from csp_planner.domain.edits.carrying_over import carry_over
        from csp_planner.domain.enrolment import usual_start
        from csp_planner.messages.going_on import begun_sentence

        documents, today = self._documents, self._documents.today
        learner = source.profile
        profile = Profile(
            name=learner.name,
            situation=learner.situation,
            weekly_hours=learner.weekly_hours,
            weeks_per_semester=learner.weeks_per_semester,
            personal_hours=learner.personal_hours,
            modes=learner.modes,
        )
        scenario = Scenario(
            name=_("Scenario A"),
            start=usual_start(programme, today),
            max_ects=source.scenario.max_ects,
            max_hours=source.scenario.max_hours,
        )
        new = Plan(programme=programme, profile=profile, scenarios=(scenario,))
        carried = carry_over(new, source, today, confirmed)
        said = list[str]()
        listening = documents.said.connect(lambda text, _choices: said.append(text))
        documents.show(carried.plan, None)
        documents.keeper.keep(carried.plan)  # it is in no file, and what was confirmed is not to be lost
        documents.said.disconnect(listening)
        if not said:  # what is to be answered about the new plan, as newer openings, is not to be hidden by this
            choices: list[Choice] = [(_("Save as…"), documents.ask_save_as)]
            documents.told.emit(begun_sentence(carried), choices, True, lambda: documents.keeper.path is None)


def _is_movable(unfit: "NoLongerFits") -> bool:
    """Whether another term would do: the unit does not open any more where it stands."""
    from csp_planner.domain.planning.editions import Unfit

    return unfit.why is Unfit.NOT_OPEN


def _key(code: str, centre: str) -> tuple[str, str]:
    from csp_planner.storage.programmes import centre_name

    return code, centre_name(centre)
