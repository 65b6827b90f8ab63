"""The actions on editions of programmes, and on going on to another one."""

from PySide6.QtCore import QObject

from csp_planner.messages.catalogue import _
from csp_planner.ui.actions.action import ActionGroup
from csp_planner.ui.actions.editions import EditionActs


class EditionActions(ActionGroup):
    """Compare with a newer sheet, go on to another programme."""

    def __init__(self, parent: QObject, acts: EditionActs) -> None:
        super().__init__(parent)
        self.compare = self._make(_("Compare &with a newer sheet…"), acts.compare)
        self.go_on = self._make(_("Go on &to…"), lambda: acts.go_on())
