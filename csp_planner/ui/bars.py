"""The bars above and below the zones."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionEvent, QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QMenuBar,
    QPushButton,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QWidget,
)

from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import year_label
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.problems import shown as shown_text
from csp_planner.ui import theme
from csp_planner.ui.actions.menus import fill_output_menu
from csp_planner.ui.actions.named import NamedActions
from csp_planner.ui.actions.scenario_actions import fill_tab_menu
from csp_planner.ui.actions.scenarios import ScenarioActs
from csp_planner.ui.document.keeper import Kept
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.buttons import ButtonFrame, PrimaryButton
from csp_planner.ui.widgets.heading_link import HeadingLink
from csp_planner.ui.widgets.labels import ElidedLabel, show_tip, tip
from csp_planner.ui.widgets.scenario_bar import ScenarioBar

ROOMY = 1180
"""Width in pixels from which there is room for every button."""
LEAST_TITLE, WIDEST_TITLE = 90, 260
MARGINS = 0, 4, 12, 4
"""Of the bar at the top; the menus have room of their own at the left."""
SAID_MS = 8_000
"""The status line says for so many milliseconds what was undone."""


class MenuPush(QPushButton):
    """A button that opens a menu; it leaves its arrow the room that the style would take from its text."""


class TopBar(ButtonFrame):
    """Menus, title, scenarios, undo and redo, and the buttons that compare, export and propose."""

    def __init__(self, menus: QMenuBar, actions: NamedActions, acts: ScenarioActs) -> None:
        super().__init__()
        self._actions = actions.scenarios
        output_menu = QMenu(self)
        fill_output_menu(output_menu, actions.file)
        self._title = QLabel()
        self._title.setFont(theme.scaled(self.font(), 1.08, bold=True))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.scenarios = ScenarioBar(self)
        self.scenarios.chosen.connect(self._choose)
        self.scenarios.add_asked.connect(self._actions.new.trigger)
        self.scenarios.menu_asked.connect(self.open_tab_menu)
        self.scenarios.tabs.moved.connect(acts.move)
        self.scenarios.tabs.renamed.connect(acts.rename)
        self.scenarios.tabs.loads_came.connect(self._make_room)
        acts.rename_asked.connect(self.scenarios.tabs.rename)
        self._compare = _tool(actions.scenarios.compare)
        self._output = MenuPush()
        self._output.setAccessibleName(_("Print / Export"))
        self._output.setMenu(output_menu)
        self._propose = _primary(actions.scenarios.propose)
        menus.setNativeMenuBar(False)
        menus.setAutoFillBackground(False)
        menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(*MARGINS)
        row.setSpacing(8)
        row.addWidget(menus, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self._title)
        row.addWidget(self.scenarios, 1)
        self._menus, self._name, self._learner = menus, "", ""
        self._shared: object = None
        """What the width was shared by last: most edits change no name."""
        tools: list[QWidget] = [
            _sign(actions.edit.undo, "undo", _("Undo")),
            _sign(actions.edit.redo, "redo", _("Redo")),
            self._compare,
            self._output,
            self._propose,
        ]
        for tool in tools:
            row.addWidget(tool)
        self._tools = tools
        self._of_document: list[QWidget] = [self._title, self.scenarios, *tools]
        self._shown = False
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)

    def _choose(self, index: int) -> None:
        session = self._actions.session
        if index >= 0 and session.is_open:
            session.show_scenario(index)

    def open_tab_menu(self, index: int, point: QPoint) -> None:
        """Open the menu of the tab at *index*, at *point* in global coordinates."""
        menu = QMenu(self)
        fill_tab_menu(menu, index, self._actions)
        menu.exec(point)
        menu.deleteLater()

    def focus_order(self) -> list[QWidget]:
        """What Tab goes through, in the order of the screen."""
        return [self.scenarios.tabs, self.scenarios.add, *self._of_document[2:]]

    def show_document_parts(self, shown: bool) -> None:
        """Show what only makes sense with a document."""
        self._shown = shown
        for widget in self._of_document:
            widget.setVisible(shown)
        self._make_room()

    def show_plan(self, title: str, plan: Plan) -> None:
        """Show the document's name and its scenarios."""
        self._name, self._learner = title, shown_text(plan.profile.name)
        self.scenarios.tabs.show_names(plan)
        shared = self._name, self._learner, self.scenarios.tabs.sizeHint().width()
        if shared != self._shared:
            self._shared = shared
            show_tip(self._title, title)
            self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Share the width: the menus and the scenarios come first; the title, which the frame shows too, goes first.

        Where there is no room for all of it, the learner's name alone tells one document from another.
        """
        self._output.setText(_("Print / Export"))
        self._propose.setText(_("Propose a plan"))
        if self.width() < ROOMY or self._left() < 0:  # the names of the scenarios come before the longer words
            self._output.setText(_("Export"))
        if self._left() < 0:
            self._propose.setText(_("Propose"))
        left = self._left()
        if self.scenarios.tabs.left_out <= left:  # without the title, there is room for the loads
            left -= self.scenarios.tabs.left_out
        left = min(WIDEST_TITLE, left)
        self._title.setVisible(self._shown and left >= LEAST_TITLE)
        metrics, text = self._title.fontMetrics(), self._name
        if metrics.horizontalAdvance(text) > left and self._learner in text:
            text = self._learner or text
        self._title.setText(_cut(text, metrics, left))
        tabs = self.scenarios.tabs
        fits = self._left() + tabs.sizeHint().width() >= tabs.minimumSizeHint().width()
        self._menus.setMinimumWidth(self._menus.sizeHint().width() if fits else 0)  # at 0 Qt moves some behind a button

    def _left(self) -> int:
        """Width in pixels that all but the title leave where every scenario has its whole name."""
        others = [self._menus, self.scenarios.tabs, self.scenarios.add, *self._tools]
        taken = sum(widget.sizeHint().width() + 8 for widget in others if not widget.isHidden())
        return self.width() - taken - MARGINS[0] - MARGINS[2]


def _cut(name: str, metrics: QFontMetrics, width: int) -> str:
    """As much of *name* as *width* holds; never a dash with nothing after it."""
    cut = metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)
    kept = cut.removesuffix("…").rstrip()
    return kept.removesuffix("—").rstrip() if cut != name and kept.endswith("—") else cut


class StatusLine(QStatusBar):
    """How safe the document is, the edition, what is left to place, and the end."""

    newer_sheet_asked = Signal()
    """The edition was pressed: the person has a newer one."""

    def __init__(self) -> None:
        super().__init__()
        self._kept, self._remaining, self._end, self._edition = QLabel(), QLabel(), QLabel(), HeadingLink()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 11, 0)  # its text ends, with what Qt adds, where the window's other parts do
        small = theme.scaled(self.font(), 0.92)
        offline = QLabel(_("Offline"))
        for label in (self._kept, offline, self._remaining, self._end):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFont(small)
            label.setContentsMargins(0, 0, 0 if label is self._end else 10, 0)
        self._edition.setFont(small)
        self._edition.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._edition.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys have the menu
        self._edition.offer(_("Compare with a newer sheet"))
        self._edition.clicked.connect(self.newer_sheet_asked)
        for label in (self._kept, offline, self._edition):
            self.addWidget(label)
        self._said = ElidedLabel()
        self._said.setFont(small)
        self.addWidget(self._said, 1)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SAID_MS)
        self._silence.timeout.connect(self._said.clear)
        self.addPermanentWidget(self._remaining)
        self.addPermanentWidget(self._end)

    def show_document_parts(self, shown: bool) -> None:
        """Show what only makes sense with a document."""
        for label in (self._kept, self._edition, self._remaining, self._end):
            label.setVisible(shown)

    def say(self, text: str) -> None:
        """Say for a while what was just done."""
        self._said.setText(text)
        self._said.setToolTip(tip(text))
        self._silence.start()

    def show_kept(self, kept: Kept) -> None:
        """Say how safe the document is."""
        words = {
            Kept.UNTOUCHED: _("New"),
            Kept.WRITING: _("Saving…"),
            Kept.IN_FILE: _("Saved"),
            Kept.IN_RECOVERY: _("Not in a file yet"),
            Kept.FAILED: _("Not saved"),
        }
        self._kept.setText(words[kept])
        palette = self._kept.palette()
        palette.setColor(self._kept.foregroundRole(), theme.colour("error" if kept is Kept.FAILED else "text"))
        self._kept.setPalette(palette)

    def refresh(self, session: Session) -> None:
        """Show the session's latest value."""
        from csp_planner.messages.outlook import short_answer  # the first page judges no plan

        programme = session.plan.programme
        years = programme.published_years
        self._edition.setText("")
        if years:
            first, last = year_label(years[0]), year_label(years[-1])
            several = _("Sheet {code}, editions {first} – {last}")
            text = several if first != last else _("Sheet {code}, edition {first}")
            self._edition.setText(text.format(code=programme.code, first=first, last=last))
        waiting = session.reading.waiting
        text = ngettext("{count} unit to place", "{count} units to place", len(waiting))
        left = [text.format(count=len(waiting))] if waiting else []
        if choices := session.reading.open_choices:
            left.append(ngettext("{count} choice", "{count} choices", choices).format(count=choices))
        self._remaining.setText(" · ".join(left))
        self._end.setText(short_answer(session.reading.outlook))


class BarTool(QToolButton):
    """The button of an action, whose tooltip may hold a name from a file."""

    def actionEvent(self, event: QActionEvent) -> None:
        super().actionEvent(event)
        show_tip(self, event.action().toolTip())


class SignTool(BarTool):
    """The button of an action that shows a glyph only."""


def _tool(action: QAction) -> QToolButton:
    button = BarTool()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    return button


def _sign(action: QAction, glyph: str, name: str) -> QToolButton:
    """A button that shows *glyph* and is called *name*; what it would undo is in its tooltip."""
    button = SignTool()
    action.setIconVisibleInMenu(False)
    action.setIcon(theme.glyph(glyph))
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setAccessibleName(name)
    return button


def _primary(action: QAction) -> PrimaryButton:
    button = PrimaryButton(action.text().replace("&", ""))
    button.setAccessibleName(button.text())  # whatever there is room for
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    return button
