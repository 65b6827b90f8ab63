"""What this program is, its version, and what it is made of; all of it can be copied into a report."""

import platform

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from csp_planner import __version__
from csp_planner.messages.catalogue import _
from csp_planner.storage.licences import packages
from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import drop_icons
from csp_planner.ui.widgets.labels import plain_label

ICON = 64


def about_text() -> str:
    """Return version, system and licences, as « Copier » gives them."""
    lines = [
        _("csp_planner {version}, MIT licence").format(version=__version__),
        _("Python {python}, Qt {qt}, {system}").format(
            python=platform.python_version(), qt=qVersion(), system=platform.platform()
        ),
        "",
        _("It is made with:"),
    ]
    line = _("{package} {version} — {licence}")
    lines += [
        line.format(package=each.name, version=each.version, licence=each.licence or _("licence not named"))
        for each in packages()
    ]
    return "\n".join(lines)


class AboutDialog(QDialog):
    """The icon, a sentence, and the text to copy."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About"))
        icon = QLabel()
        icon.setPixmap(QGuiApplication.windowIcon().pixmap(ICON, ICON))
        name = plain_label("csp_planner")
        name.setFont(theme.scaled(self.font(), 1.6, bold=True))
        heading = QVBoxLayout()
        heading.setSpacing(theme.GRID)
        heading.addWidget(name)
        heading.addWidget(plain_label(_("Plans a diploma against its published sheet, on this computer only.")))
        top = QHBoxLayout()
        top.setSpacing(theme.GRID * 4)
        top.addWidget(icon)
        top.addLayout(heading, 1)
        self.text = QPlainTextEdit(about_text())
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Version and licences"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton(_("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        drop_icons(buttons)
        layout = QVBoxLayout(self)
        theme.space(layout, 3, around=3)
        layout.addLayout(top)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        self.resize(560, 420)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(_("Copied"))
