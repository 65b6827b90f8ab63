"""The actions on sheets and programmes."""

from PySide6.QtCore import QObject

from csp_planner.messages.catalogue import _
from csp_planner.ui.actions.action import ActionGroup
from csp_planner.ui.actions.sheets import SheetActs


class SheetActions(ActionGroup):
    """Read a sheet, make a programme, correct that of the plan."""

    def __init__(self, parent: QObject, acts: SheetActs) -> None:
        super().__init__(parent)
        self.read = self._make(_("Read a s&heet…"), acts.ask, "Ctrl+Shift+O", of_document=False)
        self.make = self._make(_("E&mpty programme…"), acts.make, of_document=False)
        self.correct = self._make(_("&Correct the programme…"), acts.correct)
