"""The actions on the document as a file, and on what is made from it."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from csp_planner.messages.catalogue import _
from csp_planner.ui.actions.action import ActionGroup, Key
from csp_planner.ui.actions.views import Views
from csp_planner.ui.document.documents import Documents


class FileActions(ActionGroup):
    """Begin, open, save, print, export, leave."""

    def __init__(self, parent: QObject, documents: Documents, views: Views) -> None:
        super().__init__(parent)
        self._views = views
        self.new = self._make(_("&New plan"), documents.new, Key.New, of_document=False)
        self.open = self._make(_("&Open…"), documents.ask_open, Key.Open, of_document=False)
        self.take = self._make(_("Take a scenario from another &file…"), lambda: self._take(documents))
        self.save = self._make(_("&Save"), documents.save, Key.Save)
        self.save_as = self._make(_("Save &as…"), documents.ask_save_as, "Ctrl+Shift+S")
        self.print = self._make_output(_("&Print…"), lambda: views.outputs.print(), Key.Print)
        self.preview = self._make_output(_("Print pre&view…"), lambda: views.outputs.preview())
        self.export = self._make_output(_("&Export…"), lambda: views.outputs.ask_export(), "Ctrl+Shift+E")
        self.copy_picture = self._make_output(
            _("&Copy a picture of the board"), lambda: views.outputs.copy_picture(), "Ctrl+Shift+C"
        )
        self.without_personal_data = self._make_check(
            _("&Without personal data"), lambda without: views.outputs.leave_out_personal_data(without), is_on=False
        )
        self.choose_what_leaves = self._make(_("What &leaves on paper…"), lambda: views.outputs.ask_leaving())
        self.quit = self._make(_("&Quit"), views.close, "Ctrl+Q", of_document=False)

    @staticmethod
    def _take(documents: Documents) -> None:
        from csp_planner.ui.actions.taking import ask_to_take  # a start takes none, and is faster without it

        ask_to_take(documents)

    def _make_output(self, text: str, run: Callable[[], object], key: Key | str | None = None) -> QAction:
        action = self._make(text, run, key)
        action.setShortcutVisibleInContextMenu(False)  # the narrow menu of the button shows words alone
        return action

    def show_choices(self) -> None:
        """Show what leaves with the outputs as it was chosen last, which a dialog may have changed."""
        self.without_personal_data.setChecked(self._views.outputs.leaves_out_personal_data)
