"""What a person does with the openings of coming years: enter them, give them to a colleague, take them over."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from csp_planner.domain.limits import MAX_YEARS
from csp_planner.domain.openings import is_published
from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import LAST_YEAR, academic_year_of, year_label
from csp_planner.domain.year_openings import YearOpenings
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.problems import shown
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.folders import data_folder
from csp_planner.storage.library import USUAL_PROGRAMME, builtin_codes, builtin_programme
from csp_planner.storage.openings import (
    Shelf,
    drop_openings,
    keep_openings,
    kept_at,
    load_openings,
    openings_of,
    save_openings,
)
from csp_planner.storage.planfile import load_either
from csp_planner.ui.document.documents import Documents
from csp_planner.ui.widgets.banner import Choice

if TYPE_CHECKING:  # a start reports nothing, and the first page edits no plan
    from csp_planner.domain.edits.refusal import Refusal
    from csp_planner.domain.planning.updating import Misfit, Update

    LinesOf = Callable[[Update], tuple[str, ...]]

PLAN_SUFFIX = ".cspplan"
YEARS_AHEAD = 5
"""So many years past the present one are offered at least."""
_MOST_LINES = 4
"""Lines of a report that the banner shows; more are in a dialog."""


class OpeningActs(QObject):
    """Edits the user's library of openings and the open plan. Nothing that is planned is moved."""

    is_no_plan = Signal(object)
    """A file was dropped that is neither a plan, nor a programme, nor openings: its path."""
    shown = Signal(str)
    """The window is to show this unit, and what can be done about it."""

    def __init__(self, documents: Documents, window: QWidget) -> None:
        super().__init__(window)
        self._documents, self._window = documents, window
        self._seen: tuple[str, int | None] | None = None
        """The programme whose library was read last, and when that library was written."""
        documents.opened.connect(self.look_for_news)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._look_again)

    @property
    def programme(self) -> Programme:
        """The programme of the open plan; without one, that of new plans."""
        session = self._documents.session
        return session.document.programme if session.is_open else builtin_programme(USUAL_PROGRAMME)

    def _shelf(self) -> Shelf:
        """What the library has, and what became of a file of it that cannot be read."""
        code = self.programme.code
        shelf = openings_of(data_folder(), code)
        self._seen = code, kept_at(data_folder(), code)
        return shelf

    # A year

    def coming_years(self, first: int | None = None) -> list[int]:
        """The years that can be entered: *first*, else the first one that is not known; then all others."""
        programme, now = self.programme, academic_year_of(self._documents.today)
        start = programme.published_years[-1] + 1 if programme.published_years else now
        years = range(start, min(max(now, start, first or 0) + YEARS_AHEAD, start + MAX_YEARS, LAST_YEAR) + 1)
        if first is None or first not in years:
            first = next((year for year in years if not is_published(programme, year)), start)
        return [first, *(year for year in years if year != first)]

    def ask(self, year: int | None = None) -> None:
        """Let the person enter the openings of *year*; without one, of the first that is not known."""
        from csp_planner.messages.openings import set_aside_sentence
        from csp_planner.ui.dialogs.openings import OpeningsDialog

        if not self._documents.session.may_edit():
            return
        shelf = self._shelf()
        years = self.coming_years(year)
        today = self._documents.today
        earlier = {known.year: known for known in shelf.years}

        def keep(told: YearOpenings) -> str:
            return self._keep(told, earlier.get(told.year))

        dialog = OpeningsDialog(self.programme, shelf.years, years, today, keep, self._forget, self._window)
        if shelf.set_aside is not None:
            dialog.said.setText(set_aside_sentence(shelf.set_aside))
        dialog.exec()
        dialog.deleteLater()

    def _keep(self, told: YearOpenings, earlier: YearOpenings | None) -> str:
        """Keep *told* in library and plan, in the place of *earlier*; the sentence that says why not, if that fails."""
        from csp_planner.messages.openings import library_problem, update_lines

        try:
            keep_openings(data_folder(), [told])
        except PlanFileError as error:
            return library_problem(error)
        self._remember()

        from csp_planner.domain.edits import replace_openings

        def enter(plan: Plan) -> "Plan | Refusal":
            return replace_openings(plan, told, earlier)

        before = self._documents.session.document
        if self._documents.session.do(_("Openings of {year}").format(year=year_label(told.year)), enter):
            self._say(before, told.year, update_lines)
        return ""

    def _forget(self, year: int) -> str:
        """Take back what was entered for *year*, from the library and from the plan."""
        from csp_planner.messages.openings import library_problem, taken_back_lines

        try:
            drop_openings(data_folder(), self.programme.code, year)
        except PlanFileError as error:
            return library_problem(error)
        self._remember()
        from csp_planner.domain.edits import forget_openings

        before = self._documents.session.document
        name = _("Take back the openings of {year}").format(year=year_label(year))
        if self._documents.session.do(name, lambda plan: forget_openings(plan, year)):
            self._say(before, year, taken_back_lines)
        return ""

    def _remember(self) -> None:
        """What the library has now was written here, and is no news."""
        code = self.programme.code
        self._seen = code, kept_at(data_folder(), code)

    # What it changed

    def _say(self, before: Plan, year: int, lines_of: "LinesOf") -> None:
        """Say what the entry of *year* changed since *before*, and lead to the first unit that fits no more."""
        from csp_planner.domain.planning.updating import Update, misfits, opening_changes

        after = self._documents.session.document
        changed = opening_changes(before.programme, after.programme, [year])
        lost = misfits(before, after, self._documents.today)
        self._report(Update(plan=after, years=(year,), changed=changed, no_longer_fits=lost), lines_of)

    def _report(self, update: "Update", lines_of: "LinesOf") -> None:
        lines, choices = lines_of(update), list[Choice]()
        if update.no_longer_fits:
            first = update.no_longer_fits[0]
            choices.append((_("Show in the plan"), lambda: self._show(first)))
        if len(lines) > _MOST_LINES:
            choices.append((_("Show all"), lambda: self._show_all(lines)))
            cut = _("… and {count} more.").format(count=len(lines) - _MOST_LINES + 1)
            text = "\n".join((*lines[: _MOST_LINES - 1], cut))
        else:
            text = "\n".join(lines)
        self._documents.told.emit(text, choices, not update.no_longer_fits, self._documents.session.last_step())

    def _show(self, misfit: "Misfit") -> None:
        session = self._documents.session
        names = [scenario.name for scenario in session.document.scenarios] if session.is_open else []
        if misfit.scenario in names:
            session.show_scenario(names.index(misfit.scenario))
            self.shown.emit(misfit.unit)

    def _show_all(self, lines: Sequence[str]) -> None:
        self._ask_about(_("What the openings change"), lines, [_("Close")])

    def _ask_about(self, title: str, lines: Sequence[str], answers: Sequence[str]) -> int | None:
        """Show a report, its first line as its heading; which of *answers* was given."""
        from csp_planner.ui.dialogs.opening_report import ReportDialog

        dialog = ReportDialog(title, lines[0], lines[1:], answers, self._window)
        dialog.exec()
        dialog.deleteLater()
        return dialog.answer

    # What the library knows and the plan does not

    def _look_again(self, state: Qt.ApplicationState) -> None:
        """Look when the person comes back to the window: another one may have written the library meanwhile."""
        if state == Qt.ApplicationState.ApplicationActive and self._documents.is_open:
            code = self.programme.code
            if self._seen != (code, kept_at(data_folder(), code)):
                self.look_for_news()

    def look_for_news(self) -> None:
        """Say so when the library tells something that the open plan has not."""
        shelf = self._shelf()
        if shelf.set_aside is not None:
            from csp_planner.messages.openings import set_aside_sentence

            self._documents.said.emit(set_aside_sentence(shelf.set_aside), [])
        elif shelf.years and self._has_news(shelf.years):
            text = _("Newer openings are known than this plan has.")
            self._documents.said.emit(text, [(_("See what they change…"), self.show_news)])

    def _has_news(self, years: Sequence[YearOpenings]) -> bool:
        from csp_planner.domain.planning.updating import news

        return bool(news(self._documents.session.document, years))

    def show_news(self) -> None:
        """Show what the library changes in the plan, and let the person take it over, or do without it."""
        from csp_planner.domain.planning.updating import news, updated
        from csp_planner.messages.openings import update_lines

        session = self._documents.session
        if not session.is_open or not session.may_edit():
            return
        told = news(session.document, self._shelf().years)
        update = updated(session.document, told, self._documents.today)
        answers = [_("Apply"), _("Not for this plan"), _("Later")]
        answer = self._ask_about(_("Newer openings"), update_lines(update), answers)
        if answer == 0:
            self._take_over(told)
        elif answer == 1:
            session.do(_("Do without newer openings"), lambda plan: _without(plan, told))

    def _take_over(self, told: Sequence[YearOpenings]) -> None:
        from csp_planner.domain.planning.updating import updated
        from csp_planner.messages.openings import update_lines

        session, today = self._documents.session, self._documents.today
        update = updated(session.document, told, today)
        if session.do(_("Take over newer openings"), lambda plan: updated(plan, told, today).plan):
            self._report(update, update_lines)

    # For colleagues

    def ask_give(self) -> None:
        """Write what the library has to a file that the person chooses."""
        from csp_planner.ui.dialogs.files import ask_give_openings

        shelf, code = self._shelf(), shown(self.programme.code)
        if not shelf.years:
            self._documents.said.emit(_("Nothing was entered for {programme} yet.").format(programme=code), [])
            return
        path = ask_give_openings(self._window, self._documents.folder, self.programme.code)
        if path is not None:
            self.give(path, shelf.years)

    def give(self, path: Path, years: tuple[YearOpenings, ...]) -> None:
        """Write *years* to *path*."""
        from csp_planner.messages.openings import openings_problem

        try:
            save_openings(path, years)
        except PlanFileError as error:
            self._documents.said.emit(openings_problem(error), [(_("Save as…"), self.ask_give)])
            return
        text = ngettext(
            "{count} academic year written to {file}.", "{count} academic years written to {file}.", len(years)
        )
        self._documents.done.emit(text.format(count=len(years), file=shown(path.name)), [])

    def ask_read(self) -> None:
        """Read a file that a colleague gave."""
        from csp_planner.ui.dialogs.files import ask_read_openings

        path = ask_read_openings(self._window, self._documents.folder)
        if path is not None:
            self.read(path)

    def take_file(self, path: Path) -> None:
        """Read *path* where it holds openings; open it where it holds a plan or a programme; else it may be a sheet."""
        try:
            load_openings(path)
        except PlanFileError as error:
            if error.problem in (FileProblem.FOREIGN, FileProblem.DAMAGED):
                self._open(path)
                return
        self.read(path)

    def _open(self, path: Path) -> None:
        """Open the plan or programme in *path*; a file of another program may be a sheet."""
        if path.suffix != PLAN_SUFFIX:
            try:
                load_either(path)
            except PlanFileError as error:
                if error.problem in (FileProblem.FOREIGN, FileProblem.DAMAGED):
                    self.is_no_plan.emit(path)
                    return
        self._documents.open_file(path)

    def read(self, path: Path) -> None:
        """Show what *path* holds and what it changes here; keep all of it where the person wants that, or nothing."""
        from csp_planner.messages.openings import openings_problem

        session = self._documents.session
        if session.is_open and not session.may_edit():
            return
        try:
            years = load_openings(path)
        except PlanFileError as error:
            self._documents.said.emit(openings_problem(error), [])
            return
        trouble = self._why_not(years)
        if trouble:
            self._documents.said.emit(trouble, [])
            return
        lines, changes_plan = self._about(path, years)
        keep = [_("Keep and apply"), _("Keep, do not apply")] if changes_plan else [_("Keep")]
        answer = self._ask_about(_("Openings from a file"), lines, [*keep, _("Cancel")])
        if answer is not None and answer < len(keep):
            self._keep_read(path, years, applies=changes_plan and answer == 0)

    def _why_not(self, years: Sequence[YearOpenings]) -> str:
        """Why *years* cannot be kept here; empty where they can."""
        from csp_planner.domain.edits.openings import why_not_openings
        from csp_planner.messages.refusals import refusal_sentence

        code = years[0].programme
        if not self._documents.is_open and code not in builtin_codes():
            text = _("There is no programme “{code}”; there is: {codes}.")
            return text.format(code=shown(code), codes=", ".join(builtin_codes()))
        programme = self.programme if self._documents.is_open else builtin_programme(code)
        refusals = (why_not_openings(programme, told) for told in years)
        return next((refusal_sentence(refusal, programme) for refusal in refusals if refusal), "")

    def _about(self, path: Path, years: Sequence[YearOpenings]) -> tuple[list[str], bool]:
        """What *years* say and change; whether the open plan is among what they change."""
        from csp_planner.domain.planning.updating import updated
        from csp_planner.messages.openings import replaced_sentence, update_lines, year_lines

        session = self._documents.session
        programme = session.document.programme if session.is_open else builtin_programme(years[0].programme)
        labels = ", ".join(year_label(told.year) for told in years)
        lines = [_("“{file}” holds the openings of {years}.").format(file=shown(path.name), years=labels)]
        mine = {known.year: known for known in openings_of(data_folder(), programme.code).years}
        changes_plan = False
        if session.is_open:
            update = updated(session.document, years, self._documents.today)
            changes_plan = bool(update.years)
            lines += ["", _("In this plan:"), *update_lines(update)]
        for told in years:
            lines += ["", *year_lines(told, programme)]
            if told.year in mine and mine[told.year] != told:
                lines.append(replaced_sentence(mine[told.year]))
        return lines, changes_plan

    def _keep_read(self, path: Path, years: Sequence[YearOpenings], *, applies: bool) -> None:
        from csp_planner.messages.openings import library_problem

        try:
            keep_openings(data_folder(), years)
        except PlanFileError as error:
            retry: Choice = (_("Try again"), lambda: self.read(path))
            self._documents.said.emit(library_problem(error), [retry])
            return
        self._remember()
        if applies:
            self._take_over(years)
            return
        text = _("The openings of {years} are kept for all your plans.")
        self._documents.done.emit(text.format(years=", ".join(year_label(told.year) for told in years)), [])


def _without(plan: Plan, told: Sequence[YearOpenings]) -> Plan:
    from csp_planner.domain.edits import decline_openings

    for one in told:
        plan = decline_openings(plan, one)
    return plan
