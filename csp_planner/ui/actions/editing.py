"""The actions on the whole plan: undo and redo, what is known of the learner, and the years on the board."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from csp_planner.messages.catalogue import _
from csp_planner.ui.actions.action import ActionGroup, Key
from csp_planner.ui.actions.coming_back import ComingBackAction
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.actions.views import Views


class EditActions(ActionGroup):
    """Undo, find, the learner, semesters that have ended, the years."""

    def __init__(self, parent: QObject, acts: Acts, views: Views) -> None:
        super().__init__(parent)
        history = acts.session.history
        self.undo = history.createUndoAction(parent, _("&Undo"))
        self.undo.setShortcut(QKeySequence("Ctrl+Z"))
        self.redo = history.createRedoAction(parent, _("&Redo"))
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.find = self._make(_("&Find a unit"), views.find_unit, Key.Find)
        self.profile = self._make(_("Learner and &limits…"), acts.ask_profile, "Ctrl+L")
        self.experience = self._make(_("Professional e&xperience…"), acts.ask_experience, "Ctrl+E")
        self.acquired = self._make(_("&Acquired outside the sheet…"), acts.crediting.ask_acquired)
        self.came_back = ComingBackAction(parent, acts.session, views)
        self.add_year = self._make(_("Add an academic &year"), acts.add_year)
        self.add_year_before = self._make(_("Add a year &before"), acts.add_year_before)
        self.remove_last_year = self._make(_("Re&move the last year"), acts.remove_last_year)

    def enable(self, *, document: bool) -> None:
        super().enable(document=document)
        self.came_back.follow()
