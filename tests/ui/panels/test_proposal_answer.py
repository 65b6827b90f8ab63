"""What the panel says of a proposal: what is left out first, the rules, waivers to ask for, advice as links."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from csp_planner.domain.terms import Term

from ...awards import plan_with_choices
from ..hand import placements, workspace_of
from .asking import PATIENCE_MS, offers, panel_of, propose_in, said


def led_by(zone):
    """The units whose cards the window is asked to show, from now on."""
    found = []
    zone.side.unit_chosen.connect(found.append)
    return found


def test_waivers_to_ask_for_are_named_and_lead_to_their_cards_and_one_tick_does_without_them(blank_window, qtbot):
    session, panel = blank_window.session, panel_of(blank_window)
    propose_in(panel, qtbot)
    (rules,) = [line for line in said(panel).split("\n") if line.startswith("Le plan respecte ces règles")]
    assert "au plus 24 ECTS par semestre" in rules
    assert "le rapport pas avant" in rules
    assert "dérogation" not in rules
    assert "Dérogation à demander : TET007" in said(panel)
    assert said(panel).lower().count("dérogation à demander") == 2
    for unit in ("TET007", "UAS004"):
        assert session.plan.scenario.placement(unit).waiver is not None
        (row,) = [row for row in offers(panel) if "à demander" in row.text() and unit in row.text()]
        row.click()
        assert workspace_of(blank_window).board.list_of(unit).selected_codes == [unit]

    panel.choices._waivers.click()
    qtbot.waitUntil(
        lambda: "TET007" not in placements(session.plan) and not panel._busy.isVisible(), timeout=PATIENCE_MS
    )
    assert "Dérogation à demander" not in said(panel)
    first, last = panel._answer.text.split("\n")  # units left out are said first, and the plan does not end
    assert first.startswith("TET007, ")
    assert "n’ouvrent dans aucune des années à venir" in first
    assert last.startswith("Planifié jusqu’à S")
    assert "Le plan proposé finit" not in said(panel)

    row = next(row for row in offers(panel) if "TET007" in row.text())  # one is offered a waiver of its own
    row.click()
    qtbot.waitUntil(lambda: "TET007" in placements(session.plan) and not panel._busy.isVisible(), timeout=PATIENCE_MS)
    assert session.plan.scenario.placement("TET007").waiver is not None
    assert session.document.scenario.wishes.waivable == ("TET007",)

    assert "Planifié jusqu’à S" in said(panel)
    QTest.keyClick(blank_window, Qt.Key.Key_Escape)  # drops the proposal, and what was said of it
    assert session.trial is None
    assert panel.isVisible()
    assert "Choisissez ce qui compte" in said(panel)
    assert "Planifié jusqu’à S" not in said(panel)
    assert panel._answer.rows == []


def test_another_goal_that_gives_the_same_plan_says_so(qtbot, panel, propose):
    panel.choices._ects.enter(12)
    propose()
    early = said(panel)
    panel.choices._objectives.button(1).click()
    qtbot.waitUntil(lambda: said(panel) != early and not panel._busy.isVisible(), timeout=PATIENCE_MS)
    assert "Le même plan qu’avec « Au plus tôt »" in said(panel)
    panel.choices._ects.enter(24)
    qtbot.waitUntil(lambda: "24 ECTS" in said(panel) and not panel._busy.isVisible(), timeout=PATIENCE_MS)
    assert "Le même plan" not in said(panel)


def test_an_advice_that_is_not_followed_leads_to_its_card(blank_zone, panel, propose):
    assert blank_zone.session.place(["AST005"], Term.parse("2026-S2"))  # AST004, to come before, opens in autumn
    (pin,) = [panel.choices._pins.item(row) for row in range(panel.choices._pins.count())]
    pin.setCheckState(Qt.CheckState.Checked)
    propose()
    assert "Conseils non suivis" in said(panel)
    (row,) = [row for row in offers(panel) if "AST004" in row.text()]
    led_to = led_by(blank_zone)
    row.click()
    assert led_to == ["AST005"]
    assert panel.isVisible()
    assert blank_zone.session.trial is not None


def test_what_was_proposed_is_of_its_scenario_where_it_is_the_best_once_it_is_kept(blank_zone, panel, propose):
    session = blank_zone.session
    propose()
    assert session.keep_trial()
    assert "Le plan proposé finit" in said(panel)
    session.show_scenario(0)
    assert "Le plan proposé finit" not in said(panel)
    assert panel._answer.rows == []
    session.show_scenario(1)
    propose()
    assert "Votre plan est déjà le meilleur." in said(panel)
    assert session.trial is None


def test_what_is_chosen_for_each_block_is_said_with_the_reason_and_leads_to_its_card(open_zone, qtbot):
    zone = open_zone(plan_with_choices())
    panel = panel_of(zone)
    panel._go.click()
    qtbot.waitUntil(lambda: panel._proposal is not None and not panel._busy.isVisible(), timeout=PATIENCE_MS)
    assert "\nChoisi\n" in said(panel)
    (shes,) = [row for row in offers(panel) if row.text().startswith("SHES")]
    assert "exactement ce qui est demandé" in shes.text()
    assert [row for row in offers(panel) if row.text().startswith("Option\u00a0: ")]
    led_to = led_by(zone)
    shes.click()
    (code,) = led_to
    assert zone.session.plan.scenario.placement(code) is not None
    assert code in shes.text()
