"""Text that comes from a file is shown as it is written: never as markup, in no widget and no tooltip."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex
from PySide6.QtCore import Qt as Core
from PySide6.QtGui import Qt, QTextDocumentFragment
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLabel, QWidget

from csp_planner.domain.edits import set_note
from csp_planner.domain.evaluation.cost import budget
from csp_planner.domain.profile import (
    Attempt,
    BudgetLine,
    Credit,
    CreditBasis,
    ExperienceKind,
    ExperiencePeriod,
    LineKind,
)
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.ui.board.refusal import WaiverDialog
from csp_planner.ui.dialogs.budget import BudgetDialog
from csp_planner.ui.dialogs.experience import ExperienceDialog
from csp_planner.ui.dialogs.profile import ProfileDialog

from ..domain.helpers import WAIVER, put
from .edition_dialogs import edition_dialog, going_on_dialog
from .hand import TODAY, advised, workspace_of

MARKUP = "<b>gras</b> <img src='file:///tmp/x.png'> & <a href='http://x'>y</a>"


@pytest.fixture
def hostile(example):
    """The example with markup wherever a file may hold text."""
    plan = put(example, "TET007", "2027-S1", replace(WAIVER, reason=MARKUP))
    units = tuple(replace(unit, title=f"{MARKUP} {unit.code}") for unit in plan.programme.units)
    scenarios = tuple(replace(scenario, name=f"{MARKUP} {at}") for at, scenario in enumerate(plan.scenarios))
    attempt = Attempt(unit="TET010", term=Term.parse("2026-S1"), state=UnitState.FAILED, date=TODAY, note=MARKUP)
    profile = replace(
        plan.profile,
        name=MARKUP,
        attempts=(attempt,),
        credits=(Credit(unit="PST003", basis=CreditBasis.VES, date=TODAY, note=MARKUP),),
        experience=(ExperiencePeriod(start=date(2026, 1, 5), end=None, kind=ExperienceKind.IN_FIELD, note=MARKUP),),
    )
    plan = replace(plan, programme=replace(plan.programme, units=units), profile=profile, scenarios=scenarios)
    return set_note(plan, "AST004", MARKUP)


def is_mangled(text: str) -> bool:
    """Whether the eye would not find « <b> » where it is written, or would find it spelt out."""
    shown = QTextDocumentFragment.fromHtml(text).toPlainText() if Qt.mightBeRichText(text) else text
    return ("<b>" in text and "<b>" not in shown) or "&lt;" in shown


def texts_read_as_markup(root: QWidget) -> list[str]:
    """Where Qt would read what is shown as markup."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        name = f"{type(widget).__name__} {widget.accessibleName()[:30]}"
        if is_mangled(widget.toolTip()):
            found.append(f"tooltip of {name}")
        if isinstance(widget, QLabel):
            automatic = widget.textFormat() is Core.TextFormat.AutoText and is_mangled(widget.text())
            if automatic or widget.textFormat() is Core.TextFormat.RichText:
                found.append(f"text of {name}")
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found += [f"tooltip in {name}: {text}" for text in tooltips(widget.model()) if is_mangled(text)]
    return sorted(set(found))


def tooltips(model: QAbstractItemModel) -> list[str]:
    top = QModelIndex()
    columns = model.columnCount(top) if isinstance(model, QAbstractTableModel) else 1
    indexes = [model.index(row, column) for row in range(model.rowCount(top)) for column in range(columns)]
    return [text for text in (index.data(Core.ItemDataRole.ToolTipRole) for index in indexes) if text]


def dialogs(window) -> list[QDialog]:
    plan = window.session.document
    return [
        ProfileDialog(plan, window.session.today, window),
        ExperienceDialog(plan.profile.experience, plan.programme.conditions, TODAY, window),
        BudgetDialog(
            [BudgetLine(label=MARKUP, euros=1, kind=LineKind.COST)],
            lambda _lines: budget(plan, TODAY),
            window,
        ),
        WaiverDialog(["<b>AST004</b>", "B"], [Term.parse("2027-S1")], None, lambda _term: ["<b>AST004</b>"], window),
        edition_dialog(plan, window),
        going_on_dialog(plan, window),
    ]


def test_no_text_of_the_board_the_details_a_trial_and_the_tabs_is_read_as_markup(open_window, hostile):
    window = open_window(hostile)
    assert MARKUP in window.session.title
    assert texts_read_as_markup(window) == []
    for code in ("AST004", "TET007", "TET010", "PST003"):
        workspace_of(window).side.inspect(code)
        assert texts_read_as_markup(workspace_of(window).side) == [], code
    advised(window, lambda: window.scenario_acts.fails("AST004"))
    assert window.session.trial is not None
    assert texts_read_as_markup(window) == []
    window.session.drop_trial()
    tabs = window._top.scenarios.tabs
    window.scenario_acts.retain(0)
    assert [tabs.name(index) for index in range(tabs.count())] == [f"{MARKUP} 0", f"{MARKUP} 1"]
    assert not [tabs.tabToolTip(index) for index in range(tabs.count()) if is_mangled(tabs.tabToolTip(index))]
    window.scenario_acts.rename(0, "<b>gras</b>")
    assert "<b>gras</b>" in window.session.history.undoText()
    assert "gras" in window.named_actions.edit.undo.toolTip()
    assert texts_read_as_markup(window) == []


def test_no_text_of_the_comparison_a_dialog_and_the_banner_is_read_as_markup(open_window, hostile):
    window = open_window(hostile)
    window.show_compare()
    assert texts_read_as_markup(window.compare_page) == []
    for dialog in dialogs(window):
        assert texts_read_as_markup(dialog) == [], dialog.windowTitle()
    window.documents.said.emit(MARKUP, [])
    assert window.banner.isVisible()
    assert texts_read_as_markup(window.banner) == []


def test_a_file_name_with_markup_is_offered_as_it_is(start_window, tmp_path, hostile, qtbot):
    from csp_planner.storage.planfile import save

    path = tmp_path / "<b>x.cspplan"
    save(path, hostile, None)
    window = start_window()
    window.documents.open_file(path)
    window.documents.new()
    with qtbot.waitExposed(window):
        window.show()
    assert texts_read_as_markup(window) == []
