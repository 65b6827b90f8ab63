"""The actions on how the plan is seen, and on what explains the program."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from csp_planner.messages.catalogue import LANGUAGES, _, language
from csp_planner.ui import theme
from csp_planner.ui.actions.action import ActionGroup
from csp_planner.ui.actions.views import Views
from csp_planner.ui.document.session import Session


class ViewActions(ActionGroup):
    """Interview mode, slack, zones, colours, language."""

    def __init__(self, parent: QObject, session: Session, views: Views) -> None:
        super().__init__(parent)
        self._session = session
        self.interview = self._make(_("&Interview mode"), views.toggle_interview, "F11", of_document=False)
        _tick(self.interview, views.interview)
        self.slack = self._make_check(
            _("Show the s&lack of each unit"), self._show_slack, is_on=session.show_slack, key="Ctrl+M"
        )
        self.loads = self._make(_("Show the loads in the &tabs"), views.toggle_loads, of_document=False)
        _tick(self.loads, views.shows_loads)
        self.units_to_place = self._make(_("Show the units to &place"), lambda: views.toggle_zone(0), "F8")
        self.progress = self._make(_("Show the p&rogress"), lambda: views.toggle_zone(2), "F9")
        schemes = {
            theme.Scheme.SYSTEM: _("As the system"),
            theme.Scheme.LIGHT: _("Light"),
            theme.Scheme.DARK: _("Dark"),
            theme.Scheme.CONTRAST_LIGHT: _("High contrast, light"),
            theme.Scheme.CONTRAST_DARK: _("High contrast, dark"),
        }
        self.looks: list[QAction] = []
        for scheme, text in schemes.items():
            look = self._make(text, lambda scheme=scheme: views.set_scheme(scheme), of_document=False)
            _tick(look, scheme is theme.asked_scheme())
            self.looks.append(look)
        self.languages: list[QAction] = []
        for code, name in LANGUAGES.items():
            speak = self._make(name, lambda code=code: views.set_language(code), of_document=False)
            _tick(speak, code == language())
            self.languages.append(speak)

    def _show_slack(self, shown: bool) -> None:
        self._session.show_slack = shown
        self._session.changed.emit()


def _tick(action: QAction, is_on: bool) -> None:
    action.setCheckable(True)
    action.setChecked(is_on)


class HelpActions(ActionGroup):
    """The guide with its list of keys, and what this program is."""

    def __init__(self, parent: QWidget, keys: Callable[[], Sequence[tuple[str, str]]]) -> None:
        super().__init__(parent)
        self._widget, self._keys = parent, keys
        self.guide = self._make(_("&Guide and keys"), self._show_guide, "F1", of_document=False)
        self.about = self._make(_("&About"), self._show_about, of_document=False)

    def _show_guide(self) -> None:
        from csp_planner.ui.dialogs.help import GuideDialog

        GuideDialog(self._keys(), self._widget.window()).exec()

    def _show_about(self) -> None:
        from csp_planner.ui.dialogs.about import AboutDialog

        AboutDialog(self._widget.window()).exec()
