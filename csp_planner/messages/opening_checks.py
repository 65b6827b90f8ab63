"""The sentences of checks about openings, with places for the values: there are several of each, by what is known."""

from csp_planner.domain.evaluation.values import Diagnostic, FixKind
from csp_planner.domain.openings import Closure
from csp_planner.messages.catalogue import _


def _can_move(diagnostic: Diagnostic) -> bool:
    return any(fix.kind is FixKind.MOVE and fix.term is not None for fix in diagnostic.fixes)


def not_open_text(diagnostic: Diagnostic) -> str:
    """That a unit does not open where it is planned."""
    if "stable_years" in diagnostic.args:
        if _can_move(diagnostic):
            return _(
                "{unit} does not open in {term}: one year in two, after {stable_years} editions. "
                "Nearest opening: {nearest}."
            )
        return _("{unit} does not open in {term}: one year in two, after {stable_years} editions.")
    if "rhythm" in diagnostic.args:
        if _can_move(diagnostic):
            return _(
                "{unit} does not open in {term}, by the rhythm that you entered ({rhythm}). Nearest opening: {nearest}."
            )
        return _("{unit} does not open in {term}, by the rhythm that you entered ({rhythm}).")
    if _can_move(diagnostic):
        return _("{unit} does not open in {term}. Nearest opening: {nearest}.")
    return _("{unit} does not open in {term}: move it, or place it with a waiver.")


def never_open_text(diagnostic: Diagnostic) -> str:
    """That a unit opens in no published year, and what that keeps from."""
    if diagnostic.term is not None:
        return _("{unit} is planned in {term} but opens in no published year: a waiver is needed.")
    if "branch" in diagnostic.args and "block" in diagnostic.args:
        return _("{unit} opens in no published year: without a waiver, “{block}” cannot be completed.")
    if "branch" in diagnostic.args:
        return _("{unit} opens in no published year: without a waiver, the branch chosen cannot be completed.")
    if "ects" not in diagnostic.args:
        return _("{unit} opens in no published year: without a waiver, the diploma cannot be completed.")
    if diagnostic.args["ects"] and "conditions" in diagnostic.args:
        return _(
            "{unit}, which is in none of the {conditions} conditions of the award, opens in no published year: "
            "without a waiver, its {ects} will be missing."
        )
    if diagnostic.args["ects"]:
        return _("{unit} opens in no published year: without a waiver, its {ects} will be missing.")
    return _("{unit} opens in no published year: a waiver allows it to be placed.")


def unit_absent_text(diagnostic: Diagnostic) -> str:
    """That the newest edition has a unit no more."""
    if diagnostic.term is not None:
        return _("{unit} is planned in {term} but is absent from the {from_year} edition: a waiver is needed.")
    return _("{unit} is absent from the {from_year} edition: a waiver allows it to be placed.")


def not_placed_text(diagnostic: Diagnostic) -> str:
    """That a unit is still to place, and from when it can be."""
    has = diagnostic.args.keys()
    if diagnostic.args.get("cause") == "term-unknown":
        return _("{unit} is still to place. No sheet says in which semester it opens; ask the centre.")
    if "nearest" in has and "stable_years" in has:
        return _("{unit} is still to place. First opening: {nearest} (one year in two, after {stable_years} editions).")
    if "nearest" in has and "rhythm" in has:
        return _("{unit} is still to place. First opening: {nearest}, by the rhythm that you entered ({rhythm}).")
    if "nearest" in has and "conditions" in has:
        return _(
            "{unit}, which is in none of the {conditions} conditions of the award, is due too and still to place. "
            "First opening: {nearest}."
        )
    if "nearest" in has and "block" in has:
        return _("{unit} is still to place: “{block}” asks for it. First opening: {nearest}.")
    if "nearest" in has:
        return _("{unit} is still to place. First opening: {nearest}.")
    match diagnostic.args.get("cause"):
        case Closure.CLOSED:
            return _("{unit} is still to place: the newest year known of it, {from_year}, does not open it any more.")
        case Closure.RHYTHM:
            return _("{unit} is still to place: it does not run any more, as you entered.")
        case _:
            return _("{unit} is still to place: it opens in none of the years ahead.")
