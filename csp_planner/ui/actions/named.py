"""Every act of the window under its name, and the list of keys that the guide shows."""

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from csp_planner.messages.catalogue import _
from csp_planner.ui.actions.editing import EditActions
from csp_planner.ui.actions.edition_actions import EditionActions
from csp_planner.ui.actions.editions import EditionActs
from csp_planner.ui.actions.files import FileActions
from csp_planner.ui.actions.opening_actions import OpeningActions
from csp_planner.ui.actions.openings import OpeningActs
from csp_planner.ui.actions.scenario_actions import ScenarioActions
from csp_planner.ui.actions.scenarios import ScenarioActs
from csp_planner.ui.actions.sheet_actions import SheetActions
from csp_planner.ui.actions.sheets import SheetActs
from csp_planner.ui.actions.unit_actions import TermActions, UnitActions
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.actions.viewing import HelpActions, ViewActions
from csp_planner.ui.actions.views import Views
from csp_planner.ui.document.documents import Documents


class NamedActions:
    """All actions, by subject. They are made again when the window speaks another language: *parent* owns them."""

    def __init__(
        self,
        parent: QWidget,
        documents: Documents,
        acts: Acts,
        scenarios: ScenarioActs,
        openings: OpeningActs,
        sheets: SheetActs,
        editions: EditionActs,
        views: Views,
    ) -> None:
        self.file = FileActions(parent, documents, views)
        self.edit = EditActions(parent, acts, views)
        self.units = UnitActions(parent, acts, scenarios, views)
        self.terms = TermActions(parent, acts, scenarios)
        self.scenarios = ScenarioActions(parent, scenarios, views)
        self.openings = OpeningActions(parent, openings)
        self.sheets = SheetActions(parent, sheets)
        self.editions = EditionActions(parent, editions)
        self.view = ViewActions(parent, acts.session, views)
        self.help = HelpActions(parent, self.key_rows)

    def enable(self, *, document: bool) -> None:
        """Allow or grey what only makes sense with a document."""
        files = (self.file, self.openings, self.sheets, self.editions)
        for group in (*files, self.edit, self.units, self.terms, self.scenarios, self.view, self.help):
            group.enable(document=document)

    def key_rows(self) -> list[tuple[str, str]]:
        """Keys and what they do, for the guide: keys that belong together share a row."""
        from csp_planner.messages.guide import card_keys

        file, edit, scenarios, view = self.file, self.edit, self.scenarios, self.view
        marks = list(self.units.marks.values())
        rows: list[tuple[Iterable[QAction], str]] = [
            ([self.units.details], _("Details of the unit, or back")),
            ([self.units.set_aside], _("Not this one, for an option of the award; or take it back")),
            ([edit.undo, edit.redo], _("Undo, redo")),
            ([file.new, file.open, file.save], _("New, open, save")),
            ([self.sheets.read], _("Read a sheet")),
            ([edit.find], _("Find a unit: Enter picks the first one up, Down goes into the list")),
            ([scenarios.new, scenarios.duplicate, scenarios.rename], _("New scenario, copy, rename")),
            ([scenarios.compare], _("Compare scenarios, or back")),
            ([scenarios.propose], _("Propose a plan")),
            ([file.print, file.export], _("Print, export")),
            ([edit.profile, edit.experience], _("Learner and limits; professional experience")),
            ([view.slack], _("Show the slack of each unit")),
            ([view.units_to_place, view.progress], _("Fold the left zone, the right zone")),
            ([view.interview], _("Interview mode: full screen, the answer and the board large, no private notes")),
            ([self.help.guide], _("This guide")),
        ]
        states = _("Planned, enrolled, in progress, validated, failed, withdrawn")
        return [
            *card_keys(),
            (f"{_key(marks[0])} … {_key(marks[-1])}", states),
            *((", ".join(_key(action) for action in actions), what) for actions, what in rows),
        ]


def _key(action: QAction) -> str:
    return ", ".join(key.toString() for key in action.shortcuts())
