"""What a hand does to the window, event by event; and what the eye finds there."""

import errno
import os
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QWidget

from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import Term
from csp_planner.proposal.request import Request
from csp_planner.solver.effort import Effort
from csp_planner.solver.solve import answer as solve
from csp_planner.solver.talk import Answered, Event
from csp_planner.ui.board.card import Card
from csp_planner.ui.board.line import Line
from csp_planner.ui.board.pool_list import PoolList
from csp_planner.ui.board.refusal import RefusalNote
from csp_planner.ui.board.term_pane import TermPane
from csp_planner.ui.board.unit_list import UnitList
from csp_planner.ui.window import MainWindow
from csp_planner.ui.workspace import Workspace

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 11, 23)
W = TypeVar("W", bound=QWidget)


# The eye


def workspace_of(window: MainWindow) -> Workspace:
    return window.workspace_now()


def pane(window: MainWindow, term: str) -> TermPane:
    found = workspace_of(window).board.pane(Term.parse(term))
    assert found is not None, f"{term} is not on the board"
    return found


def pool(window: MainWindow) -> PoolList:
    return workspace_of(window).pool.units


def codes_in(window: MainWindow, term: str) -> list[str]:
    return pane(window, term).units.cards.keys


def list_of(window: MainWindow, code: str) -> UnitList:
    """The list that shows the card of *code*."""
    if code in pool(window).cards.keys:
        return pool(window)
    found = workspace_of(window).board.list_of(code)
    assert found is not None, f"no card of {code}"
    return found


def card(window: MainWindow, code: str) -> Card:
    units = list_of(window, code)
    found = units.cards.card(units.cards.keys.index(code))
    assert isinstance(found, Card), f"{code} is an option of a choice"
    return found


def line(window: MainWindow, key: str) -> Line:
    """The line of the left zone with this key: a stage, a choice, what is in a choice that is open."""
    found = pool(window).cards.card(pool(window).cards.keys.index(key))
    assert isinstance(found, Line), f"{key} is a card"
    return found


def on_line(window: MainWindow, key: str) -> QPoint:
    """The middle of that line, in global coordinates."""
    index = pool(window).cards.index(pool(window).cards.keys.index(key))
    pool(window).scrollTo(index)
    return pool(window).viewport().mapToGlobal(pool(window).visualRect(index).center())


def placements(plan: Plan) -> dict[str, str]:
    return {placement.unit: str(placement.term) for placement in plan.scenario.placements}


def note(window: MainWindow) -> RefusalNote | None:
    """The note that explains a refusal, while it is shown."""
    return next((found for found in window.findChildren(RefusalNote) if found.isVisible()), None)


def button(parent: QWidget, text: str) -> QPushButton:
    """The button that says *text*."""
    found = [each for each in parent.findChildren(QPushButton) if each.text().replace("&&", "&") == text]
    assert len(found) == 1, [each.text() for each in parent.findChildren(QPushButton)]
    return found[0]


def shown_texts(parent: QWidget, kind: type[W]) -> list[str]:
    return [widget.text() for widget in parent.findChildren(kind) if widget.isVisible()]


# The pointer


def on_card(window: MainWindow, code: str) -> QPoint:
    """The middle of a card, in global coordinates."""
    units = list_of(window, code)
    index = units.cards.index(units.cards.keys.index(code))
    units.scrollTo(index)
    return units.viewport().mapToGlobal(units.visualRect(index).center())


def in_term(window: MainWindow, term: str) -> QPoint:
    """A point in a term, in global coordinates, once it is scrolled into view."""
    wanted = pane(window, term)
    workspace_of(window).board.ensureWidgetVisible(wanted, 0, 10)
    QApplication.processEvents()
    return wanted.mapToGlobal(QPoint(wanted.width() // 2, wanted.height() // 2))


def mouse(
    widget: QWidget,
    kind: QEvent.Type,
    point: QPoint,
    button: Qt.MouseButton = LEFT,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """The pointer at *point*, in global coordinates, over the window of *widget*: as the system sends it."""
    handle = widget.window().windowHandle()
    local = handle.mapFromGlobal(point)
    match kind:
        case QEvent.Type.MouseButtonPress:
            QTest.mousePress(handle, button, keys, local)
        case QEvent.Type.MouseButtonRelease:
            QTest.mouseRelease(handle, button, keys, local)
        case _:
            QTest.mouseMove(handle, local)
    QApplication.processEvents()


def click(window: MainWindow, code: str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Click a card."""
    click_at(window, on_card(window, code), keys)


def click_at(
    widget: QWidget, point: QPoint | None = None, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Click at *point*, in global coordinates; in the middle of *widget* when none is given."""
    where = point if point is not None else widget.mapToGlobal(widget.rect().center())
    mouse(widget, QEvent.Type.MouseButtonPress, where, keys=keys)
    mouse(widget, QEvent.Type.MouseButtonRelease, where, keys=keys)


class Drag:
    """A card under the pointer, until it is let go."""

    def __init__(self, window: MainWindow, code: str) -> None:
        self.window = window
        self._viewport = list_of(window, code).viewport()
        self.point = on_card(window, code)
        mouse(self._viewport, QEvent.Type.MouseButtonPress, self.point)
        far = QApplication.startDragDistance() + 2
        self.to(self.point + QPoint(far // 2, far // 4))
        self.to(self.point + QPoint(far, far))

    def to(self, point: QPoint) -> "Drag":
        """Move there, in a few steps, as a hand does."""
        start = self.point
        for step in (1, 2, 3):
            between = start + (point - start) * step / 3
            mouse(self._viewport, QEvent.Type.MouseMove, between)
        self.point = point
        QApplication.processEvents()
        return self

    def over(self, term: str) -> "Drag":
        return self.to(in_term(self.window, term))

    def let_go(self) -> None:
        mouse(self._viewport, QEvent.Type.MouseButtonRelease, self.point)
        QApplication.processEvents()


def drag(window: MainWindow, code: str, term: str) -> None:
    """Drag a card to a term and let it go there."""
    Drag(window, code).over(term).let_go()


def outside(window: MainWindow) -> QPoint:
    """A point on no term and not on the pool."""
    return window.mapToGlobal(QPoint(window.width() - 20, window.height() - 120))


# The keys


def press(window: MainWindow, *keys: Qt.Key) -> None:
    """Press keys where the focus is."""
    for key in keys:
        QTest.keyClick(window.focusWidget() or window, key)
        QApplication.processEvents()


def focus_on(window: MainWindow, code: str) -> None:
    """Put the focus on a card."""
    list_of(window, code).select(code)
    QApplication.processEvents()


def shortcut(window: MainWindow, text: str) -> None:
    """Trigger what the menus bind to a key."""
    from PySide6.QtGui import QAction, QKeySequence

    wanted = QKeySequence(text)
    found = [action for action in window.findChildren(QAction) if wanted in action.shortcuts()]
    assert found, f"nothing has the key {text}"
    found[0].trigger()
    QApplication.processEvents()


# Dialogs


def answer(kind: type[QWidget], act: Callable[[QWidget], object]) -> list[str]:
    """Do *act* with the dialog or menu of *kind* that opens next. What went wrong in it is in the list returned."""
    troubles: list[str] = ["never opened"]
    tries = 0

    def look() -> None:
        nonlocal tries
        tries += 1
        open_now = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if not isinstance(open_now, kind):
            if tries < 200:
                QTimer.singleShot(5, look)
            elif isinstance(open_now, QDialog):
                open_now.reject()
            elif isinstance(open_now, QMenu):
                open_now.close()
            return
        troubles.clear()
        try:
            act(open_now)
        except BaseException as error:
            troubles.append(repr(error))
        finally:
            if isinstance(open_now, QDialog) and open_now.isVisible():
                open_now.reject()
            elif isinstance(open_now, QMenu) and open_now.isVisible():
                open_now.close()

    QTimer.singleShot(0, look)
    return troubles


def pictured(dialog: QWidget) -> list[str]:
    """The buttons of *dialog* that carry a picture."""
    return [button.text() for button in dialog.findChildren(QPushButton) if not button.icon().isNull()]


def menu_texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def fire(menu: QMenu, *path: str) -> None:
    """Choose an entry of *menu*, through its submenus."""
    for text in path:
        found = [action for action in menu.actions() if action.text().replace("&", "") == text]
        assert found, (text, menu_texts(menu))
        assert found[0].isEnabled(), f"{text} is disabled"
        if found[0].menu() is not None:
            menu = found[0].menu()
        else:
            found[0].trigger()
            menu.close()


def select(window: MainWindow, codes: Sequence[str]) -> None:
    """Click one card, then the others with Ctrl."""
    click(window, codes[0])
    for code in codes[1:]:
        click(window, code, Qt.KeyboardModifier.ControlModifier)


# Advice


class SolverHere:
    """The solver without a process of its own: its answer is there at once."""

    is_running = True

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self._events: list[Event] = []

    def start(self) -> None:
        """It is always up."""

    def ask(self, request: Request) -> int:
        self.asked.append(request)
        self._events = [Answered(len(self.asked), solve(request, Effort()))]
        return len(self.asked)

    def poll(self) -> list[Event]:
        events, self._events = self._events, []
        return events

    def stop(self) -> None:
        self._events = []

    def close(self) -> None:
        self._events = []


def advised(window: MainWindow, ask: Callable[[], object]) -> None:
    """Ask for advice, and have the answer shown."""
    advisor = window.advising.advisor
    advisor.solver = SolverHere()  # type: ignore[assignment]
    ask()
    while window.advising.is_searching:
        advisor._listen()


# The disk


def fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing more be written to the disk, as if it were full."""

    def refuse(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", refuse)
