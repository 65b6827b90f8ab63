"""Scenarios side by side: the figures of the comparison, and from there one is opened or retained."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from csp_planner.domain.planning.comparison import compare
from csp_planner.domain.terms import Term
from csp_planner.drawing.ink import UNIT
from csp_planner.messages.comparison import comparison_table
from csp_planner.ui import theme

from ..hand import TODAY, advised, button, shortcut, workspace_of


def page(window):
    return window.compare_page


def table(window):
    """What the table says: for each row its heading and its cells, one for all where it is said once."""
    shown = page(window)._table
    rows = []
    for row in range(shown.rowCount()):
        columns = 1 if shown.columnSpan(row, 0) > 1 else shown.columnCount()
        cells = [shown.item(row, column).text() for column in range(columns)]
        rows.append((shown.verticalHeaderItem(row).text(), cells))
    return rows


def expected(window, chosen):
    said = comparison_table(compare(window.session.document, chosen, TODAY))
    rows = [(row.head, [row.shared] if row.shared else list(row.values)) for row in said.figures]
    if len(chosen) > 1:
        rows.append((said.units_heading, [""]))
    return rows + [(f"{row.head} {row.title}", list(row.values)) for row in said.units]


def panels(window):
    return page(window)._strip.panels


def more_scenarios(plan, **counts):
    """*plan* with a scenario more for each name, which holds so many of the placements of the first."""
    first = plan.scenarios[0]
    more = (replace(first, name=name, placements=first.placements[:count]) for name, count in counts.items())
    return replace(plan, scenarios=(*plan.scenarios, *more))


@pytest.fixture
def four(open_window, example):
    return open_window(more_scenarios(example, **{"C & D": 4, "E": 2}))


@pytest.fixture
def five(open_window, example):
    return open_window(more_scenarios(example, C=4, D=2, E=1))


def ticked(window):
    return [box.isChecked() for box in page(window)._boxes.boxes]


@pytest.mark.parametrize("way", ["interview and back", "the board and back", "other colours"])
def test_scenarios_chosen_by_hand_stay_chosen(four, way):
    four.show_compare()
    page(four)._boxes.boxes[1].click()
    page(four)._boxes.boxes[3].click()
    chosen = [True, False, True, False]
    assert ticked(four) == chosen
    if way == "interview and back":
        for _turn in range(2):
            four.toggle_interview()
            assert ticked(four) == chosen
        four.show_board()
        four.toggle_interview()
        four.toggle_interview()
        shortcut(four, "F7")
    elif way == "the board and back":
        shortcut(four, "F7")
        shortcut(four, "F7")
    else:
        four.set_scheme(theme.Scheme.DARK)
    assert four.pages.currentWidget() is page(four)
    assert ticked(four) == chosen


def test_another_plan_begins_with_a_choice_of_its_own(four, example):
    four.show_compare()
    page(four)._boxes.boxes[0].click()
    four.session.replace(example)
    four.show_compare()
    assert ticked(four) == [True, True]


def test_the_line_of_the_limit_stops_where_a_figure_stands(open_window, example):
    window = open_window(replace(example, scenarios=(replace(example.scenarios[0], max_ects=18), example.scenarios[1])))
    window.show_compare()
    QApplication.processEvents()
    strip = page(window)._strip
    columns, image = strip.panels[0]._panels.columns(0), strip.panels[0].grab().toImage()
    at = next(index for index, bar in enumerate(strip._chart.panels[0].bars) if bar.figure == "16")
    y = round(columns.limit_y() / UNIT)
    line = [image.pixelColor(x, y).name() for x in range(image.width())]
    warning, column = theme.tokens().warning.lower(), columns.column(at)
    assert warning in line
    middle, reach = round(column.center().x() / UNIT), strip.fontMetrics().horizontalAdvance("16") // 2 + 4
    assert warning not in line[middle - reach : middle + reach]


def act(window, word, column):
    """The button of a panel whose name starts with *word*."""
    (found,) = [
        each for each in panels(window)[column].findChildren(QPushButton) if each.accessibleName().startswith(word)
    ]
    return found


def choices(window):
    """The box of each scenario, in order."""
    return page(window)._boxes.boxes


def are_seen(window):
    """Whether each box is seen in its whole height, once it is scrolled to."""
    strip, found = page(window)._boxes, []
    for _each in range(3):
        QApplication.processEvents()
    for box in choices(window):
        strip.ensureWidgetVisible(box, 0, 0)
        found.append(box.isVisible() and box.visibleRegion().boundingRect().height() == box.height() > 10)
    return found


def test_scenarios_side_by_side_show_the_figures_of_the_comparison(window):
    window.show_compare()
    assert table(window) == expected(window, [0, 1])
    headers = page(window)._table
    assert [headers.horizontalHeaderItem(column).text() for column in (0, 1)] == [
        scenario.name for scenario in window.session.document.scenarios
    ]


def test_four_scenarios_stand_side_by_side(four):
    four.show_compare()
    assert table(four) == expected(four, [0, 1, 2, 3])
    assert [box.isChecked() for box in choices(four)] == [True] * 4


def test_a_scenario_with_nothing_in_it_stands_back_from_those_that_hold_a_plan(four):
    four.scenario_acts.add()
    four.session.show_scenario(1)
    assert len(four.session.document.scenarios) == 5
    four.scenario_acts.move(4, 0)
    four.show_compare()
    assert [box.isChecked() for box in choices(four)] == [False, True, True, True, True]


def test_a_fifth_scenario_says_why_it_is_not_shown(five):
    said = []
    five.scenario_acts.announced.connect(said.append)
    five.show_compare()
    assert table(five) == expected(five, [0, 1, 2, 3])
    choices(five)[4].click()
    assert [box.isChecked() for box in choices(five)] == [True] * 4 + [False]
    assert table(five) == expected(five, [0, 1, 2, 3])
    why = page(five)._full
    assert why.isVisible()
    assert "4" in why.text()
    assert "« E »" in why.text().replace("\xa0", " ")
    assert said == [why.text()]


def test_a_fifth_scenario_takes_the_place_of_one_left_out(five):
    five.show_compare()
    choices(five)[4].click()
    choices(five)[1].click()
    assert not page(five)._full.isVisible()
    assert table(five) == expected(five, [0, 2, 3])
    choices(five)[4].click()
    assert table(five) == expected(five, [0, 2, 3, 4])
    assert not page(five)._full.isVisible()


CHANGES = {
    "retained": lambda window: act(window, "Retenir", 1).click(),
    "no longer chosen": lambda window: choices(window)[1].click(),
    "edited": lambda window: window.session.place(["TET010"], Term.parse("2028-S1")),
    "copied": lambda window: window.scenario_acts.duplicate(0),
    "deleted": lambda window: window.scenario_acts.delete(2),
    "renamed": lambda window: window.scenario_acts.rename(1, "Autre nom"),
    "undone": lambda window: (window.scenario_acts.add(), window.session.history.undo()),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("width", [1024, 1366])
def test_the_boxes_are_still_seen_after_a_change(open_window, example, change, width):
    window = open_window(more_scenarios(example, **{"C & D": 4, "E": 2}), size=(width, 700))
    window.show_compare()
    assert are_seen(window) == [True] * 4
    CHANGES[change](window)
    assert are_seen(window) == [True] * len(window.session.document.scenarios)


def test_the_keys_stay_on_the_box_and_on_the_button_that_was_pressed(four):
    four.show_compare()
    box = choices(four)[1]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()
    assert four.focusWidget() is box
    retain = act(four, "Retenir", 1)
    retain.setFocus()
    QTest.keyClick(retain, Qt.Key.Key_Space)
    assert four.session.document.scenarios[2].retained
    assert four.focusWidget() is retain
    assert retain.text() == "★ Retenu"


def test_the_last_scenario_cannot_be_left_out(four):
    four.show_compare()
    for _each in range(4):
        next(box for box in choices(four) if box.isChecked()).click()
    assert page(four)._table.columnCount() == 1
    assert [box.isChecked() for box in choices(four)].count(True) == 1


def test_what_all_scenarios_share_is_said_once(window):
    window.session.do("tariff", lambda plan: replace(plan, profile=replace(plan.profile, tariff="region-job-seeker")))
    window.show_compare()
    said = dict(table(window))
    (cost,) = [cells for head, cells in said.items() if head.startswith("Coût")]
    assert [cell.replace("\xa0", " ").replace("\u202f", " ") for cell in cost] == [
        "1 534 €, le même pour les deux : la fiche ne donne que le total"
    ]
    assert all(len(cells) == 1 or len(set(cells)) > 1 for cells in said.values())


def test_a_scenario_is_opened_from_there(window):
    window.show_compare()
    names = [scenario.name for scenario in window.session.document.scenarios]
    assert names[1] in act(window, "Ouvrir", 1).accessibleName()
    act(window, "Ouvrir", 1).click()
    assert window.session.document.active == 1
    assert window.pages.currentWidget() is workspace_of(window)
    assert window.session.history.count() == 0


def test_a_scenario_is_retained_from_there_and_no_longer(window):
    def retain(column):
        act(window, "Retenir", column).click()
        QApplication.processEvents()

    before = window.session.document
    window.show_compare()
    retain(1)
    assert [scenario.retained for scenario in window.session.document.scenarios] == [False, True]
    retain(0)
    assert [scenario.retained for scenario in window.session.document.scenarios] == [True, False]
    retain(0)
    assert not any(scenario.retained for scenario in window.session.document.scenarios)
    assert window.session.history.count() == 3
    for _each in range(3):
        window.session.history.undo()
    assert window.session.document == before


def test_the_page_follows_edits_made_meanwhile(window):
    window.show_compare()
    window.session.place(["TET010"], Term.parse("2028-S1"))
    assert table(window) == expected(window, [0, 1])
    window.session.history.undo()
    assert table(window) == expected(window, [0, 1])


def test_a_scenario_deleted_meanwhile_leaves_the_page(four):
    four.show_compare()
    four.scenario_acts.delete(2)
    assert table(four) == expected(four, [0, 1, 2])
    assert choices(four)[2].text() == "E"
    four.session.history.undo()
    assert not page(four).grab().isNull()


def test_after_scenarios_change_places_the_same_ones_are_compared(four):
    four.show_compare()
    choices(four)[0].click()
    names = [box.text() for box in choices(four) if box.isChecked()]
    four.scenario_acts.move(3, 0)
    assert sorted(box.text() for box in choices(four) if box.isChecked()) == sorted(names)


def test_names_with_an_ampersand_are_shown_as_they_are(four):
    four.show_compare()
    assert choices(four)[2].text() == "C && D"
    assert page(four)._table.horizontalHeaderItem(2).text() == "C & D"


def test_ctrl_k_goes_there_and_back(window):
    shortcut(window, "Ctrl+K")
    assert window.pages.currentWidget() is page(window)
    shortcut(window, "Ctrl+K")
    assert window.pages.currentWidget() is workspace_of(window)


def test_its_button_leads_back(window):
    window.show_compare()
    button(page(window), "Retour au plan").click()
    assert window.pages.currentWidget() is workspace_of(window)


def test_comparing_drops_what_is_only_tried(window):
    advised(window, lambda: window.scenario_acts.fails("AST004"))
    window.show_compare()
    assert window.session.trial is None
    assert table(window) == expected(window, [0, 1])


def test_a_single_scenario_can_be_looked_at(open_window, blank):
    window = open_window(blank)
    window.show_compare()
    assert page(window)._table.columnCount() == 1
    assert not page(window).grab().isNull()


def test_without_another_scenario_one_line_says_what_to_do_and_does_it(open_window, blank):
    window = open_window(blank)
    window.show_compare()
    assert page(window)._alone.isVisible()
    button(page(window), "Dupliquer ce scénario").click()
    assert len(panels(window)) == 2
    assert not page(window)._alone.isVisible()


def test_another_document_is_never_compared_with_the_last(window, blank):
    window.show_compare()
    window.documents.show(blank, None)
    assert window.pages.currentWidget() is workspace_of(window)
    window.show_compare()
    assert table(window) == expected(window, [0])


@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_the_boxes_are_seen_when_the_page_opens(open_window, example, width):
    window = open_window(example, size=(width, 700))
    for count in range(3, 8):
        window.scenario_acts.duplicate(0)
        window.show_compare()
        assert are_seen(window) == [True] * count
        window.show_board()


def test_a_box_cuts_a_long_name_and_says_it_whole_in_its_tooltip(open_window, example):
    name = "Une variante au nom bien trop long pour tenir dans la rangée"
    window = open_window(more_scenarios(example, **{name: 4}))
    shortcut(window, "ctrl+k")
    short, *_others, long = choices(window)
    assert long.text().endswith("…")
    assert long.accessibleName() == name
    assert name in long.toolTip()
    assert not short.toolTip()


@pytest.mark.parametrize("width", [1024, 1366, 1367, 1920])
def test_the_last_panel_ends_where_the_table_does(open_window, example, width):
    window = open_window(more_scenarios(example, C=4))
    window.resize(width, 768)
    shortcut(window, "ctrl+k")
    QApplication.processEvents()
    last, table = panels(window)[-1], page(window)._table
    assert last.geometry().right() == table.geometry().right()
    QApplication.processEvents()
    ends = [each.mapTo(page(window), each.rect().topRight()).x() for each in (page(window)._file, table)]
    assert ends[0] == ends[1], "the buttons end where the panels do"
