"""Small programmes and awards to compare."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies as st

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.offers import Offer, Offers
from csp_planner.domain.programme import Programme, Unit, UnitKind
from csp_planner.domain.terms import Part

S1, S2, ANNUAL = (Offer(Part.S1),), (Offer(Part.S2),), (Offer(Part.ANNUAL),)
__all__ = [
    *("ANNUAL", "S1", "S2", "Block", "TakeBlocks", "TakeEcts", "TakeUnits"),
    *("awards", "branches", "sheet", "unit", "without"),
]


def unit(
    code: str, ects: float = 6, openings: Mapping[int, Offers] | None = None, kind: UnitKind = UnitKind.TAUGHT
) -> Unit:
    return Unit(
        code=code, title=f"Unité {code}", ects=ects, hours=50, kind=kind,
        openings={2025: S1} if openings is None else openings,
    )  # fmt: skip


def sheet(*units: Unit, award: Block | None = None, years: tuple[int, ...] = (2025,)) -> Programme:
    return Programme(
        code="TST01",
        title="Essai",
        publisher="Centre A",
        sheet="fiche",
        published_years=years,
        units=units,
        award=award,
    )


def without(programme: Programme, code: str) -> Programme:
    return replace(programme, units=tuple(one for one in programme.units if one.code != code))


def branches(*blocks: Block, count: int = 1, label: str = "") -> Block:
    return Block(label=label, take=TakeBlocks(count), members=blocks)


labels = st.sampled_from(("", "", "Nord", "Sud", "Langue"))
takes = st.one_of(
    st.just("all"), st.none(), st.builds(TakeUnits, st.integers(1, 5)),
    st.builds(TakeEcts, st.integers(1, 30).map(float)), st.builds(TakeBlocks, st.integers(1, 4)),
)  # fmt: skip
awards = st.recursive(
    st.builds(Block, label=labels, take=takes, members=st.lists(st.sampled_from("ABCDEFX"), max_size=4).map(tuple)),
    lambda inner: st.builds(
        Block,
        label=labels,
        take=takes,
        at_least_blocks=st.none() | st.integers(1, 3),
        members=st.lists(st.sampled_from("ABCDEFX") | inner, max_size=5).map(tuple),
        printed_ects=st.none() | st.just(12.0),
    ),
    max_leaves=8,
)
"""Awards of a few units, one of which is no row."""
