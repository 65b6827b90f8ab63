"""Says in one sentence each thing that can go wrong with a file."""

from csp_planner.domain.award import MAX_BLOCKS, MAX_DEPTH
from csp_planner.domain.codes import read_aloud
from csp_planner.domain.limits import MAX_SCENARIOS, MAX_UNITS, MAX_YEARS
from csp_planner.domain.text import UNKNOWN, plain_line, says_nothing
from csp_planner.messages.catalogue import _
from csp_planner.storage.codec import MAX_FILE_BYTES
from csp_planner.storage.errors import FileProblem, PlanFileError


def problem_sentence(error: PlanFileError) -> str:
    """Say what went wrong with the file, what became of it, and what can be done."""
    file = shown(error.path.name or str(error.path)) if error.path else _("the file")
    return _template(error).format(
        file=file,
        where=shown(error.where),
        unit=shown(error.unit),
        scenarios=MAX_SCENARIOS,
        units=MAX_UNITS,
        years=MAX_YEARS,
        blocks=MAX_BLOCKS,
        depth=MAX_DEPTH,
        size=MAX_FILE_BYTES // 2**20,
    )


def unfiled_sentences(problem: PlanFileError, aside: PlanFileError | None) -> str:
    """Say why an edit is not in the plan's file, and whether it could be kept aside (*aside* says why not)."""
    if aside is None:
        kept = _("Meanwhile your work is kept aside; the next start will offer it.")
    else:
        kept = _("Your work could not be kept aside either: it is in this window only, do not close it.")
    return "\n".join((problem_sentence(problem), kept))


def not_kept_aside_sentence() -> str:
    """Say that a plan is in no file and cannot be kept aside either."""
    return _("This plan is in no file and could not be kept aside: it is in this window only. Save it to a file.")


def system_sentence(error: OSError) -> str:
    """Say that the system failed in a way that nothing foresaw."""
    if isinstance(error.filename, str) and error.filename:
        return _("“{file}” could not be read or written: check the disk and your rights.").format(
            file=shown(error.filename)
        )
    return _("The system could not read or write: check the disk and your rights.")


def shown(text: str) -> str:
    """Return *text* from outside the program, fit to stand in a line: without control characters, and not endless.

    A text that nobody could see is replaced by the sign for the unknown, and a code that the sheet does not have by the
    title of its row.
    """
    line = UNKNOWN if text.strip() and says_nothing(text) else read_aloud(plain_line(text))
    return line if len(line) <= _MAX_SHOWN else line[: _MAX_SHOWN - 1] + "…"


_MAX_SHOWN = 200


def _template(error: PlanFileError) -> str:
    match error.problem:
        case FileProblem.MISSING:
            return _("There is no file “{file}”: check its name and folder.")
        case FileProblem.UNREADABLE:
            return _("“{file}” cannot be read: check that you have the right to open it.")
        case FileProblem.NOT_A_FILE:
            return _("“{file}” is not a file: give the name of a plan.")
        case FileProblem.BAD_NAME:
            return _("No file can be called “{file}”: give a shorter or simpler name.")
        case FileProblem.TOO_LARGE:
            return _("“{file}” is larger than the {size} MiB a plan may have; it was left untouched.")
        case FileProblem.DAMAGED:
            return _("“{file}” is damaged and cannot be read; it was left untouched.")
        case FileProblem.FOREIGN:
            return _("“{file}” is not a plan made by this program; it was left untouched.")
        case FileProblem.NEWER:
            return _("“{file}” was made by a newer version of this program: update it to open this plan.")
        case FileProblem.TOO_MANY if error.where.endswith("award"):
            return _("“{file}” holds an award of more than {blocks} blocks, or of more than {depth} in one another.")
        case FileProblem.TOO_MANY:
            return _(
                "“{file}” holds more than {scenarios} scenarios, {units} units or {years} academic years; "
                "it was left untouched."
            )
        case FileProblem.TOO_MANY_VALUES:
            return _("“{file}” holds too many values to be a plan; it was left untouched.")
        case FileProblem.UNKNOWN_KEY:
            return _("“{file}” holds a key that this program does not know, {where}; it was left untouched.")
        case FileProblem.UNKNOWN_KIND:
            return _("“{file}” holds a kind of unit that its version does not know, “{where}”; it was left untouched.")
        case FileProblem.INVALID if error.unit:
            return _("“{file}” holds a value for {unit} that cannot be right, at {where}; it was left untouched.")
        case FileProblem.INVALID if error.where:
            return _("“{file}” holds a value that cannot be right, at {where}; it was left untouched.")
        case FileProblem.INVALID:
            return _("“{file}” holds a value that cannot be right; it was left untouched.")
        case FileProblem.FULL:
            return _("“{file}” could not be saved, the disk is full: free some space or choose another folder.")
        case FileProblem.READ_ONLY:
            return _("“{file}” could not be saved, it is write-protected: choose another name or folder.")
        case FileProblem.CHANGED:
            return _("“{file}” was changed by someone else since it was opened; it was not overwritten.")
        case FileProblem.GONE:
            return _("“{file}” is no longer there: it or its folder was moved, renamed or deleted.")
        case FileProblem.NO_FOLDER:
            return _("“{file}” could not be saved, its folder is not there: choose another folder.")
        case FileProblem.FAILED:
            return _("“{file}” could not be saved: try again, or choose another folder.")
