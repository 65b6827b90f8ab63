"""What is said of a sheet that was read, of one that cannot be, and of what a programme comes to."""

from collections.abc import Iterator

from csp_planner.domain.edition.soundness import BlockTrouble, Soundness, Sums, Trouble
from csp_planner.domain.programme import UnitKind
from csp_planner.domain.terms import year_label
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.editions import block_words, kind_word
from csp_planner.messages.problems import shown
from csp_planner.messages.words import ects, hours, number
from csp_planner.sheet.values import MAX_SHEET_BYTES, Doubt, Guess, SheetError, SheetProblem, SourceLine

MEBIBYTE = 2**20


def sheet_problem_sentence(error: SheetError, name: str) -> str:
    """Say why the sheet called *name* cannot be read, and what it is as far as that was recognised."""
    values = {"file": shown(name), "found": shown(error.found), "size": MAX_SHEET_BYTES // MEBIBYTE}
    return _problem_text(error).format_map(values)


def _problem_text(error: SheetError) -> str:
    match error.problem:
        case SheetProblem.TOO_LARGE:
            return _("“{file}” is larger than the {size} MiB a sheet may have.")
        case SheetProblem.EMPTY:
            return _("“{file}” is empty: there is no sheet to read.")
        case SheetProblem.NOT_TEXT:
            return _("“{file}” is neither text nor a file of a kind that is read: give a page, a PDF or a table.")
        case SheetProblem.NO_UNITS if error.found:
            return _("In “{file}”, which is {found}, no unit was found.")
        case SheetProblem.NO_UNITS:
            return _("In “{file}” no unit was found.")
        case SheetProblem.OTHER_FORMAT:
            return _("“{file}” is {found}: this format is not read.")
        case SheetProblem.ENCRYPTED:
            return _("“{file}” is {found} and opens with a password only: save it without one.")
        case SheetProblem.DAMAGED:
            return _("“{file}” is {found} and is damaged: it cannot be opened.")
        case SheetProblem.NO_TEXT:
            return _(
                "“{file}” is {found} and holds pictures of pages, not their text: copy the text of the page instead."
            )
        case SheetProblem.TOO_MANY if error.found:
            return _("“{file}” holds more than a programme may: {found}.")
        case SheetProblem.TOO_MANY:
            return _("“{file}” holds more units, blocks or academic years than a programme may.")


def guess_sentence(guess: Guess) -> str:
    """What was guessed, of what, and from which line."""
    values = {"about": shown(guess.about), "value": _guessed(guess)}
    sentence = _guess_text(guess).format_map(values)
    if guess.line is None:
        return _("Guessed: {guess}").format(guess=sentence)
    return _("Guessed, line {line}: {guess}").format(line=guess.line.number, guess=sentence)


def _guessed(guess: Guess) -> str:
    if guess.what is Doubt.KIND and guess.value in set(UnitKind):
        return kind_word(UnitKind(guess.value))
    if guess.what is Doubt.YEAR and guess.value.isdecimal():
        return year_label(int(guess.value))
    return shown(guess.value)


def _guess_text(guess: Guess) -> str:
    match guess.what:
        case Doubt.KIND:
            return _("{about} is a row of this kind: {value}.")
        case Doubt.MONTHS:
            return _("{about} asks for {value} months of experience.")
        case Doubt.LABEL:
            return _("block {about} has no name; it is called “{value}”.")
        case Doubt.BLOCK:
            return _("{about} belongs to the block “{value}”.")
        case Doubt.RULE:
            return _("of block {about}, this is taken: {value}.")
        case Doubt.ECTS:
            return _("{about} is printed without ECTS; taken for {value}.")
        case Doubt.YEAR:
            return _("the offers are of the academic year {value}.")


def left_out_sentence(line: SourceLine) -> str:
    """A line that nothing was made of."""
    return _("Left out, line {line}: {text}").format(line=line.number, text=shown(line.text))


def sheet_written_sentence(file: str, code: str, count: int) -> str:
    """That the programme that was read is in a file now."""
    text = ngettext(
        "“{file}” written: {programme}, {count} unit.", "“{file}” written: {programme}, {count} units.", count
    )
    return text.format(file=shown(file), programme=shown(code), count=count)


def soundness_lines(found: Soundness) -> Iterator[str]:
    """What a programme comes to, a line each; the verdict comes first."""
    yield _("The award can be reached.") if found.reachable else _("The award cannot be reached.")
    yield from filter(None, (_ects_sentence(found.ects), _hours_sentence(found.hours)))
    yield from map(trouble_sentence, found.blocks)
    for codes, text in (
        (found.never_open, _("Never open in the years known, so only by a waiver: {units}.")),
        (found.absent, _("Absent from the newest edition: {units}.")),
        (found.unknown, _("Named by the conditions and no row: {units}.")),
        (found.in_no_block, _("In no block of the award: {units}.")),
    ):
        if codes:
            yield text.format(units=", ".join(map(shown, codes)))


def _ects_sentence(sums: Sums) -> str:
    if sums.announced is None or sums.least is None or sums.most is None:
        return ""
    values = {"announced": ects(sums.announced), "least": ects(sums.least), "most": ects(sums.most)}
    if sums.agrees:
        return _("{announced} announced, and the award gives them.").format_map(values)
    if sums.least == sums.most:
        return _("{announced} announced, and the award comes to {least}.").format_map(values)
    return _("{announced} announced, and the award comes to {least} at least and {most} at most.").format_map(values)


def _hours_sentence(sums: Sums) -> str:
    if sums.announced is None or sums.least is None or sums.most is None or sums.agrees:
        return ""
    values = {"announced": hours(sums.announced), "least": hours(sums.least), "most": hours(sums.most)}
    if sums.least == sums.most:
        return _("{announced} announced, and the rows come to {least}.").format_map(values)
    return _("{announced} announced, and the rows come to {least} at least and {most} at most.").format_map(values)


def trouble_sentence(trouble: BlockTrouble) -> str:
    """What is wrong with one block."""
    by_ects = trouble.trouble in (Trouble.TOO_FEW_ECTS, Trouble.PRINTED)
    said = ects if by_ects else number
    values = {
        "block": block_words(trouble.label, trouble.path),
        "asked": said(trouble.asked or 0),
        "found": said(trouble.found or 0),
        "unit": shown(trouble.unit),
    }
    return pgettext("block", "{block}: {trouble}").format(
        block=values["block"], trouble=_trouble_text(trouble).format_map(values)
    )


def _trouble_text(trouble: BlockTrouble) -> str:
    match trouble.trouble:
        case Trouble.UNKNOWN_UNIT if trouble.prevents:
            return _("{unit} is due and no row of the programme.")
        case Trouble.UNKNOWN_UNIT:
            return _("{unit} is no row of the programme.")
        case Trouble.TOO_FEW_UNITS:
            return ngettext(
                "{asked} unit is asked for, and it has {found}.",
                "{asked} units are asked for, and it has {found}.",
                int(trouble.asked or 0),
            )
        case Trouble.TOO_FEW_ECTS:
            return _("{asked} are asked for, and its units come to {found}.")
        case Trouble.TOO_FEW_BLOCKS:
            return ngettext(
                "{asked} of its blocks is asked for, and {found} can be taken.",
                "{asked} of its blocks are asked for, and {found} can be taken.",
                int(trouble.asked or 0),
            )
        case Trouble.COMPETES:
            return _("it needs units that other blocks need too, and each counts once.")
        case Trouble.EMPTY:
            return _("it has no units, so it is not checked.")
        case Trouble.UNREADABLE:
            return _("its rule could not be read, so it is not checked.")
        case Trouble.PRINTED:
            return _("{asked} are printed beside it, and it yields {found}.")
