"""The bars above and below the zones."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenuBar, QStatusBar, QTabBar, QToolButton, QWidget

from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import year_label
from csp_planner.messages.catalogue import _
from csp_planner.messages.words import term_short
from csp_planner.ui import theme
from csp_planner.ui.keeper import Kept
from csp_planner.ui.session import Session


class TopBar(QFrame):
    """Menus, document, scenarios, undo and redo."""

    scenario_chosen = Signal(int)

    def __init__(self, menus: QMenuBar, undo: QAction, redo: QAction) -> None:
        super().__init__()
        self._title, self._kept = QLabel(), QLabel()
        self._title.setFont(theme.scaled(self.font(), 1.08, bold=True))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setMinimumWidth(40)
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setDocumentMode(True)
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._tabs.setAccessibleName(_("Scenarios"))
        self._tabs.currentChanged.connect(self.scenario_chosen)
        tools = [_tool(undo, "↶"), _tool(redo, "↷")]
        menus.setNativeMenuBar(False)
        menus.setStyleSheet("QMenuBar { background: transparent; border: 0; }")
        menus.setSizePolicy(menus.sizePolicy().Policy.Maximum, menus.sizePolicy().Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 5, 10, 5)
        row.setSpacing(10)
        row.addWidget(menus, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._title)
        row.addWidget(self._kept)
        row.addWidget(self._tabs, 1)
        row.addStretch()
        for tool in tools:
            row.addWidget(tool)
        self._of_document: list[QWidget] = [self._title, self._kept, self._tabs, *tools]
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.recolour()

    def recolour(self) -> None:
        """Put on the colours of the theme."""
        colours = theme.tokens()
        self._tabs.setStyleSheet(
            f"QTabBar::tab {{ padding: 5px 12px; margin-right: 4px; border-radius: 6px; color: {colours.text}; }}"
            f"QTabBar::tab:selected {{ background: {colours.accent_fill}; color: {colours.accent}; }}"
            f"QTabBar::tab:focus {{ border: 1px solid {colours.accent}; }}"
        )

    def show_document_parts(self, shown: bool) -> None:
        """Show what only makes sense with a document."""
        for widget in self._of_document:
            widget.setVisible(shown)

    def show_plan(self, title: str, plan: Plan) -> None:
        """Show the document's name and its scenarios."""
        self._title.setText(title)
        self._title.setToolTip(title)
        names = [scenario.name for scenario in plan.scenarios]
        shown = [self._tabs.tabData(index) for index in range(self._tabs.count())]
        self._tabs.blockSignals(True)
        if names != shown:
            while self._tabs.count():
                self._tabs.removeTab(0)
            for index, name in enumerate(names):
                self._tabs.addTab(name.replace("&", "&&"))
                self._tabs.setTabData(index, name)
        self._tabs.setCurrentIndex(plan.active)
        self._tabs.blockSignals(False)

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
        palette.setColor(self._kept.foregroundRole(), theme.colour("error" if kept is Kept.FAILED else "muted"))
        self._kept.setPalette(palette)


class StatusLine(QStatusBar):
    """Edition, what is left to place, and the end."""

    def __init__(self) -> None:
        super().__init__()
        self._edition, self._remaining, self._end = QLabel(), QLabel(), QLabel()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(8, 0, 8, 0)
        small = theme.scaled(self.font(), 0.92)
        offline = QLabel(_("Offline"))
        for label in (offline, self._edition, self._remaining, self._end):
            label.setFont(small)
            label.setContentsMargins(0, 0, 10, 0)
        self.addWidget(offline)
        self.addWidget(self._edition)
        self.addPermanentWidget(self._remaining)
        self.addPermanentWidget(self._end)

    def show_document_parts(self, shown: bool) -> None:
        """Show what only makes sense with a document."""
        for label in (self._edition, self._remaining, self._end):
            label.setVisible(shown)

    def refresh(self, session: Session) -> None:
        """Show the session's latest value."""
        programme, evaluation = session.plan.programme, session.evaluation
        years = programme.published_years
        if years:
            self._edition.setText(
                _("Sheet {code}, editions {first} – {last}").format(
                    code=programme.code, first=year_label(years[0]), last=year_label(years[-1])
                )
            )
        waiting = [code for code in evaluation.to_place if programme.by_code[code].is_attended]
        self._remaining.setText(_("Units to place: {count}").format(count=len(waiting)))
        if evaluation.end_term is None:
            self._end.setText(_("Nothing planned yet"))
        elif waiting:
            self._end.setText(_("Planned until {term}").format(term=term_short(evaluation.end_term)))
        else:
            self._end.setText(_("Award after {term} at the earliest").format(term=term_short(evaluation.end_term)))


def _tool(action: QAction, sign: str) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    action.setIconText(sign)
    return button
