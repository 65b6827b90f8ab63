"""Finds the programme that was typed: by its code in the library, or in a file."""

from pathlib import Path

from csp_planner.cli.readers import UsageError
from csp_planner.domain.programme import Programme
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.folders import data_folder
from csp_planner.storage.planfile import LoadedPlan, load_either
from csp_planner.storage.programmes import library_of


def find_programme(wanted: str) -> Programme:
    """The programme called *wanted* in the library, else the one in the file of that name: a programme's, or a plan's.

    Raises UsageError where there is none, or where a code does not say of which centre.
    """
    library = library_of(data_folder())
    found = library.called(wanted)
    if len(found) == 1:
        return found[0].programme
    if found:
        text = _("There are several programmes “{code}”: write {names}.")
        raise UsageError(text.format(code=shown(wanted), names=", ".join(shown(one.name) for one in found)))
    path = Path(wanted)
    if not path.suffix and path.name == wanted and not path.exists():
        text = _("There is no programme “{code}”; there is: {codes}.")
        names = ", ".join(shown(one.name) for one in library.programmes)
        raise UsageError(text.format(code=shown(wanted), codes=names))
    return load_any_programme(path)


def load_any_programme(path: Path) -> Programme:
    """The programme in the file of a programme, or in that of a plan. Raises PlanFileError, and UsageError."""
    try:
        held = load_either(path)
    except PlanFileError as error:
        if error.problem is not FileProblem.FOREIGN:
            raise
        text = _("“{file}” holds no programme: give a code, or the file of a programme.")
        raise UsageError(text.format(file=shown(path.name))) from error
    return held.plan.programme if isinstance(held, LoadedPlan) else held
