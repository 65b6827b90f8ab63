"""What the panel says of a proposal: what is left out first, the rules, waivers to ask for, advice as links."""

from PySide6.QtCore import Qt

from csp_planner.domain.terms import Term

from ...awards import plan_with_choices
from ..hand import placements, workspace_of
from .asking import PATIENCE_MS, offers, panel_of, propose_in, said


def led_by(zone):
    """The units whose cards the window is asked to show, from now on."""
    found = []
    zone.side.unit_chosen.connect(found.append)
    return found


def test_a_waiver_that_the_proposal_makes_is_to_be_asked_for_and_one_tick_takes_it_away(
    qtbot, blank_zone, panel, propose
):
    propose()
    session = blank_zone.session
    assert "Dérogation à demander : TET007" in said(panel)
    assert session.plan.scenario.placement("TET007").waiver is not None
    panel.choices._waivers.click()
    qtbot.waitUntil(
        lambda: "TET007" not in placements(session.plan) and not panel._busy.isVisible(), timeout=PATIENCE_MS
    )
    assert "Dérogation à demander" not in said(panel)


def test_units_left_out_are_said_first_and_the_plan_does_not_end(blank_zone, panel, propose):
    panel.choices._waivers.click()
    propose()
    first, last = panel._answer.text.split("\n")
    assert first.startswith("TET007, ")
    assert "n’ouvrent dans aucune des années à venir" in first
    assert last.startswith("Planifié jusqu’à S")
    assert "Le plan proposé finit" not in said(panel)


def test_a_unit_left_out_is_offered_a_waiver_of_its_own(qtbot, blank_zone, panel, propose):
    panel.choices._waivers.click()
    propose()
    session = blank_zone.session
    row = next(row for row in offers(panel) if "TET007" in row.text())
    row.click()
    qtbot.waitUntil(lambda: "TET007" in placements(session.plan) and not panel._busy.isVisible(), timeout=PATIENCE_MS)
    assert session.plan.scenario.placement("TET007").waiver is not None
    assert session.document.scenario.wishes.waivable == ("TET007",)


def test_the_rules_are_one_sentence(panel, propose):
    propose()
    (rules,) = [line for line in said(panel).split("\n") if line.startswith("Le plan respecte ces règles")]
    assert "au plus 24 ECTS par semestre" in rules
    assert "le rapport pas avant" in rules
    assert "dérogation" not in rules


def test_each_waiver_to_ask_for_is_named_once_where_it_leads_to_its_card(blank_window, qtbot):
    panel = panel_of(blank_window)
    propose_in(panel, qtbot)
    assert said(panel).lower().count("dérogation à demander") == 2
    for unit in ("TET007", "UAS004"):
        (row,) = [row for row in offers(panel) if "à demander" in row.text() and unit in row.text()]
        row.click()
        assert workspace_of(blank_window).board.list_of(unit).selected_codes == [unit]


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


def test_a_plan_as_good_as_can_be_is_said_to_be_the_best_and_nothing_is_to_keep(blank_zone, panel, propose):
    propose()
    assert blank_zone.session.keep_trial()
    propose()
    assert "Votre plan est déjà le meilleur." in said(panel)
    assert blank_zone.session.trial is None


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
