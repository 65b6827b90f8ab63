"""What the tabs show of their scenarios: loads on one scale, judged once for each value, and never in the way."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QToolButton

from csp_planner.domain.edits import record_outcome, show_scenario
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.storage.folders import config_folder
from csp_planner.storage.settings import load_settings
from csp_planner.ui import theme
from csp_planner.ui.document import reading

from ..hand import advised, fire, placements


def tabs(window):
    return window._top.scenarios.tabs


def known(qtbot, window):
    """The loads in the tabs, once all scenarios are judged."""
    qtbot.waitUntil(lambda: tabs(window)._loads is not None and None not in tabs(window)._loads)
    return tabs(window)._loads


def description(window, index):
    bar = QAccessible.queryAccessibleInterface(tabs(window))
    return bar.child(index).text(QAccessible.Text.Description)


@pytest.fixture
def judged(monkeypatch):
    """The scenarios judged, by the session and for the tabs, by name."""
    found = []
    read = reading.read
    monkeypatch.setattr(reading, "read", lambda plan, today: found.append(plan.scenario.name) or read(plan, today))
    return found


def test_each_tab_shows_the_loads_of_its_semesters_on_one_scale_and_says_them_in_words(qtbot, window):
    first, second = known(qtbot, window)
    assert first.loads == (16, 29, 13, 0, 16, 0)
    assert len(second.loads) == len(first.loads)
    assert first.most == second.most == 29
    assert (first.limit, second.limit) == (24, 12)
    said = description(window, 0).replace("\u00a0", " ").split("\n")
    assert said == [
        "A · Au plus tôt",
        "Planifié jusqu’à S2 2028/2029",
        "Semestre le plus chargé : S1 2027/2028, 29 ECTS, pour une limite de 24 ECTS",
        "1 semestre dépasse la limite",
    ]
    bar = QAccessible.queryAccessibleInterface(tabs(window))
    assert bar.child(0).text(QAccessible.Text.Name) == "A · Au plus tôt"


def test_over_the_limit_is_coloured_and_striped_and_loads_that_would_make_the_tabs_scroll_are_left_out(qtbot, window):
    known(qtbot, window)
    bar = tabs(window)

    def colours(index):
        image = bar.grab(bar.tabRect(index)).toImage()
        return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    picture, other = colours(0), colours(1)
    assert theme.tokens().warning.lower() in picture
    assert theme.tokens().warning.lower() not in other
    assert theme.tokens().accent.lower() in other
    wide = bar.tabRect(0).width()
    bar.have_room(260)
    assert bar.tabRect(0).width() < wide
    assert bar.tabSizeHint(0).width() < wide
    assert description(window, 0).count("\n") == 3, "the words stay"
    bar.have_room(100)
    assert bar.tabSizeHint(0).width() >= wide, "the tabs scroll in any case"
    bar.have_room(900)
    assert bar.tabRect(0).width() == wide


def test_a_scenario_without_a_limit_or_without_a_unit_says_so(qtbot, open_window, example):
    first, second = example.scenarios
    plan = replace(example, scenarios=(replace(first, max_ects=None), replace(second, placements=())))
    window = open_window(plan)
    loads = known(qtbot, window)
    assert loads[0].words.replace("\u00a0", " ").endswith("Semestre le plus chargé : S1 2027/2028, 29 ECTS")
    assert loads[1].words == "Rien de planifié"
    assert not any(loads[1].loads)


def test_a_drop_is_seen_in_its_tab_at_once_and_no_scenario_is_judged_twice(qtbot, window, judged):
    known(qtbot, window)
    judged.clear()
    window.session.place(["TET010"], Term.parse("2028-S1"))
    assert tabs(window)._loads[0].loads == (16, 29, 13, 6, 16, 0)
    qtbot.wait(20)
    assert judged == ["A · Au plus tôt"], "the session has judged it, and nobody else"
    before = known(qtbot, window)
    judged.clear()
    window.session.show_scenario(1)
    qtbot.wait(20)
    assert tabs(window)._loads == before
    assert not judged, "its tab has judged it"
    assert window.session.evaluation == evaluate_plan(window.session.document, window.session.today)
    window.session.show_scenario(0)
    # Side by side neither is judged again, and after a drop only the one that has changed.
    window.show_compare()
    assert not judged
    window.session.unplace(["TET010"])
    window.session.place(["TET010"], Term.parse("2027-S1"))
    assert judged == ["A · Au plus tôt"] * 2


def test_what_all_scenarios_share_is_compared_as_it_is_now_and_changes_each_tab_later(qtbot, window, judged):
    known(qtbot, window)
    judged.clear()
    window.session.do("x", lambda plan: record_outcome(plan, "AST005", UnitState.ENROLLED, window.session.today))
    assert judged == ["A · Au plus tôt"], "the gesture does not wait for the other scenario"
    qtbot.waitUntil(lambda: judged == ["A · Au plus tôt", "B · 12 ECTS par semestre"])
    window.session.do("x", lambda plan: record_outcome(plan, "CCE003", UnitState.ENROLLED, window.session.today))
    for index in range(2):
        shown = show_scenario(window.session.document, index)
        assert window.session.reading_of(index).evaluation == evaluate_plan(shown, window.session.today)


def test_what_is_tried_is_not_in_the_tab_and_a_closed_document_leaves_nothing_to_judge(qtbot, window):
    before = known(qtbot, window)
    advised(window, lambda: window.scenario_acts.fails("TRS002"))
    assert window.session.trial is not None
    assert tabs(window)._loads == before
    window.session.drop_trial()
    window._glances.refresh()
    window.documents.may_leave = lambda: True
    window.documents.new()
    window._glances._judge_next()
    window._glances.refresh()
    assert tabs(window)._loads is None


def test_one_setting_turns_the_loads_off_and_is_kept(qtbot, window, start_window, example):
    known(qtbot, window)
    wide = tabs(window).tabSizeHint(0).width()
    view = window.menu_bar.actions()[3].menu()
    fire(view, "Afficher la charge dans les onglets")
    assert tabs(window)._loads is None
    assert tabs(window).tabSizeHint(0).width() < wide
    assert description(window, 0) == "A · Au plus tôt"
    settings = load_settings(config_folder())
    assert settings.tab_loads is False
    again = start_window(settings=settings)
    again.documents.show(example, None)
    assert tabs(again)._loads is None
    again.toggle_loads()
    assert len(known(qtbot, again)) == 2
    assert load_settings(config_folder()).tab_loads is True


def test_one_scenario_or_ten_are_reached_with_their_loads(qtbot, window, example):
    for count in (1, 10):
        scenarios = tuple(replace(example.scenarios[0], name=f"Variante {number}") for number in range(1, count + 1))
        window.documents.show(replace(example, scenarios=scenarios, active=0), None)
        assert len(known(qtbot, window)) == count
        bar = tabs(window)
        qtbot.wait(0)
        arrows = [each for each in bar.findChildren(QToolButton) if each.isVisible()]
        assert bool(arrows) is (count > 1)
        window.session.show_scenario(count - 1)
        qtbot.wait(20)
        assert bar.rect().contains(bar.tabRect(count - 1).center())


def test_loads_outlive_a_change_of_language(qtbot, window):
    known(qtbot, window)
    window.set_language("en")
    loads = known(qtbot, window)
    assert loads[0].words.startswith("Planned until")
    assert placements(window.session.document)
