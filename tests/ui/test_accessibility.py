"""An audit: every control has a name and a role, and every text can be read against its ground."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QScrollBar, QWidget

from csp_planner.domain.edits import set_note
from csp_planner.domain.evaluation.cost import budget
from csp_planner.domain.plan import BudgetLine, LineKind, UnitState
from csp_planner.domain.terms import Term, year_terms
from csp_planner.storage.folders import data_folder
from csp_planner.storage.programmes import programme_lines
from csp_planner.ui import theme
from csp_planner.ui.board.refusal import WaiverDialog
from csp_planner.ui.dialogs.budget import BudgetDialog
from csp_planner.ui.dialogs.credit import CreditDialog
from csp_planner.ui.dialogs.edition import WhichEditionDialog
from csp_planner.ui.dialogs.experience import ExperienceDialog
from csp_planner.ui.dialogs.export import ExportDialog
from csp_planner.ui.dialogs.help import GuideDialog
from csp_planner.ui.dialogs.profile import ProfileDialog
from csp_planner.ui.dialogs.taking import TakeDialog

from ..domain.helpers import marked
from .edition_dialogs import edition_dialog, going_on_dialog
from .hand import TODAY, Drag, advised, drag, focus_on, list_of, note, outside, pool, press, select, workspace_of

SCHEMES = {
    "light": theme.LIGHT,
    "dark": theme.DARK,
    "contrast-light": theme.CONTRAST_LIGHT,
    "contrast-dark": theme.CONTRAST_DARK,
}


# Names and roles


def interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def tree(top: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    """Everything under *top* that is seen."""
    assert depth < 40
    for index in range(top.childCount()):
        child = top.child(index)
        if child is not None and child.isValid() and not child.state().invisible:
            yield child
            yield from tree(child, depth + 1)


def name_of(found: QAccessibleInterface) -> str:
    return found.text(QAccessible.Text.Name)


def is_part_of_a_field(found: QAccessibleInterface) -> bool:
    """The line in a spin box, the list in a combo box: the field around it has the name."""
    widget = found.object()
    parent = widget.parent() if isinstance(widget, QWidget) else None
    return widget is not None and widget.objectName().startswith("qt_") and parent is not None


def unnamed(window: QWidget) -> list[str]:
    """What can have the focus but has no name, or no role."""
    troubles = []
    for found in tree(interface(window)):
        widget = found.object()
        takes_focus = found.state().focusable
        if isinstance(widget, QWidget):
            takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible() and widget.isEnabled()
        if not takes_focus or isinstance(widget, QScrollBar):
            continue
        if is_part_of_a_field(found) or (isinstance(widget, QWidget) and widget.focusProxy() is not None):
            continue
        if not name_of(found).strip() or found.role() is QAccessible.Role.NoRole:
            kind = type(widget).__name__ if widget is not None else "item"
            troubles.append(f"{kind} {found.role().name} « {name_of(found)} » in {where(widget)}")
    return troubles


def where(widget: object) -> str:
    names = []
    while isinstance(widget, QWidget) and len(names) < 5:
        names.append(type(widget).__name__)
        widget = widget.parentWidget()
    return " < ".join(names)


def test_the_board_has_names_and_roles(window):
    assert unnamed(window) == []


def test_the_window_during_a_drag_and_with_a_refusal_has_names_and_roles(window):
    carried = Drag(window, "TET010").over("2028-S1")
    assert unnamed(window) == []
    carried.to(outside(window)).let_go()
    drag(window, "TET010", "2028-S2")
    assert note(window) is not None
    assert unnamed(window) == []


def test_the_window_with_something_tried_has_names_and_roles(window):
    advised(window, lambda: window.scenario_acts.fails("AST004"))
    QApplication.processEvents()
    assert unnamed(window) == []


def test_the_details_of_a_unit_have_names_and_roles(open_window, example):
    plan = marked(set_note(example, "AST005", "note"), "AST005", UnitState.FAILED)
    window = open_window(plan)
    for code in ("AST005", "TET010", "AST004"):
        workspace_of(window).side.inspect(code)
        QApplication.processEvents()
        assert unnamed(window) == [], code


def test_the_comparison_has_names_and_roles(window):
    window.show_compare()
    QApplication.processEvents()
    assert unnamed(window) == []


def test_the_page_about_past_semesters_has_names_and_roles(open_window, example):
    window = open_window(example, today=date(2030, 1, 1))
    assert unnamed(window) == []
    window.show_coming_back()
    QApplication.processEvents()
    assert unnamed(window) == []
    answers = [found for found in tree(interface(window)) if "Pas suivie" in name_of(found)]
    assert answers
    assert all(found.state().checkable and found.role() is QAccessible.Role.CheckBox for found in answers)


def test_the_start_page_has_names_and_roles(start_window, qtbot):
    window = start_window()
    window.show_start()
    with qtbot.waitExposed(window):
        window.show()
    assert unnamed(window) == []


def test_a_tab_being_renamed_has_a_name_and_a_role(window):
    window.scenario_acts.rename_asked.emit(0)
    QApplication.processEvents()
    assert unnamed(window) == []


def test_a_sentence_across_the_window_has_names_and_roles(window):
    window.documents.said.emit("Quelque chose", [("Faire", lambda: None)])
    QApplication.processEvents()
    assert unnamed(window) == []


DIALOGS = {
    "waiver": lambda window, _folder: WaiverDialog(
        ["TET007"], list(year_terms(2027)), None, lambda _term: ["TET007"], window
    ),
    "profile": lambda window, _folder: ProfileDialog(window.session.document, window.session.today, window),
    "credit": lambda window, _folder: CreditDialog("TET010", None, TODAY, window),
    "taking": lambda window, _folder: TakeDialog("a.cspplan", ["A", "B"], 1, window),
    "guide": lambda window, _folder: GuideDialog(window.named_actions.key_rows(), window),
    "experience": lambda window, _folder: ExperienceDialog(
        window.session.document.profile.experience, window.session.document.programme.conditions, TODAY, window
    ),
    "budget": lambda window, _folder: BudgetDialog(
        [BudgetLine(label="Bourse", euros=1200, kind=LineKind.FUNDING)],
        lambda _lines: budget(window.session.document, window.session.today),
        window,
    ),
    "export": lambda window, folder: ExportDialog(window.session.document, options(), folder, window),
    "which edition": lambda window, _folder: WhichEditionDialog(
        "CRN01", list(programme_lines(data_folder())), lambda _given: "", lambda: None, window
    ),
    "edition": lambda window, _folder: edition_dialog(window.session.document, window),
    "going on": lambda window, _folder: going_on_dialog(window.session.document, window),
}


def options():
    from csp_planner.export.options import Options

    return Options()


@pytest.fixture(params=DIALOGS)
def dialog(request, window, tmp_path, qtbot) -> Iterator[QDialog]:
    made = DIALOGS[request.param](window, tmp_path)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def test_every_dialog_has_names_and_roles(dialog):
    assert dialog.windowTitle()
    assert unnamed(dialog) == []


def test_every_dialog_is_painted_and_fits_a_small_screen(dialog):
    assert not dialog.grab().isNull()
    assert dialog.sizeHint().width() <= 1024
    assert dialog.minimumSizeHint().height() <= 700


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_names_hold_in_both_languages(window, code):
    window.set_language(code)
    QApplication.processEvents()
    assert unnamed(window) == []


def test_the_names_of_the_contract_hold(window):
    workspace = workspace_of(window)
    named = {name_of(found): found for found in tree(interface(window))}
    lists = ["Unités à placer", "À vérifier"]
    for year in range(2026, 2029):
        lists += [f"{part} {year}/{year + 1}" for part in ("Annuel", "Semestre 1", "Semestre 2")]
    for name in lists:
        assert name in named, name
        assert named[name].role() is QAccessible.Role.List, name
    for name in ("Crédits ECTS", "Heures d'enseignement"):
        assert named[name].role() is QAccessible.Role.ProgressBar
        assert named[name].valueInterface() is not None
    for scenario in window.session.document.scenarios:
        assert named[scenario.name].role() is QAccessible.Role.PageTab
    for units in (workspace.pool.units, *workspace.board.lists()):
        found = interface(units)
        assert found.childCount() == units.cards.rowCount(), units.accessibleName()
        for row, key in enumerate(units.cards.keys):
            item = found.child(row)
            assert name_of(item).startswith(key)
            assert item.role() is QAccessible.Role.ListItem


def test_the_name_of_a_card_goes_on_with_title_ects_hours_and_state(window):
    name = name_of(interface(pool(window)).child(pool(window).cards.keys.index("TET010")))
    parts = ["TET010", "Enjeux sociaux", "6 ECTS", "51 h", "à placer"]
    plain = name.replace("\xa0", " ").replace("\u202f", " ")
    assert [plain.find(part) for part in parts] == sorted(plain.find(part) for part in parts)
    assert plain.find(parts[0]) == 0
    assert -1 not in [plain.find(part) for part in parts]


def test_there_is_one_item_for_each_diagnostic_to_act_on_and_for_each_fold(window):
    attention = window.session.reading.attention
    found = interface(workspace_of(window).side.checks.list)
    assert attention.projections
    assert attention.to_know
    assert found.childCount() == len(attention.to_do) + 2
    assert all(name_of(found.child(row)) for row in range(found.childCount()))


def test_during_a_move_each_term_says_whether_it_is_open(window):
    carried = Drag(window, "TET010")
    for each in workspace_of(window).board.panes:
        words = interface(each.units).text(QAccessible.Text.Description)
        assert words.startswith("Ouvert") == each.verdict.accepted, each.term
        assert words
    carried.to(outside(window)).let_go()


def test_a_selected_card_is_selected_to_assistive_technology_too(window):
    select(window, ["TET010"])
    items = interface(pool(window))
    states = {name_of(items.child(row))[:6]: items.child(row).state().selected for row in range(items.childCount())}
    assert states == {"TET007": False, "TET010": True, "UAS004": False}


def test_refusals_and_results_are_announced(window):
    said = []
    workspace = workspace_of(window)
    workspace.announce = said.append
    workspace.carry.announced.connect(said.append)
    window.acts.announced.connect(said.append)
    drag(window, "TET010", "2028-S2")
    assert any("TET010" in text for text in said)
    said.clear()
    drag(window, "TET010", "2028-S1")
    assert any("TET010" in text and "2028/2029" in text for text in said)
    said.clear()
    window.session.do("x", lambda plan: plan)
    window.acts.mark(["TET010"], UnitState.ENROLLED)
    assert said


def test_focus_is_seen_wherever_it_is(window):
    workspace = workspace_of(window)
    places = [
        workspace.pool.filter,
        workspace.pool.units,
        workspace.pool._experience,
        workspace.board.pane(Term.parse("2027-S1")).units,
        workspace.board._add,
        workspace.side.progress._conditions[0],
        workspace.side.checks.list,
        window._top.scenarios.tabs,
        window._top.scenarios.add,
    ]
    workspace.pool.filter.setFocus()
    window.focusWidget().clearFocus()
    QApplication.processEvents()
    before = {widget: widget.grab().toImage() for widget in places}
    places[0].setFocus(Qt.FocusReason.TabFocusReason)
    for _each in range(120):
        widget = window.focusWidget()
        if widget in before:
            assert widget.grab().toImage() != before.pop(widget), widget.accessibleName()
        QTest.keyClick(window, Qt.Key.Key_Tab)
        QApplication.processEvents()
        if not before:
            break
    assert [widget.accessibleName() for widget in before] == []


# Contrast, after WCAG 2


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


TEXTS = ["text", "muted", "accent", "ok", "warning", "error"]
GROUNDS = ["background", "surface"]
FILLS = [
    ("accent", "accent_fill"),
    ("text", "accent_fill"),
    ("muted", "accent_fill"),
    ("ok", "accent_fill"),
    ("warning", "accent_fill"),
    ("error", "accent_fill"),
    ("ok", "ok_fill"),
    ("text", "ok_fill"),
    ("muted", "ok_fill"),
    ("warning", "ok_fill"),
    ("warning", "warning_fill"),
    ("text", "warning_fill"),
    ("error", "error_fill"),
    ("on_accent", "accent"),
    ("on_accent", "muted"),
    ("surface", "text"),
    *product(["text", "muted", "accent", "error"], ["hover", "pressed"]),
    *product(["ok", "warning"], ["hover"]),
]
"""What is written on filled grounds: selected and lit cards, targets, badges, banner, states of buttons, tooltips."""
EDGES = [
    *product(["edge", "accent", "soft_accent", "ok", "warning", "error", "muted"], GROUNDS),
    ("accent", "accent_fill"),
    ("ok", "ok_fill"),
    ("warning", "warning_fill"),
    ("error", "error_fill"),
    *product(["disabled"], GROUNDS),
    *product(["accent", "muted"], ["hover", "pressed"]),
    ("edge", "hover"),
    ("on_accent", "accent"),
]
"""Borders, glyphs and bars that carry meaning."""


def test_the_formula_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), [*product(TEXTS, GROUNDS), *FILLS])
def test_text_can_be_read_on_its_ground(scheme, text, ground):
    tokens = SCHEMES[scheme]
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_and_glyphs_stand_out_from_their_ground(scheme, edge, ground):
    tokens = SCHEMES[scheme]
    assert contrast(getattr(tokens, edge), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("scheme", ["contrast-light", "contrast-dark"])
def test_high_contrast_is_higher(scheme):
    tokens, plain = SCHEMES[scheme], SCHEMES[scheme.removeprefix("contrast-")]
    for text in TEXTS:
        assert contrast(getattr(tokens, text), tokens.surface) >= 7, text
        assert contrast(getattr(tokens, text), tokens.surface) > contrast(getattr(plain, text), plain.surface), text
    assert contrast(tokens.line, tokens.surface) >= 3


def test_every_token_is_a_colour_in_every_scheme():
    for tokens in SCHEMES.values():
        for field in dataclasses.fields(tokens):
            value = getattr(tokens, field.name)
            assert len(value) == 7
            assert value[0] == "#"
            int(value[1:], 16)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_that_cannot_be_used_now_still_stands_out(scheme, qapp):
    """Disabled text is exempt from the standard's 4.5; it keeps what glyphs need."""
    theme.apply(qapp, theme.Scheme(scheme))
    palette = qapp.palette()
    group, roles = palette.ColorGroup.Disabled, palette.ColorRole
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        assert contrast(palette.color(group, role).name(), theme.tokens().surface) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_palette_pairs_can_be_read(scheme, qapp):
    theme.apply(qapp, theme.Scheme(scheme))
    palette = qapp.palette()
    roles = palette.ColorRole
    for text, ground in (
        (roles.WindowText, roles.Window),
        (roles.Text, roles.Base),
        (roles.Text, roles.AlternateBase),
        (roles.ButtonText, roles.Button),
        (roles.HighlightedText, roles.Highlight),
        (roles.PlaceholderText, roles.Base),
        (roles.ToolTipText, roles.ToolTipBase),
        (roles.Link, roles.Window),
    ):
        assert contrast(palette.color(text).name(), palette.color(ground).name()) >= 4.5, (text, ground)


def test_only_the_list_with_the_keys_has_a_current_card(window):
    workspace = workspace_of(window)
    focus_on(window, "TRS002")
    press(window, Qt.Key.Key_Down)
    assert [units.current_code for units in workspace._lists() if units.current_code] == ["UA211G"]
    left = list_of(window, "TRS002")
    left.setFocus()
    assert [units.current_code for units in workspace._lists() if units.current_code] == ["TRS002"]
