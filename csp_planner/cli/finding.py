"""Finds the programme that was typed: by its code in the library, or in a file."""

from pathlib import Path

from csp_planner.cli.readers import UsageError
from csp_planner.domain.edition.published import as_published
from csp_planner.domain.programme import Programme
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.folders import data_folder
from csp_planner.storage.planfile import LoadedPlan, load_either, load_programme
from csp_planner.storage.programmes import library_of


def find_programme(wanted: str, *, of_plans: bool = True) -> Programme:
    """The programme called *wanted* in the library, else the one in the file of that name, which may be a plan's.

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
        text = _("There is no programme “{code}”, built in or in your library; there is: {codes}.")
        names = ", ".join(shown(one.name) for one in library.programmes)
        raise UsageError(text.format(code=shown(wanted), codes=names))
    return load_any_programme(path, of_plans=of_plans)


def load_any_programme(path: Path, *, of_plans: bool = True) -> Programme:
    """The programme in the file of a programme, or in that of a plan, without what its user entered there.

    Raises PlanFileError, and UsageError where there is none.
    """
    try:
        held = load_either(path) if of_plans else load_programme(path)
    except PlanFileError as error:
        if error.problem is not FileProblem.FOREIGN:
            raise
        text = _(
            "“{file}” holds no programme: give a code, or the file of one, "
            "which “csp-planner sheet read” makes of a sheet."
        )
        raise UsageError(text.format(file=shown(path.name))) from error
    return as_published(held.plan.programme) if isinstance(held, LoadedPlan) else held
