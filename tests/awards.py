"""A composed programme with every kind of choice, for tests of all rooms.

Stage 1: two units due, two of five. Stage 2: one due, at least 6 ECTS of four, one of two branches of which one holds a
choice of its own, and three units from at least two of three domains. English stands in both stages.
"""

from dataclasses import replace

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.offers import Mode, Offer, Offers
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import AnnouncedTotals, Programme, Unit, UnitKind
from csp_planner.domain.terms import Part, Term

YEAR = 2025
EVENING = Mode.EVENING.value
PARTS: dict[str, Offers] = {
    "S1": (Offer(Part.S1, (EVENING,)),),
    "S2": (Offer(Part.S2, (EVENING,)),),
    "A": (Offer(Part.ANNUAL, (Mode.DAYTIME.value,)),),
    "S1 S2": (Offer(Part.S1, (EVENING,)), Offer(Part.S2, (Mode.DISTANCE_OPEN.value,))),
}
ROWS = (
    ("SOC101", "Introduction à la sociologie", 6, "S1"),
    ("SOC102", "Enquêtes", 6, "S2"),
    ("OPT101", "Psychologie", 6, "S1"),
    ("OPT102", "Économie", 6, "S2"),
    ("OPT103", "Droit", 6, "S1 S2"),
    ("OPT104", "Histoire", 6, "A"),
    ("OPT105", "Géographie", 6, "S1"),
    ("ANG100", "Anglais", 4, "S1 S2"),
    ("SOC201", "Sociologie du travail", 6, "S1"),
    ("SHS201", "Épistémologie", 3, "S1"),
    ("SHS202", "Éthique", 3, "S2"),
    ("SHS203", "Communication", 4, "S1 S2"),
    ("SHS204", "Gestion", 6, "S2"),
    ("BIO201", "Biologie", 6, "S1"),
    ("BIO202", "Génétique", 6, "S2"),
    ("CHI201", "Chimie", 6, "S1"),
    ("CHI202", "Chimie fine", 6, "S2"),
    ("CHI203", "Catalyse", 6, "S1"),
    ("DOM211", "Réseaux", 6, "S1"),
    ("DOM212", "Systèmes", 6, "S2"),
    ("DOM221", "Bases de données", 6, "S1 S2"),
    ("DOM231", "Sécurité", 6, "A"),
    ("MEM201", "Mémoire", 6, "A"),
)
TWO_OF_FIVE, SHES, BRANCHES, DOMAINS = "1.1", "2.1", "2.2", "2.3"
"""Paths of the choices."""


def _unit(code: str, title: str, ects: float, parts: str) -> Unit:
    kind = UnitKind.REPORT if code.startswith("MEM") else UnitKind.TAUGHT
    return Unit(code=code, title=title, ects=ects, kind=kind, openings={YEAR: PARTS[parts]})


AWARD = Block(
    label="Licence de démonstration",
    members=(
        Block(
            label="L1",
            members=(
                "SOC101",
                "SOC102",
                Block(
                    label="Options, deux UE à choisir parmi",
                    take=TakeUnits(2),
                    members=("OPT101", "OPT102", "OPT103", "OPT104", "OPT105", "ANG100"),
                    printed_ects=12,
                ),
            ),
        ),
        Block(
            label="L2",
            members=(
                "SOC201",
                Block(
                    label="SHES, 6 crédits à choisir parmi",
                    take=TakeEcts(6),
                    members=("SHS201", "SHS202", "SHS203", "SHS204", "ANG100"),
                    printed_ects=6,
                ),
                Block(
                    label="Option",
                    take=TakeBlocks(1),
                    members=(
                        Block(label="Biologie", members=("BIO201", "BIO202")),
                        Block(
                            label="Chimie",
                            members=(
                                "CHI201",
                                Block(take=TakeUnits(1), members=("CHI202", "CHI203"), label="Chimie, 1 UE"),
                            ),
                        ),
                    ),
                ),
                Block(
                    label="Domaines, 3 UE dans au moins 2 domaines",
                    take=TakeUnits(3),
                    at_least_blocks=2,
                    members=(
                        Block(label="Réseaux et systèmes", take=TakeUnits(1), members=("DOM211", "DOM212")),
                        Block(label="Données", take=TakeUnits(1), members=("DOM221",)),
                        Block(label="Sécurité", take=TakeUnits(1), members=("DOM231",)),
                    ),
                    printed_ects=18,
                    note="en respectant les règles d’exclusion",
                ),
                "MEM201",
            ),
        ),
    ),
)
PROGRAMME = Programme(
    code="LG0000A",
    title="Licence de démonstration",
    publisher="Centre d’essai",
    sheet="composée pour les essais",
    published_years=(YEAR,),
    announced=AnnouncedTotals(ects=72),
    units=tuple(_unit(*row) for row in ROWS),
    award=AWARD,
)
DUE = ("SOC101", "SOC102", "SOC201", "MEM201")


def plan_with_choices() -> Plan:
    """A plan of that programme with nothing placed."""
    return Plan(
        programme=PROGRAMME,
        profile=Profile(),
        scenarios=(Scenario(name="Scénario A", start=Term(2027, Part.S1), years=3),),
    )


def plan_with_two_languages() -> Plan:
    """The same plan, in which a choice of each stage is called « Langue »: English stands in both."""
    plan = plan_with_choices()
    first, second = AWARD.blocks
    two_of_five, (shes, branches, domains) = first.blocks[0], second.blocks
    first = replace(first, members=(*first.codes, replace(two_of_five, label="Langue, deux UE à choisir parmi")))
    second = replace(second, members=("SOC201", replace(shes, label="Langue, 6 crédits"), branches, domains, "MEM201"))
    return replace(plan, programme=replace(PROGRAMME, award=replace(AWARD, members=(first, second))))
