"""The picture of the board: its size, what it may say, and that nothing hostile breaks it."""

from dataclasses import replace

from PySide6.QtGui import QImage

from csp_planner.domain.plan import Placement
from csp_planner.domain.terms import Term
from csp_planner.drawing.canvas import Canvas
from csp_planner.drawing.picture import board_image, png_bytes
from csp_planner.export.compose import comparison_document, plan_content
from csp_planner.export.options import Options

from ..export.conftest import TODAY, judged


def content_of(case, options: Options | None = None):
    return plan_content(case.plan, case.evaluation, options or Options())


def test_a_png_is_twice_the_size_of_the_board(example):
    image = QImage.fromData(png_bytes(content_of(example), "Plan"))
    assert image.width() == 2200
    assert image.width() == 2 * board_image(content_of(example), 1).width()
    assert image.text("Title") == "Plan"


def test_the_same_plan_gives_the_same_picture(example):
    assert png_bytes(content_of(example), "Plan") == png_bytes(content_of(example), "Plan")


def test_the_picture_shows_the_plan(example, empty_plan):
    full, empty = board_image(content_of(example)), board_image(content_of(judged(empty_plan)))
    assert full != empty
    assert full.height() > empty.height()


def test_the_learner_is_in_it_only_where_that_may_be(example):
    numbered = example.plan.with_scenario(replace(example.plan.scenario, name="scénario 1"))
    nameless = replace(numbered, profile=replace(example.plan.profile, name=""))
    without = board_image(content_of(example, Options(personal_data=False)))
    assert without == board_image(content_of(judged(nameless)))
    assert without != board_image(content_of(example))


def test_titles_are_whole_because_a_picture_has_no_tooltip(rich, monkeypatch):
    written = []
    write = Canvas.text

    def text(canvas, face, x, top, text, *more):
        written.append(text.replace("\u00a0", " "))
        return write(canvas, face, x, top, text, *more)

    monkeypatch.setattr(Canvas, "text", text)
    board_image(content_of(rich))
    said = " ".join(written)
    for placement in rich.plan.scenario.placements:
        unit = rich.plan.programme.by_code.get(placement.unit)
        assert unit is None or unit.title in said or rich.plan.profile.credit(unit.code)


def test_hostile_text_changes_no_size(hostile, rich):
    assert board_image(content_of(hostile)).size().width() == board_image(content_of(rich)).size().width()


def test_an_endless_board_is_drawn_smaller(example):
    plan = example.plan
    unit = plan.programme.units[0]
    units = tuple(replace(unit, code=f"U{n}") for n in range(500))
    placements = tuple(Placement(unit=f"U{n}", term=Term.parse("2027-S1")) for n in range(500))
    programme = replace(plan.programme, units=(*plan.programme.units, *units), recommended_order=())
    scenario = replace(plan.scenario, placements=placements)
    image = board_image(content_of(judged(replace(plan, programme=programme, scenarios=(scenario,)))))
    assert image.height() <= 16_000
    assert image.width() > 500


def test_scenarios_side_by_side_are_a_picture_too(example):
    made = comparison_document(example.plan, (0, 1), TODAY, Options())
    image = QImage.fromData(png_bytes(made.parts[0], made.title))
    assert image.width() == 2200
    assert image.text("Title") == made.title
    alone = comparison_document(example.plan, (0,), TODAY, Options())
    assert board_image(alone.parts[0]) != board_image(made.parts[0])
