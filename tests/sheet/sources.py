"""A source of each kind, of the same small diploma."""

from csp_planner.domain.award import Block, TakeUnits
from csp_planner.domain.offers import Offer, Opening
from csp_planner.domain.programme import AnnouncedTotals, Programme, Tariff, Unit, UnitKind
from csp_planner.domain.terms import Part

from .papers import column, pdf
from .printing import as_csv, as_recap, as_xlsx

_TITLES = ("Droit social", "Économie : l’entreprise", "Sociologie", "Expérience professionnelle de 18 mois", "Anglais")


def small_programme() -> Programme:
    """Five rows in two groups."""
    openings = {2025: Opening.SEMESTER_1.offers(), 2026: (Offer(Part.S1), Offer(Part.S2))}
    units = tuple(
        Unit(code=f"ABC10{place}", title=title, ects=6, hours=48, kind=UnitKind.TAUGHT, openings=openings)
        for place, title in enumerate(_TITLES)
    )
    groups = (
        Block(label="Unités obligatoires", members=("ABC100", "ABC101", "ABC103")),
        Block(label="Options", take=TakeUnits(1), members=("ABC102", "ABC104"), printed_ects=6),
    )
    return Programme(
        code="XYZ01",
        title="Diplôme d’essai",
        publisher="Centre",
        sheet="",
        published_years=(2025, 2026),
        announced=AnnouncedTotals(ects=30, hours=240),
        units=units,
        award=Block(members=groups),
        tariffs=(Tariff(code="cpf", label={"fr": "Avec mon CPF"}, euros=6225),),
    )


def _on_paper() -> bytes:
    lines = as_recap(small_programme()).replace("🕒 ", "").split("\n")
    placed = []
    for x, y, line in column(lines, step=14):
        title, *cells = line.split("\t")
        placed += [(x, y, title), *((x + 330 + 100 * place, y, cell) for place, cell in enumerate(cells) if cell)]
    return pdf([placed])


SOURCES = {
    "recap": as_recap(small_programme()).encode(),
    "csv": as_csv(small_programme()),
    "xlsx": as_xlsx(small_programme()),
    "pdf": _on_paper(),
}
