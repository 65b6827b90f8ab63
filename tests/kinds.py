"""A programme with rows of every kind, as real sheets mix them."""

from collections.abc import Mapping

from csp_planner.domain.codes import made_up_code
from csp_planner.domain.offers import Offers, Opening
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import AnnouncedTotals, Programme, Unit, UnitKind
from csp_planner.domain.terms import Term

SEMINAR = made_up_code("Séminaire d’ouverture")
"""A row without a code, attended."""
FREE = made_up_code("Une UE du département")
"""A free unit, which has no code either."""


def _unit(code: str, title: str, ects: float, kind: UnitKind, openings: Mapping[int, Offers] | None = None) -> Unit:
    return Unit(code=code, title=title, ects=ects, kind=kind, openings=openings or {})


def programme_of_all_kinds() -> Programme:
    """Two units, a row without a code, two milestones, two rows of experience without months, and two free units."""
    first, second = {2025: Opening.SEMESTER_1.offers()}, {2025: Opening.SEMESTER_2.offers()}
    return Programme(
        code="CYC0000A",
        title="Ingénieur, spécialité cybersécurité",
        publisher="Cnam",
        sheet="fiche d’exemple",
        published_years=(2025,),
        announced=AnnouncedTotals(ects=54),
        units=(
            _unit("SEC101", "Cybersécurité", 6, UnitKind.TAUGHT, first),
            _unit("SEC102", "Menaces informatiques", 6, UnitKind.TAUGHT, second),
            _unit(SEMINAR, "Séminaire d’ouverture", 2, UnitKind.TAUGHT, first),
            _unit("UAAD91", "Admission à l’école d’ingénieur", 0, UnitKind.MILESTONE),
            _unit("UATE01", "Test d’anglais", 0, UnitKind.MILESTONE),
            _unit("UAEP05", "Expérience professionnelle", 15, UnitKind.EXPERIENCE),
            _unit("UAEP06", "Expérience professionnelle", 15, UnitKind.EXPERIENCE),
            _unit("SHS000", "UE d’ouverture au choix", 6, UnitKind.SLOT),
            _unit(FREE, "Une UE du département", 4, UnitKind.SLOT),
        ),
    )


def plan_of_all_kinds() -> Plan:
    """An empty plan of that programme."""
    scenario = Scenario(name="A", start=Term.parse("2026-S1"), max_ects=None)
    return Plan(programme=programme_of_all_kinds(), profile=Profile(), scenarios=(scenario,))
