"""Diplomas of any size with units of all weights and openings."""

import random
from dataclasses import replace

from csp_planner.domain.offers import Opening
from csp_planner.domain.programme import Conditions, Programme, Unit, UnitKind


def varied(base: Programme, count: int, seed: int) -> Programme:
    """A diploma of *count* units of all sizes and openings, with some advice on their order."""
    dice = random.Random(seed)
    openings = (*2 * (Opening.SEMESTER_1, Opening.SEMESTER_2), Opening.ANNUAL, Opening.EITHER)
    codes = [f"U{number:03}" for number in range(count)]
    units = tuple(
        Unit(
            code=code,
            title=code,
            ects=dice.choice((2, 3, 3, 4, 4.5, 6, 6, 8)),
            hours=dice.choice((None, 21, 24.5, 36, 51, 69)),
            kind=UnitKind.REPORT if code == codes[-1] else UnitKind.TAUGHT,
            openings=dict.fromkeys((2024, 2025), dice.choice(openings).offers()),
        )
        for code in codes
    )
    conditions = Conditions(
        units=tuple(codes[:-1]), experience_unit="", experience_months=0, placement_months=0, report_unit=codes[-1]
    )
    pairs = [sorted(dice.sample(codes[:-1], 2)) for _each in range(count // 8)]
    orders = tuple(replace(base.recommended_order[0], before=before, after=after) for before, after in pairs)
    return replace(base, units=units, conditions=conditions, recommended_order=orders)
