"""The command that brings a plan to what the user's library knows, or to a newer edition of its programme."""

import argparse
from datetime import date

from csp_planner.cli.arguments import Argument, as_json, plan_file
from csp_planner.cli.command import DONE, Command, refuse, store
from csp_planner.cli.finding import find_programme
from csp_planner.cli.output.edition_json import edition_json
from csp_planner.cli.output.json_values import to_json
from csp_planner.domain.edits import Refusal
from csp_planner.domain.planning.editions import to_edition
from csp_planner.domain.planning.updating import Update, updated
from csp_planner.messages.catalogue import _
from csp_planner.messages.editions import edition_lines
from csp_planner.messages.openings import set_aside_sentence, update_lines
from csp_planner.storage.folders import data_folder
from csp_planner.storage.openings import openings_of
from csp_planner.storage.planfile import LoadedPlan, load


def _arguments() -> tuple[Argument, ...]:
    newer = _("a newer edition of its programme: a file, or a code of the library")
    return (
        plan_file(),
        Argument("programme", metavar=_("PROGRAMME"), nargs="?", help=newer),
        Argument("--dry-run", action="store_true", help=_("say what would change, and change nothing")),
        as_json(),
    )


def _update(options: argparse.Namespace, today: date) -> int:
    loaded = load(options.file)
    if options.programme is not None:
        return _to_edition(loaded, options, today)
    shelf = openings_of(data_folder(), loaded.plan.programme.code)
    found = updated(loaded.plan, shelf.years, today)
    if not options.dry_run:
        store(options.file, loaded, found.plan)
    if options.json:
        print(to_json(_json(found, written=not options.dry_run)))
        return DONE
    if shelf.set_aside is not None:
        print(set_aside_sentence(shelf.set_aside))
    print("\n".join(update_lines(found)))
    return DONE


def _to_edition(loaded: LoadedPlan, options: argparse.Namespace, today: date) -> int:
    """Move the plan to the edition that was named, and say what that does to it."""
    found = to_edition(loaded.plan, find_programme(options.programme), today)
    if isinstance(found, Refusal):
        return refuse(found, loaded.plan)
    if not options.dry_run:
        store(options.file, loaded, found.plan)
    if options.json:
        print(to_json(edition_json(found, written=not options.dry_run)))
    else:
        print("\n".join(edition_lines(found, loaded.plan.programme.publisher)))
    return DONE


def _json(update: Update, *, written: bool) -> dict[str, object]:
    return {
        "years": list(update.years),
        "changed": [
            {
                "unit": change.unit,
                "year": change.year,
                "before": change.before.opening.value if change.before.opening else None,
                "after": change.after.opening.value if change.after.opening else None,
            }
            for change in update.changed
        ],
        "no_longer_fits": [
            {"scenario": misfit.scenario, "unit": misfit.unit, "term": str(misfit.term)}
            for misfit in update.no_longer_fits
        ],
        "written": written,
    }


COMMAND = Command(
    name="update",
    help=lambda: _("bring a plan to the openings entered since, or to a newer edition of its programme"),
    arguments=_arguments,
    run=_update,
)
