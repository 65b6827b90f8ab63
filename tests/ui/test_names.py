"""Names from a file or a person, wherever the window shows them: no key is taken, no hidden character comes through."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QTimer
from PySide6.QtCore import Qt as Core
from PySide6.QtGui import QAction, QKeySequence, Qt, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTableWidget,
    QWidget,
)

from csp_planner.domain.evaluation.cost import budget
from csp_planner.domain.profile import Attempt, BudgetLine, LineKind
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.storage.planfile import save
from csp_planner.ui.actions.card_menu import fill_card_menu
from csp_planner.ui.dialogs.budget import BudgetDialog
from csp_planner.ui.dialogs.profile import ProfileDialog
from csp_planner.ui.dialogs.questions import ask_text
from csp_planner.ui.widgets.labels import tip

from ..domain.helpers import WAIVER, put
from .hand import TODAY, workspace_of

KEY = "Q&Z"
HIDDEN = "x\u202e\u2066\u200b\u00ad\x07\u0085\u2028y"


@pytest.fixture
def named(example):
    """The example with one text wherever a file may hold a name."""

    def make(text: str):
        plan = put(example, "TET007", "2027-S1", replace(WAIVER, reason=text))
        programme = replace(
            plan.programme,
            title=text,
            units=tuple(replace(unit, title=f"{text} {unit.code}") for unit in plan.programme.units),
            tariffs=tuple(replace(tariff, label={"fr": text, "en": text}) for tariff in plan.programme.tariffs),
        )
        attempt = Attempt(unit="TET010", term=Term.parse("2026-S1"), state=UnitState.FAILED, date=TODAY)
        line = BudgetLine(label=text, euros=1, kind=LineKind.COST)
        profile = replace(
            plan.profile, name=text, budget=(line,), tariff=programme.tariffs[0].code, attempts=(attempt,)
        )
        scenarios = tuple(replace(scenario, name=f"{text} {at}") for at, scenario in enumerate(plan.scenarios))
        return replace(plan, programme=programme, profile=profile, scenarios=scenarios)

    return make


def keys_taken(root: QWidget) -> list[str]:
    """What takes Alt+Z, the key of ``KEY``."""
    found = [f"{type(it).__name__} {it.text()}" for it in root.findChildren(QAbstractButton) if is_key(it.text())]
    found += [f"shortcut of {it.text()}" for it in root.findChildren(QAbstractButton) if it.shortcut() == alt_z()]
    found += [f"box {it.title()}" for it in root.findChildren(QGroupBox) if is_key(it.title())]
    found += [f"label {it.text()}" for it in root.findChildren(QLabel) if it.buddy() is not None and is_key(it.text())]
    found += [f"action {it.text()}" for it in root.findChildren(QAction) if is_key(it.text())]
    tabs = [it.tabText(index) for it in root.findChildren(QTabBar) for index in range(it.count())]
    return found + [f"tab {text}" for text in tabs if is_key(text)]


def alt_z() -> QKeySequence:
    return QKeySequence("Alt+Z")


def is_key(text: str) -> bool:
    return QKeySequence.mnemonic(text) == alt_z()


def texts_shown(root: QWidget) -> list[str]:
    """Every text of *root* that the eye or assistive technology may meet."""
    found: list[str] = []
    for it in (root, *root.findChildren(QWidget)):
        found += [it.windowTitle(), it.toolTip(), it.accessibleName(), it.accessibleDescription()]
        if isinstance(it, QAbstractButton | QLabel | QLineEdit):
            found.append(it.text())
        elif isinstance(it, QGroupBox):
            found.append(it.title())
        elif isinstance(it, QComboBox):
            found += [it.itemText(index) for index in range(it.count())]
        elif isinstance(it, QTabBar):
            found += [it.tabText(index) + it.tabToolTip(index) for index in range(it.count())]
        elif isinstance(it, QAbstractItemView) and it.model() is not None:
            found += texts_of_model(it.model())
        if isinstance(it, QTableWidget):
            heads = [it.horizontalHeaderItem(column) for column in range(it.columnCount())]
            found += [head.text() for head in heads if head is not None]
    found += [text for it in root.findChildren(QAction) for text in (it.text(), it.toolTip())]
    return found


def texts_of_model(model: QAbstractItemModel) -> list[str]:
    roles = Core.ItemDataRole
    top = QModelIndex()
    columns = model.columnCount(top) if isinstance(model, QAbstractTableModel) else 1
    indexes = [model.index(row, column) for row in range(model.rowCount(top)) for column in range(columns)]
    wanted = (roles.DisplayRole, roles.ToolTipRole, roles.AccessibleTextRole, roles.AccessibleDescriptionRole)
    texts = [index.data(role) for index in indexes for role in wanted]
    return [text for text in texts if isinstance(text, str)]


def hidden_in(texts: list[str]) -> list[str]:
    return [
        ascii(text)
        for text in texts
        if any(unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp") for each in text.replace("\n", ""))
    ]


def everywhere(window) -> Iterator[QWidget]:
    """The window in each of its states, one after the other, and what opens over it."""
    workspace = workspace_of(window)
    plan = window.session.document
    yield window
    for code in ("AST004", "TET007", "TET010"):
        workspace.side.inspect(code)
        yield window
    window.scenario_acts.rename(0, f"{plan.scenarios[0].name} b")
    window.scenario_acts.retain(0)
    yield window
    window.show_compare()
    yield window
    window.scenario_acts.delete(0)
    window.documents.said.emit(plan.programme.tariffs[0].code, [])
    yield window
    yield ProfileDialog(window.session.document, window.session.today, window)
    yield BudgetDialog(plan.profile.budget, lambda _lines: budget(plan, window.session.today), window)
    menu = QMenu(window)
    fill_card_menu(menu, ["AST004"], window.named_actions.units)
    yield menu


def test_no_name_takes_a_key_or_shows_a_hidden_character(open_window, named):
    window = open_window(named(f"{KEY} {HIDDEN}"))
    for shown in everywhere(window):
        assert keys_taken(shown) == []
        assert hidden_in(texts_shown(shown)) == []
    assert any("Q&&Z" in text for text in texts_shown(window)), "it is shown all the same"
    assert "Q&Z x" in window.windowTitle()


def test_no_choice_of_the_banner_and_no_question_takes_a_key(open_window, example):
    window = open_window(example)
    window.banner.say("…", [(KEY, lambda: None)])
    assert keys_taken(window.banner) == []
    taken: list[list[str]] = []

    def look() -> None:
        dialog = window.findChild(QInputDialog)
        taken.append(keys_taken(dialog))
        dialog.reject()

    QTimer.singleShot(0, look)
    assert ask_text(window, KEY, f"{KEY} ?", 500) is None
    assert taken == [[]]


def test_no_hidden_character_of_a_file_s_name_is_shown(start_window, tmp_path, example, qtbot):
    path = tmp_path / "r\u202e\u200bs & t.cspplan"
    save(path, example, None)
    window = start_window()
    window.documents.open_file(path)
    window.documents.new()
    with qtbot.waitExposed(window):
        window.show()
    window.documents.open_file(Path(tmp_path / "none\u202e.cspplan"))
    menu = QMenu(window)
    window.documents.fill_recent(menu)
    assert "rs && t.cspplan" in menu.actions()[0].text()
    assert hidden_in(texts_shown(window) + texts_shown(menu)) == []


def test_a_scenario_named_by_nothing_visible_is_shown_by_a_sign(open_window, example):
    scenarios = (replace(example.scenarios[0], name="\u202e\u2066"), *example.scenarios[1:])
    window = open_window(replace(example, scenarios=scenarios))
    tabs = window._top.scenarios.tabs
    assert tabs.name(0) == "\ufffd"
    tabs.rename(0)
    tabs.take_name()
    assert window.session.document.scenarios[0].name == "\u202e\u2066", "unchanged, it is not renamed"


@pytest.mark.parametrize(
    "text", ["a &lt; b", "&lt;b&gt;", "a < b & c", "<b>x</b>\n  y", "R&D", "&amp;lt;", "a\n<i>b</i>", "1 &lt; 2 <br> 3"]
)
def test_a_tooltip_shows_what_is_written(text):
    made = tip(text)
    assert (QTextDocumentFragment.fromHtml(made).toPlainText() if Qt.mightBeRichText(made) else made) == text


def test_assistive_technology_reads_no_markup_of_a_tooltip(open_window, named):
    window = open_window(named("<b>x</b>"))
    for shown in everywhere(window):
        for it in (shown, *shown.findChildren(QWidget)):
            described = it.accessibleDescription() or it.toolTip()
            assert "<p style" not in described, it.toolTip()
