"""Small programmes and awards to compare."""

from collections.abc import Mapping
from dataclasses import replace

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.offers import Offer, Offers
from csp_planner.domain.programme import Programme, Unit, UnitKind
from csp_planner.domain.terms import Part

S1, S2, ANNUAL = (Offer(Part.S1),), (Offer(Part.S2),), (Offer(Part.ANNUAL),)
__all__ = ["ANNUAL", "S1", "S2", "Block", "TakeBlocks", "TakeEcts", "TakeUnits", "branches", "sheet", "unit", "without"]


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
