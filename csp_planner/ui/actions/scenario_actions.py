"""The actions on scenarios, and the menu of a tab."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from csp_planner.messages.catalogue import _
from csp_planner.ui.actions.action import ActionGroup, ActionOn
from csp_planner.ui.actions.scenarios import ScenarioActs
from csp_planner.ui.actions.views import Views


class ScenarioActions(ActionGroup):
    """New, duplicate, rename, retain, move, delete, compare, propose, and what could be."""

    def __init__(self, parent: QObject, scenarios: ScenarioActs, views: Views) -> None:
        super().__init__(parent)
        self.session = scenarios.session
        self.new = self._make(_("&New"), scenarios.add, "Ctrl+T")
        self.duplicate = self._on_shown(ActionOn[int](parent, _("&Duplicate"), scenarios.duplicate), "Ctrl+D")
        self.rename = self._on_shown(ActionOn[int](parent, _("&Rename…"), scenarios.rename_asked.emit), "F2")
        self.retain = self._on_shown(ActionOn[int](parent, _("Re&tain, or no longer"), scenarios.retain))
        self.delete = self._on_shown(
            ActionOn[int](parent, _("De&lete"), scenarios.delete, lambda _index: self._count > 1)
        )
        self.move_left = ActionOn[int](
            parent, _("Move &left"), lambda index: scenarios.move(index, index - 1), lambda index: index > 0
        )
        self.move_right = ActionOn[int](
            parent,
            _("Move ri&ght"),
            lambda index: scenarios.move(index, index + 1),
            lambda index: index + 1 < self._count,
        )
        self.compare = self._make(_("&Compare"), views.toggle_compare, "Ctrl+K")
        self.compare.setShortcuts([*self.compare.shortcuts(), QKeySequence("F7")])
        self.compare.setToolTip(_("Two to four scenarios side by side (F7, which leads back too)"))
        self.propose = self._make(_("&Propose a plan"), views.propose, "Ctrl+G")
        self.propose.setToolTip(_("The best complete plan, proved and explained"))
        self.take_fewer = self._make(_("…I take fewer ECTS per semester?"), scenarios.ask_fewer)
        self.start_later = self._make(_("…I start one semester later?"), scenarios.starts_later)

    def _on_shown(self, action: ActionOn[int], key: str | None = None) -> ActionOn[int]:
        """Let *action*, on its own, act on the scenario shown."""
        action.setShortcutVisibleInContextMenu(False)  # the menu of another tab acts on that one, its key would not
        return self._let_trigger(action, lambda: action.run(self.session.document.active), key)

    @property
    def _count(self) -> int:
        return len(self.session.document.scenarios)


def fill_tab_menu(menu: QMenu, index: int, scenarios: ScenarioActions) -> None:
    """Offer what can be done with the scenario at *index*."""
    scenarios.duplicate.entry(menu, index)
    scenarios.rename.entry(menu, index)
    retain = scenarios.retain.entry(menu, index, _("The scenario re&tained"))
    retain.setCheckable(True)
    retain.setChecked(scenarios.session.document.scenarios[index].retained)
    menu.addSeparator()
    scenarios.move_left.entry(menu, index)
    scenarios.move_right.entry(menu, index)
    menu.addSeparator()
    scenarios.delete.entry(menu, index)
