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

from ..alone import HEIGHT, LOW
from ..hand import TODAY, advised, button, shortcut, workspace_of


def page(comparing):
    return comparing.compare_page


def table(comparing):
    """What the table says: for each row its heading and its cells, one for all where it is said once."""
    shown = page(comparing)._table
    rows = []
    for row in range(shown.rowCount()):
        columns = 1 if shown.columnSpan(row, 0) > 1 else shown.columnCount()
        cells = [shown.item(row, column).text() for column in range(columns)]
        rows.append((shown.verticalHeaderItem(row).text(), cells))
    return rows


def expected(comparing, chosen):
    said = comparison_table(compare(comparing.session.document, chosen, TODAY))
    rows = [(row.head, [row.shared] if row.shared else list(row.values)) for row in said.figures]
    if len(chosen) > 1:
        rows.append((said.units_heading, [""]))
    return rows + [(f"{row.head} {row.title}", list(row.values)) for row in said.units]


def panels(comparing):
    return page(comparing)._strip.panels


def more_scenarios(plan, **counts):
    """*plan* with a scenario more for each name, which holds so many of the placements of the first."""
    first = plan.scenarios[0]
    more = (replace(first, name=name, placements=first.placements[:count]) for name, count in counts.items())
    return replace(plan, scenarios=(*plan.scenarios, *more))


@pytest.fixture
def comparing(open_page, example):
    return open_page(example)


@pytest.fixture
def four(open_page, example):
    return open_page(more_scenarios(example, **{"C & D": 4, "E": 2}))


@pytest.fixture
def five(open_page, example):
    return open_page(more_scenarios(example, C=4, D=2, E=1))


def ticked(comparing):
    return [box.isChecked() for box in page(comparing)._boxes.boxes]


def test_scenarios_chosen_by_hand_stay_chosen_in_other_views_and_after_a_look_at_the_board(open_window, example):
    window = open_window(more_scenarios(example, **{"C & D": 4, "E": 2}))

    def is_kept(*, is_shown=True):
        stands_there = window.pages.currentWidget() is page(window)
        return ticked(window) == [True, False, True, False] and stands_there == is_shown

    window.show_compare()
    page(window)._boxes.boxes[1].click()
    page(window)._boxes.boxes[3].click()
    assert is_kept()
    window.toggle_interview()
    assert is_kept()
    window.set_scheme(theme.Scheme.DARK)
    assert is_kept()
    window.show_board()
    window.toggle_interview()
    for is_shown in (True, False, True):
        shortcut(window, "F7")
        assert is_kept(is_shown=is_shown)


def test_another_plan_begins_with_a_choice_of_its_own(four, example):
    page(four)._boxes.boxes[0].click()
    four.session.replace(example)
    page(four).begin()
    assert ticked(four) == [True, True]


def test_the_line_of_the_limit_stops_where_a_figure_stands(open_page, example):
    scenarios = replace(example.scenarios[0], max_ects=18), example.scenarios[1]
    comparing = open_page(replace(example, scenarios=scenarios))
    QApplication.processEvents()
    strip = page(comparing)._strip
    columns, image = strip.panels[0]._panels.columns(0), strip.panels[0].grab().toImage()
    at = next(index for index, bar in enumerate(strip._chart.panels[0].bars) if bar.figure == "16")
    y = round(columns.limit_y() / UNIT)
    line = [image.pixelColor(x, y).name() for x in range(image.width())]
    warning, column = theme.tokens().warning.lower(), columns.column(at)
    assert warning in line
    middle, reach = round(column.center().x() / UNIT), strip.fontMetrics().horizontalAdvance("16") // 2 + 4
    assert warning not in line[middle - reach : middle + reach]


def act(comparing, word, column):
    """The button of a panel whose name starts with *word*."""
    (found,) = [
        each for each in panels(comparing)[column].findChildren(QPushButton) if each.accessibleName().startswith(word)
    ]
    return found


def choices(comparing):
    """The box of each scenario, in order."""
    return page(comparing)._boxes.boxes


def are_seen(comparing):
    """Whether each box is seen in its whole height, once it is scrolled to."""
    strip, found = page(comparing)._boxes, []
    for _each in range(3):
        QApplication.processEvents()
    for box in choices(comparing):
        strip.ensureWidgetVisible(box, 0, 0)
        found.append(box.isVisible() and box.visibleRegion().boundingRect().height() == box.height() > 10)
    return found


def test_scenarios_side_by_side_show_the_figures_of_the_comparison(comparing):
    assert table(comparing) == expected(comparing, [0, 1])
    headers = page(comparing)._table
    assert [headers.horizontalHeaderItem(column).text() for column in (0, 1)] == [
        scenario.name for scenario in comparing.session.document.scenarios
    ]


def test_four_scenarios_stand_side_by_side(four):
    assert table(four) == expected(four, [0, 1, 2, 3])
    assert [box.isChecked() for box in choices(four)] == [True] * 4


def test_a_scenario_with_nothing_in_it_stands_back_from_those_that_hold_a_plan(four):
    four.scenario_acts.add()
    four.session.show_scenario(1)
    assert len(four.session.document.scenarios) == 5
    four.scenario_acts.move(4, 0)
    assert [box.isChecked() for box in choices(four)] == [False, True, True, True, True]


def test_a_fifth_scenario_says_why_it_is_not_shown(five):
    said = []
    five.scenario_acts.announced.connect(said.append)
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
    choices(five)[4].click()
    choices(five)[1].click()
    assert not page(five)._full.isVisible()
    assert table(five) == expected(five, [0, 2, 3])
    choices(five)[4].click()
    assert table(five) == expected(five, [0, 2, 3, 4])
    assert not page(five)._full.isVisible()


CHANGES = {
    "retained": lambda comparing: act(comparing, "Retenir", 1).click(),
    "no longer chosen": lambda comparing: choices(comparing)[1].click(),
    "edited": lambda comparing: comparing.session.place(["TET010"], Term.parse("2028-S1")),
    "copied": lambda comparing: comparing.scenario_acts.duplicate(0),
    "deleted": lambda comparing: comparing.scenario_acts.delete(2),
    "renamed": lambda comparing: comparing.scenario_acts.rename(1, "Autre nom"),
    "undone": lambda comparing: (comparing.scenario_acts.add(), comparing.session.history.undo()),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("width", [1024, 1366])
def test_the_boxes_are_still_seen_after_a_change(open_page, example, change, width):
    comparing = open_page(more_scenarios(example, **{"C & D": 4, "E": 2}), width=width, height=LOW)
    assert are_seen(comparing) == [True] * 4
    CHANGES[change](comparing)
    assert are_seen(comparing) == [True] * len(comparing.session.document.scenarios)


def test_the_keys_stay_on_the_box_and_on_the_button_that_was_pressed(four):
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
    for _each in range(4):
        next(box for box in choices(four) if box.isChecked()).click()
    assert page(four)._table.columnCount() == 1
    assert [box.isChecked() for box in choices(four)].count(True) == 1


def test_what_all_scenarios_share_is_said_once(comparing):
    session, profile = comparing.session, comparing.session.document.profile
    session.do("tariff", lambda plan: replace(plan, profile=replace(profile, tariff="region-job-seeker")))
    said = dict(table(comparing))
    (cost,) = [cells for head, cells in said.items() if head.startswith("Coût")]
    assert [cell.replace("\xa0", " ").replace("\u202f", " ") for cell in cost] == [
        "1 534 €, le même pour les deux : la fiche ne donne que le total"
    ]
    assert all(len(cells) == 1 or len(set(cells)) > 1 for cells in said.values())


def test_its_key_its_button_and_that_of_a_scenario_lead_there_and_back(window):
    shortcut(window, "Ctrl+K")
    assert window.pages.currentWidget() is page(window)
    shortcut(window, "Ctrl+K")
    assert window.pages.currentWidget() is workspace_of(window)
    window.show_compare()
    button(page(window), "Retour au plan").click()
    assert window.pages.currentWidget() is workspace_of(window)
    window.show_compare()
    names = [scenario.name for scenario in window.session.document.scenarios]
    assert names[1] in act(window, "Ouvrir", 1).accessibleName()
    act(window, "Ouvrir", 1).click()
    assert window.session.document.active == 1
    assert window.pages.currentWidget() is workspace_of(window)
    assert window.session.history.count() == 0


def test_a_scenario_is_retained_from_there_and_no_longer(comparing):
    def retain(column):
        act(comparing, "Retenir", column).click()
        QApplication.processEvents()

    before = comparing.session.document
    retain(1)
    assert [scenario.retained for scenario in comparing.session.document.scenarios] == [False, True]
    retain(0)
    assert [scenario.retained for scenario in comparing.session.document.scenarios] == [True, False]
    retain(0)
    assert not any(scenario.retained for scenario in comparing.session.document.scenarios)
    assert comparing.session.history.count() == 3
    for _each in range(3):
        comparing.session.history.undo()
    assert comparing.session.document == before


def test_the_page_follows_edits_made_meanwhile(comparing):
    comparing.session.place(["TET010"], Term.parse("2028-S1"))
    assert table(comparing) == expected(comparing, [0, 1])
    comparing.session.history.undo()
    assert table(comparing) == expected(comparing, [0, 1])


def test_a_scenario_deleted_meanwhile_leaves_the_page(four):
    four.scenario_acts.delete(2)
    assert table(four) == expected(four, [0, 1, 2])
    assert choices(four)[2].text() == "E"
    four.session.history.undo()
    assert not page(four).grab().isNull()


def test_after_scenarios_change_places_the_same_ones_are_compared(four):
    choices(four)[0].click()
    names = [box.text() for box in choices(four) if box.isChecked()]
    four.scenario_acts.move(3, 0)
    assert sorted(box.text() for box in choices(four) if box.isChecked()) == sorted(names)


def test_names_with_an_ampersand_are_shown_as_they_are(four):
    assert choices(four)[2].text() == "C && D"
    assert page(four)._table.horizontalHeaderItem(2).text() == "C & D"


def test_a_single_scenario_can_be_looked_at(open_page, blank):
    comparing = open_page(blank)
    assert page(comparing)._table.columnCount() == 1
    assert not page(comparing).grab().isNull()


def test_without_another_scenario_one_line_says_what_to_do_and_does_it(open_page, blank):
    comparing = open_page(blank)
    assert page(comparing)._alone.isVisible()
    button(page(comparing), "Dupliquer ce scénario").click()
    assert len(panels(comparing)) == 2
    assert not page(comparing)._alone.isVisible()


def test_neither_what_is_tried_nor_the_document_before_is_compared(window, blank):
    advised(window, lambda: window.scenario_acts.fails("AST004"))
    assert window.session.trial is not None
    window.show_compare()
    assert window.session.trial is None
    assert table(window) == expected(window, [0, 1])
    window.documents.show(blank, None)
    assert window.pages.currentWidget() is workspace_of(window)
    window.show_compare()
    assert table(window) == expected(window, [0])


@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_the_boxes_are_seen_when_the_page_opens(open_page, example, width):
    comparing = open_page(example, width=width, height=LOW)
    for count in range(3, 8):
        page(comparing).hide()
        comparing.scenario_acts.duplicate(0)
        page(comparing).begin()
        page(comparing).show()
        assert are_seen(comparing) == [True] * count


def test_a_box_cuts_a_long_name_and_says_it_whole_in_its_tooltip(open_page, example):
    name = "Une variante au nom bien trop long pour tenir dans la rangée"
    comparing = open_page(more_scenarios(example, **{name: 4}))
    short, *_others, long = choices(comparing)
    assert long.text().endswith("…")
    assert long.accessibleName() == name
    assert name in long.toolTip()
    assert not short.toolTip()


def test_the_last_panel_ends_where_the_table_does(open_page, example):
    comparing = open_page(more_scenarios(example, C=4))
    last, table = panels(comparing)[-1], page(comparing)._table
    for width in (1024, 1366, 1367, 1920):
        comparing.resize(width, HEIGHT)
        QApplication.processEvents()
        assert page(comparing).width() == width
        assert last.geometry().right() == table.geometry().right()
        ends = [each.mapTo(page(comparing), each.rect().topRight()).x() for each in (page(comparing)._file, table)]
        assert ends[0] == ends[1], "the buttons end where the panels do"
