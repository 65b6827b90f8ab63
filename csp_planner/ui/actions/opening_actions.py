"""The actions on the openings of coming years."""

from PySide6.QtCore import QObject

from csp_planner.messages.catalogue import _
from csp_planner.ui.actions.action import ActionGroup, ActionOn
from csp_planner.ui.actions.openings import OpeningActs


class OpeningActions(ActionGroup):
    """Enter a year, give it to a colleague, read what a colleague gave."""

    def __init__(self, parent: QObject, acts: OpeningActs) -> None:
        super().__init__(parent)
        self.enter = self._let_trigger(
            ActionOn[int](parent, _("Enter the &openings of a year…"), acts.ask), lambda: acts.ask()
        )
        self.read = self._make(_("Read open&ings…"), acts.ask_read, of_document=False)
        self.give = self._make(_("&Give the openings to a colleague…"), acts.ask_give, of_document=False)
