"""Random programmes that a sheet can print, with the values that a reader gives where a sheet says nothing."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, permutations

from hypothesis import strategies as st

from csp_planner.domain.award import Block, Take, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.codes import made_up_code
from csp_planner.domain.offers import Mode, Offer, Offers
from csp_planner.domain.programme import (
    Accreditation,
    AnnouncedTotals,
    Conditions,
    EnrolmentWindow,
    MonthDay,
    NextStep,
    Programme,
    Tariff,
    Unit,
    UnitKind,
)
from csp_planner.domain.terms import Part, year_label

from .printing import MONTHS

ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
amounts = st.one_of(st.integers(0, 60), st.integers(0, 6000).map(lambda hundredths: hundredths / 100)).map(float)
_letters = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", max_size=2)
codes = st.builds(
    "".join,
    st.tuples(
        # What begins with UA is no taught unit.
        st.sampled_from(("AA", "AU", "UB", "UZ", "NF", "ZZ")),
        _letters,
        st.builds("{:0{}}".format, st.integers(0, 9999), st.integers(2, 4)),
        st.sampled_from(("", "A", "C", "Z")),
    ),
)
words = st.one_of(
    st.sampled_from(
        ("œuvre", "l’État", "d'étude", "(suite)", "&", "C++", "n°", "à", "18", "100%", "<b>", "=A1", "@x", "12 h 30")
    ),
    st.text(st.characters(categories=("Lu", "Ll")), min_size=1, max_size=9),
)
titles = st.lists(words, max_size=7).map(lambda several: " ".join(("Savoirs", *several, "fin")))
# All that there can be is listed: a row has an offer for each year, and to draw one of a list takes least.
parts = st.sampled_from([several for count in range(4) for several in combinations(Part, count)])
plain_offers = parts.map(lambda several: tuple(Offer(part) for part in several))
_MODES = (*map(str, Mode), "en regroupements", "au choix du centre")
modes = st.sampled_from([several for count in range(4) for several in permutations(_MODES, count)])
offers = st.tuples(parts, modes, modes, modes).map(
    lambda drawn: tuple(Offer(part, ways) for part, ways in zip(drawn[0], drawn[1:], strict=False))
)
years = st.sets(st.integers(2015, 2035), min_size=1, max_size=5).map(lambda several: tuple(sorted(several)))
FUNDINGS = (
    ("cpf", "Avec mon CPF"),
    ("employer", "Mon employeur finance"),
    ("pole-emploi", "Pôle Emploi finance"),
    ("france-travail", "France Travail finance"),
    ("tarif-réduit", "Tarif réduit"),
)


@st.composite
def _units(draw: st.DrawFn, published: Sequence[int], offered: st.SearchStrategy[Offers]) -> tuple[Unit, ...]:
    """Units of a sheet, some without a code, each with openings for all of *published*."""
    found: dict[str, Unit] = {}
    for code in draw(st.lists(codes | st.just(""), min_size=1, max_size=12)):
        title = draw(titles)
        name = code or made_up_code(title, found)
        ects = draw(amounts.filter(bool)) if not code else draw(amounts)
        openings = {year: draw(offered) for year in published}
        hours = draw(st.none() | amounts)
        found.setdefault(
            name, Unit(code=name, title=title, ects=ects, hours=hours, kind=UnitKind.TAUGHT, openings=openings)
        )
    return tuple(found.values())


@st.composite
def _windows(draw: st.DrawFn, ordinal: str) -> EnrolmentWindow:
    opens, closes = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    day = draw(st.sampled_from((15, monthrange(2023, closes)[1])))
    french, english = MONTHS[closes - 1], ENGLISH[closes - 1]
    return EnrolmentWindow(
        opens=MonthDay(month=opens, day=1),
        closes=MonthDay(month=closes, day=day, next_year=closes < opens),
        closes_in_words={"fr": f"mi-{french}", "en": f"mid-{english}"}
        if day == 15
        else {"fr": f"fin {french}", "en": f"the end of {english}"},
        source=f"Délais d'accès : UE du {ordinal} semestre",
    )


@st.composite
def _groups(draw: st.DrawFn, units: Sequence[Unit]) -> Block | None:
    """The award of a recap sheet: None, or groups that stand below one another."""
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(units) - 1)), max_size=2)))
    bounds = [0, *(cut for cut in cuts if cut < len(units)), len(units)]
    if len(bounds) == 2:
        return None
    labels = draw(st.permutations(("Unités obligatoires", "Options : choisir 2 UE", "Unités au choix, 6 ECTS parmi")))
    takes: dict[str, Take] = {"Unités obligatoires": "all", "Options : choisir 2 UE": TakeUnits(2)}
    blocks = tuple(
        Block(
            label=label,
            take=takes.get(label, TakeEcts(6)),
            members=tuple(unit.code for unit in units[first:last]),
            printed_ects=draw(st.none() | amounts),
        )
        for label, first, last in zip(labels, bounds, bounds[1:], strict=False)
    )
    return Block(members=blocks)


def _with_rows(units: Sequence[Unit], award: Block | None) -> tuple[Unit, ...]:
    """*units* with the place in the sheet that each has."""
    groups = award.blocks if award else (Block(label="Unités obligatoires", members=tuple(one.code for one in units)),)
    sources = {
        code: f"Programme, {group.label.lower()}, ligne {row}"
        for group in groups
        for row, code in enumerate(group.codes, start=1)
    }
    return tuple(replace(unit, source=sources[unit.code]) for unit in units)


@st.composite
def recap_programmes(draw: st.DrawFn) -> Programme:
    """A programme as a recap sheet can print it."""
    published = draw(years)
    units = draw(_units(published, plain_offers))
    award = draw(_groups(units))
    units = _with_rows(units, award)
    ects, hours = draw(st.none() | amounts), draw(st.none() | amounts)
    day = draw(st.none() | st.dates(date(2020, 1, 1), date(2040, 12, 31)))
    code, first, last = draw(codes), year_label(published[0]), year_label(published[-1])
    editions = f"éditions {first} à {last}" if len(published) > 1 else f"édition {first}"
    fundings = draw(st.lists(st.sampled_from(FUNDINGS), unique=True))
    steps = draw(st.lists(codes, max_size=3, unique=True))
    has_conditions, says_blocks = draw(st.booleans()), draw(st.booleans())
    return Programme(
        code=code,
        title=draw(titles),
        publisher="",
        sheet=f"fiche récapitulative {code} (niveau 6), {editions}",
        published_years=published,
        announced=AnnouncedTotals()
        if ects is hours is None
        else AnnouncedTotals(ects=ects, hours=hours, source="En-tête de la fiche"),
        accreditation=None if day is None else Accreditation(ends=day, source="Accréditation"),
        enrolment_semester_1=draw(st.none() | _windows("1er")),
        enrolment_semester_2=draw(st.none() | _windows("2e")),
        units=units,
        award=award,
        conditions=Conditions(units=tuple(unit.code for unit in units), source="Modalités de validation, condition 1")
        if has_conditions
        else Conditions(),
        tariffs=tuple(
            Tariff(code=code, label={"fr": label}, euros=draw(st.integers(0, 10**8)) / 100, source="Tarif")
            for code, label in fundings
        ),
        next_steps=tuple(
            NextStep(code=code, title=draw(titles), level="Bac +3", source="Suites de parcours") for code in steps
        ),
        blocks_can_be_validated_alone=says_blocks and draw(st.booleans()),
        source="Blocs de compétences" if says_blocks else "",
    )


@st.composite
def _trees(draw: st.DrawFn, members: Sequence[str], depth: int, label: str) -> Block:
    """A block of *members*, some of them in blocks of their own."""
    cut = draw(st.integers(0, len(members)))
    own, rest = members[:cut], members[cut:]
    blocks: list[Block] = []
    if rest and depth:
        middle = draw(st.integers(0, len(rest) - 1))
        halves = [half for half in (rest[:middle], rest[middle:]) if half]
        blocks = [draw(_trees(half, depth - 1, f"{label} {index}")) for index, half in enumerate(halves)]
    else:
        own = members
    take: Take = draw(
        st.one_of(
            st.just("all"),
            st.builds(TakeUnits, st.integers(1, 9)),
            st.builds(TakeEcts, amounts.filter(bool)),
            st.builds(TakeBlocks, st.integers(1, 9)),
        )
    )
    counts = isinstance(take, (TakeUnits, TakeEcts))
    return Block(
        label=label,
        take=take,
        at_least_blocks=draw(st.none() | st.integers(1, 9)) if counts else None,
        members=(*own, *blocks),
        printed_ects=draw(st.none() | amounts),
    )


@st.composite
def table_programmes(draw: st.DrawFn) -> Programme:
    """A programme as a table can print it: with kinds, ways to attend and blocks inside blocks."""
    published = draw(years)
    units = tuple(replace(unit, kind=draw(st.sampled_from(UnitKind))) for unit in draw(_units(published, offers)))
    members = tuple(unit.code for unit in units)
    award = draw(st.none() | _trees(members, 3, "Bloc").map(lambda block: Block(members=(block,))))
    return Programme(
        code=draw(codes),
        title=draw(titles),
        publisher=draw(titles),
        sheet="",
        published_years=published,
        announced=AnnouncedTotals(ects=draw(st.none() | amounts), hours=draw(st.none() | amounts)),
        units=units,
        award=award,
    )
