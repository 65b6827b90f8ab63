"""A sentence that can be clicked is as tall as its lines."""

from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import TextRow


def test_its_height_follows_its_words_its_width_and_the_size_of_its_type(qtbot):
    row = TextRow()
    qtbot.addWidget(row)
    row.say("Encore à placer")
    short = row.heightForWidth(300)
    assert row.heightForWidth(300) == short
    assert row.heightForWidth(60) > short
    row.say("Encore à placer : TET007, TET010, UAS004, et bien d’autres unités que celles-ci.")
    long = row.heightForWidth(300)
    assert long > short
    row.setFont(theme.scaled(row.font(), 1.5))
    assert row.heightForWidth(300) > long
    row.setFont(theme.scaled(row.font(), 1 / 1.5))
    assert row.heightForWidth(300) == long
