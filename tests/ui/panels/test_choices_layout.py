"""Where the choices of an award stand in the left zone, and what is painted anew."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from csp_planner.domain.edits import place
from csp_planner.domain.terms import Term
from csp_planner.ui import theme
from csp_planner.ui.board.line import Line, LineKind
from csp_planner.ui.panels.line_words import CHOICE

from ...awards import BRANCHES, TWO_OF_FIVE, plan_with_choices
from ..alone import HEIGHT, LOW
from ..hand import TODAY, drag, line, pool, workspace_of
from .choices import large


def rect_of(left, key) -> QRect:
    index = pool(left).cards.index(pool(left).cards.keys.index(key))
    return pool(left).visualRect(index)


def heads(left, stage: str) -> list[Line]:
    shown = [each for each in pool(left).cards if isinstance(each, Line) and each.kind is LineKind.CHOICE]
    return [head for head in shown if head.path.startswith(f"{stage}.")]


def test_with_70_rows_and_8_choices_those_of_the_first_stage_are_all_in_view(open_pool):
    plan = large(stages=4, due=5, choices=2, options=6)
    assert len(plan.programme.units) == 68
    left = open_pool(plan)
    found = heads(left, "1")
    assert len(found) == 2
    view = pool(left).viewport().rect()
    for head in found:
        assert view.contains(rect_of(left, head.key)), head.title


@pytest.mark.parametrize("height", [HEIGHT, LOW])
def test_no_line_at_the_lower_edge_is_painted_in_part(open_pool, height):
    left = open_pool(large(stages=4, due=6, choices=2, options=6))
    left.resize(left.width(), height)
    QApplication.processEvents()
    units = pool(left)
    workspace_of(left).pool.filter.setFocus()
    view = units.viewport().rect()
    (cut,) = [
        rect
        for key in units.cards.keys
        if (rect := rect_of(left, key)).top() < view.bottom() < rect.bottom() - 2 * theme.GRID
    ] or [QRect()]
    assert not cut.isNull(), "the height was chosen so that a card would be cut"
    QApplication.processEvents()
    picture = units.viewport().grab().toImage()
    ground = picture.pixelColor(QPoint(view.center().x(), view.bottom()))
    seen = {
        picture.pixelColor(x, y).name() for x in range(0, view.width(), 3) for y in range(cut.top() + 1, view.bottom())
    }
    assert seen == {ground.name()}


def test_a_long_label_takes_two_lines(open_pool):
    left = open_pool(large(stages=1, due=1, choices=1, options=3))
    short = open_pool(plan_with_choices())
    (long,) = heads(left, "1")
    assert rect_of(left, long.key).height() > rect_of(short, CHOICE + TWO_OF_FIVE).height()


def test_one_stage_needs_no_heading(open_pool):
    left = open_pool(large(stages=1, due=2, choices=1, options=3))
    assert pool(left).cards.keys == ["UE000", "UE001", "choice 1.1"]


def test_a_drop_changes_only_the_lines_that_say_something_else(open_window):
    window = open_window(large(stages=4, due=3, choices=25, options=4))
    model, before = pool(window).cards, list(pool(window).cards)
    spies = [QSignalSpy(signal) for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved)]
    drag(window, "UE001", "2027-S1")
    changed, inserted, removed = (spy.count() for spy in spies)
    assert (changed, inserted, removed) == (1, 0, 1), "the heading of the stage, and the card that left"
    stayed = {id(line) for line in model}
    assert len([line for line in before if id(line) in stayed]) == len(before) - 2


def test_what_stands_in_no_stage_comes_before_the_first_heading(open_pool):
    plan = large(stages=2, due=2, choices=1, options=3)
    award = plan.programme.award
    first, *others = award.members[0].members
    stage = replace(award.members[0], members=tuple(others))
    award = replace(award, members=(stage, award.members[1], first))
    left = open_pool(replace(plan, programme=replace(plan.programme, award=award)))
    assert pool(left).cards.keys[:3] == ["UE000", "stage 1", "UE001"]


def test_the_interview_opens_the_list_while_choices_are_left_and_counts_them(open_window):
    plan = plan_with_choices()
    for code, term in {"SOC101": "2027-S1", "SOC102": "2027-S2", "SOC201": "2027-S1", "MEM201": "2028-A"}.items():
        plan = place(plan, code, Term.parse(term), TODAY)
    window = open_window(plan)
    window.toggle_interview()
    strip = workspace_of(window).strip
    assert workspace_of(window).zones.is_open(0)
    assert strip.units.accessibleName() == "4 choix à faire"
    window.session.unplace(["SOC101"])
    assert strip.units.accessibleName() == "1 à placer, 4 choix"


def test_the_long_name_of_a_branch_leaves_room_for_the_name_of_its_choice(open_pool):
    plan = plan_with_choices()
    stage, other = plan.programme.award.members[1], plan.programme.award.members[0]
    branching = stage.blocks[1]
    name = "Parcours de chimie analytique, organique et des matériaux avancés"
    branches = (branching.members[0], replace(branching.members[1], label=name))
    members = tuple(replace(branching, members=branches) if each is branching else each for each in stage.members)
    award = replace(plan.programme.award, members=(other, replace(stage, members=members)))
    scenario = replace(plan.scenario, branches=("2.2.2",))
    left = open_pool(replace(plan, programme=replace(plan.programme, award=award), scenarios=(scenario,)))
    delegate, head = pool(left)._lines, line(left, CHOICE + BRANCHES)
    width = pool(left).viewport().width()
    assert head.figure.endswith(name)
    assert delegate._figure(head, width).endswith("…")
    assert delegate._heads(head, width) == ["Option"]


def test_what_is_left_of_a_stage_is_said_whole_beside_its_short_name(open_pool):
    left = open_pool(plan_with_choices())
    delegate, stage = pool(left)._lines, line(left, "stage 1")
    metrics, needed = delegate._metrics, delegate._metrics[2].horizontalAdvance(stage.figure)
    width = delegate._left(stage) + metrics[0].horizontalAdvance(stage.title) + needed + 8 * theme.GRID
    assert needed > width // 2 - delegate._left(stage)
    assert delegate._figure(stage, width) == stage.figure
    long = replace(stage, title="Une étape qui a un nom bien plus long que les autres")
    assert delegate._figure(long, width).endswith("…")
