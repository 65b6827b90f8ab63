"""What is asked of semesters that have ended, and what is said once a person has answered."""

from collections.abc import Sequence

from csp_planner.domain.planning.coming_back import Became, Ended
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.problems import shown
from csp_planner.messages.words import term_short


def asked_sentence(ended: Sequence[Ended]) -> str:
    """The question about the units of *ended*, of which there is one at least."""
    count = sum(len(each.units) for each in ended)
    term = term_short(ended[0].term)
    if count == 1:
        return _("{term} has ended: what became of {unit}?").format(term=term, unit=shown(ended[0].units[0]))
    if len(ended) == 1:
        text = ngettext(
            "{term} has ended: what became of its {count} unit?",
            "{term} has ended: what became of its {count} units?",
            count,
        )
        return text.format(term=term, count=count)
    semesters = {semester for each in ended for semester in each.term.semesters}
    text = ngettext(
        "{semesters} semesters have ended: what became of this {count} unit?",
        "{semesters} semesters have ended: what became of these {count} units?",
        count,
    )
    return text.format(semesters=len(semesters), count=count)


def became_word(became: Became) -> str:
    """An answer, as on its button. The first letters tell the answers apart: they are keys."""
    match became:
        case Became.VALIDATED:
            return pgettext("became", "Validated")
        case Became.FAILED:
            return pgettext("became", "Failed")
        case Became.WITHDRAWN:
            return pgettext("became", "Withdrawn")
        case Became.RUNNING:
            return pgettext("became", "Still running")
        case Became.NOT_TAKEN:
            return pgettext("became", "Not taken")


def answered_words(answered: int, asked: int) -> str:
    """How many of the units asked about have an answer."""
    return ngettext("{answered} of {asked} answered", "{answered} of {asked} answered", asked).format(
        answered=answered, asked=asked
    )


def recorded_sentence(answers: int, waiting: Sequence[str]) -> str:
    """What was recorded, and which units wait for a place since."""
    if not waiting:
        return ngettext("{count} answer is recorded.", "{count} answers are recorded.", answers).format(count=answers)
    text = ngettext(
        "{count} answer is recorded. To place again: {units}.",
        "{count} answers are recorded. To place again: {units}.",
        answers,
    )
    return text.format(count=answers, units=", ".join(map(shown, waiting)))
