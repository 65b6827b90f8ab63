"""A unit in hand that does not open every year: what is said where it is taken, and where it is not."""

from dataclasses import replace

from csp_planner.domain.edits import enter_rhythm
from csp_planner.domain.offers import Opening, offers_of
from csp_planner.domain.plan import Plan
from csp_planner.domain.rhythms import Rhythm

from ..hand import TODAY, Drag, card, outside, workspace_of

S1 = Opening.SEMESTER_1


def published(plan: Plan, openings: dict[int, Opening | None]) -> Plan:
    """The plan once the sheet has AST004 so."""
    cells = {year: offers_of(opening) for year, opening in openings.items()}
    units = tuple(replace(unit, openings=cells) if unit.code == "AST004" else unit for unit in plan.programme.units)
    return replace(plan, programme=replace(plan.programme, units=units))


def said(window, where: str) -> str:
    """What the card in hand says over *where*."""
    held = Drag(window, "AST004").over(where)
    words = " ".join(workspace_of(window).carry.ghost._tip).replace("\xa0", " ")
    held.to(outside(window)).let_go()
    return words


def test_the_card_in_hand_says_what_the_opening_rests_on(blank_window, blank):
    cases = (
        ({2023: S1, 2024: None, 2025: S1}, "2027-S1", "Prévision : une année sur deux, d’après 3 éditions."),
        ({2023: S1, 2024: None, 2025: S1}, "2026-S2", "une année sur deux, d’après 3 éditions."),
        ({2023: S1, 2024: S1}, "2027-S1", "AST004 est absente de l’édition 2025/2026"),
        ({}, "2027-S1", "Aucune fiche ne dit à quel semestre elle ouvre."),
        ({2023: S1, 2024: S1, 2025: S1}, "2027-S1", ""),
    )
    for openings, where, words in cases:
        blank_window.session.do("fiche", lambda plan, openings=openings: published(plan, openings))
        found = said(blank_window, where)
        assert words in found
        if not words:
            assert "deux" not in found
            assert "rythme" not in found
    # And the rhythm that the user entered.
    blank_window.documents.show(blank, None)
    blank_window.session.do("rythme", lambda plan: enter_rhythm(plan, "AST004", Rhythm.ODD, "le centre", TODAY))
    assert "Prévision d’après votre rythme : années impaires." in said(blank_window, "2027-S1")
    assert card(blank_window, "AST004").chip == "S1 (saisi)"
