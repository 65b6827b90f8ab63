"""The lines of the left zone in words: what a stage, a choice and what stands in it say."""

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.choosing.values import AwardStanding, BlockStanding
from csp_planner.domain.openings import closure_of
from csp_planner.domain.states import UnitState
from csp_planner.domain.text import plain_line
from csp_planner.messages.award import block_name, missing_words
from csp_planner.messages.award_tree import told_name
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.choosing import (
    block_label,
    branch_words,
    choice_words,
    open_word,
    progress_words,
    spoken_progress,
)
from csp_planner.messages.words import number, term_brief
from csp_planner.ui.board.card import Card, Cards
from csp_planner.ui.board.line import Line, LineKind
from csp_planner.ui.document.reading import Reading

STAGE, CHOICE, DOMAIN, BRANCH = "stage ", "choice ", "domain ", "branch "
"""What the keys of these lines begin with; the path of the block follows. No code of a unit holds a blank."""


def is_met(found: BlockStanding) -> bool:
    """Whether nothing is left to choose in a choice itself; what a branch asks for is listed apart."""
    return found.block.take is not None and not found.missing


class LineMaker:
    """Makes the lines of one award as it stands."""

    def __init__(self, cards: Cards) -> None:
        self._cards = cards
        self._kept: dict[str, tuple[object, Line]] = {}
        """The heads of choices by their keys, each with what it shows."""

    def begin(self, reading: Reading, award: AwardStanding) -> None:
        """Make the lines of *award* from now on, as *reading* has it."""
        self._reading, self._evaluation, self._award = reading, reading.evaluation, award
        self._aside = frozenset(reading.plan.scenario.set_aside)

    def forget(self) -> None:
        """Another document is shown."""
        self._kept.clear()

    def stage(self, path: str, label: str, *, units: int, choices: int, is_open: bool, is_done: bool) -> Line:
        """The heading of a stage that leaves so many units and choices to place."""
        said: list[str] = []
        if units:
            said.append(ngettext("{count} unit", "{count} units", units).format(count=units))
        if choices:
            said.append(ngettext("{count} choice", "{count} choices", choices).format(count=choices))
        figure = " · ".join(said) if said else pgettext("stage", "✓ all planned")
        spoken = ", ".join(said) if said else pgettext("stage", "all planned")
        return Line(
            kind=LineKind.STAGE,
            key=STAGE + path,
            path=path,
            title=label,
            figure=figure,
            tone="muted" if said else "ok",
            is_open=is_open,
            is_done=is_done,
            accessible=f"{label}, {spoken}, {open_word(is_open=is_open)}",
        )

    def choice(self, found: BlockStanding, *, is_open: bool | None, ends: bool) -> Line:
        """The head of the card of a choice; made once while it says the same."""
        key = CHOICE + found.path
        shows = (found, is_open, ends)
        kept = self._kept.get(key)
        if kept is None or kept[0] != shows:
            kept = self._kept[key] = shows, self._made_choice(key, found, is_open=is_open, ends=ends)
        return kept[1]

    def _made_choice(self, key: str, found: BlockStanding, *, is_open: bool | None, ends: bool) -> Line:
        block, done = found.block, is_met(found)
        label, words = block_label(block), choice_words(block)
        taken = self._taken(found)
        figure, tone, detail = progress_words(found), "text", words
        if done:
            mark = figure or ", ".join(taken)
            if isinstance(block.take, TakeUnits) and block.take.units == 1:
                mark, taken = ", ".join(taken), []
            figure, tone = pgettext("choice", "✓ {what}").format(what=mark), "ok"
            detail = ", ".join(taken) if figure != f"✓ {', '.join(taken)}" else ""
        elif found.missing.blocks and not (found.missing.units or found.missing.ects) and figure:
            detail = _("{what} missing").format(what=missing_words(block, found.missing))
        elif not figure and block.take is not None:
            figure, tone = pgettext("branch", "choose"), "accent"
        said = [label, words]
        if done:
            said += [pgettext("choice", "complete"), *self._taken(found)]
        elif progress := spoken_progress(found):
            said += [progress, _("{what} missing").format(what=missing_words(block, found.missing))]
        if is_open is not None:
            said.append(open_word(is_open=is_open))
        note = plain_line(block.note)
        return Line(
            kind=LineKind.CHOICE,
            key=key,
            path=found.path,
            title=block_name(block.label),
            detail=detail,
            figure=figure,
            tone=tone,
            share=None if done else _share(found),
            is_open=is_open,
            is_done=done,
            ends=ends,
            accessible=", ".join(said),
            tooltip="\n".join(filter(None, (label, words, note))),
        )

    def _taken(self, found: BlockStanding) -> list[str]:
        """The codes of what counts in a choice, or the names of the branches taken."""
        if isinstance(found.block.take, TakeBlocks):
            return [block_name(self._award.by_path[path].block.label) for path in found.chosen]
        return [self._cards.of(code).label or self._cards.of(code).title for code in found.counts]

    def domain(self, path: str, block: Block) -> Line:
        """The heading of a group inside a choice."""
        found = self._award.by_path[path]
        title, count = block_name(block.label), len(found.counts)
        figure = ngettext("{count} taken", "{count} taken", count).format(count=count) if count else ""
        return Line(
            kind=LineKind.DOMAIN,
            key=DOMAIN + path,
            path=path,
            title=title,
            figure=figure,
            tone="ok",
            ends=False,
            accessible=", ".join(filter(None, (title, figure))),
            tooltip=block_label(block),
        )

    def branch(self, path: str, block: Block, found: BlockStanding) -> Line:
        """The branch at *path* of the choice *found*."""
        title, is_chosen = block_name(block.label), path in found.chosen
        state = pgettext("branch", "chosen") if is_chosen else pgettext("branch", "not chosen")
        words = branch_words(block)
        return Line(
            kind=LineKind.BRANCH,
            key=BRANCH + path,
            path=path,
            title=title,
            detail=words,
            glyph="●" if is_chosen else "○",
            tone="accent" if is_chosen else "muted",
            figure=state if is_chosen else "",
            ends=False,
            accessible=f"{title}, {state}, {words}",
            tooltip="\n".join(self._names(block)),
        )

    def _names(self, block: Block) -> list[str]:
        known = [self._cards.of(code) for code in block.leaves if code in self._evaluation.standings]
        return [block_label(block), *(f"{card.label} {card.title}".strip() for card in known)]

    def option(self, path: str, found: BlockStanding, card: Card, *, is_own: bool) -> Line:
        """The unit of *card* in the choice *found*; *is_own*: whether nothing else of the list stands for it."""
        code, is_waiting = card.code, self.is_waiting(card.code)
        state = self._option_figure(found, card, is_waiting=is_waiting)
        counts = code in found.counts
        return Line(
            kind=LineKind.OPTION,
            key=code if is_own else f"option {path} {code}",
            path=path,
            code=code,
            label=card.label,
            title=card.title,
            glyph=card.glyph,
            tone=card.tone,
            figure=state,
            is_muted=code in self._aside or (is_waiting and self._is_closed(code)),
            is_waiting=is_own and code not in self._aside,
            ends=False,
            accessible=card.accessible if not counts else _("{unit}, counts here").format(unit=card.accessible),
            tooltip=card.tooltip,
        )

    def is_waiting(self, code: str) -> bool:
        """Whether unit *code* has no place yet and may get one."""
        standing = self._evaluation.standings[code]
        return standing.state in (UnitState.OPTION, UnitState.TO_PLACE) and standing.is_attended

    def _is_closed(self, code: str) -> bool:
        """Whether unit *code* opens in no year that is published."""
        programme, first = self._reading.plan.programme, self._reading.board_years[0]
        return closure_of(programme, programme.by_code[code], first) is not None

    def _option_figure(self, found: BlockStanding, card: Card, *, is_waiting: bool) -> str:
        """What an option is worth and how it runs or, once it is chosen, where it stands."""
        standing = self._evaluation.standings[card.code]
        amount = number(standing.ects)
        if card.code in self._aside:
            return pgettext("unit", "set aside")
        if is_waiting and card.code not in self._award.due:
            return pgettext("option", "{ects} · {chip}").format(ects=amount, chip=card.brief[1])
        if card.code not in found.counts:
            home = self._award.homes.get(card.code)
            if home is not None:
                return _("in {block}").format(block=told_name(self._award.root.block, home))
            return pgettext("unit", "extra")
        where = term_brief(standing.term) if standing.term is not None else card.brief_state or card.state
        return pgettext("option", "{ects} · {chip}").format(ects=amount, chip=where)


def _share(found: BlockStanding) -> float | None:
    match found.block.take:
        case TakeUnits(units=need):
            return len(found.counts) / need
        case TakeEcts(ects=need):
            return found.ects / need
        case _:
            return None
