"""The acts that choose in the award: a branch, units not wanted, the block in which a unit counts."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from csp_planner.domain.award import Block, TakeBlocks, parent_of, walk
from csp_planner.domain.plan import Plan
from csp_planner.domain.states import UnitState
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.problems import shown
from csp_planner.ui.actions.advising import Advising
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.labels import lettered

if TYPE_CHECKING:  # the first page edits no plan
    from csp_planner.domain.edits import Refusal

Codes = Sequence[str]


class ChoiceActs(QObject):
    """Makes each choice as one step of the history, and says what it did."""

    announced = Signal(str)
    """A sentence for assistive technology."""
    said = Signal(str, object)
    """A sentence that the window shows: units have left the board. With what tells whether it still holds."""
    shown = Signal(str)
    """The window is to open the card of the choice at this path."""

    def __init__(self, session: Session, advising: Advising, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._advising = session, advising

    # Branches

    def take(self, path: str) -> None:
        """Choose the branch at *path*; where several may be taken and it is among them, take it back."""
        taking = self._block(parent_of(path))
        if taking is None or not isinstance(taking.take, TakeBlocks):
            return
        if taking.take.blocks > 1 and path in self._session.plan.scenario.branches:
            self.leave(path)
        else:
            self.choose(path)

    def choose(self, path: str) -> None:
        """Choose the branch at *path*, in one step that takes the planned units of another one off the board."""
        from csp_planner.domain.edits import choose  # the first page edits no plan
        from csp_planner.messages.choosing import chosen_sentence

        name, before = self._name(path), self._session.document
        step = _("Choose {branch}").format(branch=name)
        if not self._session.do(step, lambda plan: choose(plan, parent_of(path), path)):
            return
        after = self._session.document
        stayed = {placement.unit for placement in after.scenario.placements}
        left = [one.unit for one in before.scenario.placements if one.unit not in stayed]
        sentence = chosen_sentence(name, [shown(code) for code in left])
        self.announced.emit(sentence)
        if left:
            self.said.emit(sentence, self._standing(path, left))

    def _standing(self, path: str, left: Codes) -> Callable[[], bool]:
        """What tells whether the choice of *path* made last stands in the scenario shown, and *left* is off its board.

        An undo takes it back, but so may other edits.
        """
        is_made, shown_then = self._session.last_step(), self._session.document.scenario

        def holds() -> bool:
            if not is_made():
                return False
            now = self._session.document.scenario
            is_chosen = (path in now.branches) == (path in shown_then.branches)
            return now.name == shown_then.name and is_chosen and not any(map(now.placement, left))

        return holds

    def leave(self, path: str) -> None:
        """Take back that the branch at *path* was chosen."""
        from csp_planner.domain.edits import unchoose

        step = _("{branch} no longer chosen").format(branch=self._name(path))
        if self._session.do(step, lambda plan: unchoose(plan, parent_of(path), path)):
            self.announced.emit(step)

    def is_stored(self, path: str) -> bool:
        """Whether a person chose the branch at *path*, so that the choice can be taken back."""
        return path in self._session.document.scenario.branches

    def may_complete(self, path: str) -> bool:
        """Whether the block at *path* is a choice that is still to be made."""
        award = self._session.evaluation.award
        return award is not None and path in {found.path for found in award.open_choices}

    def complete(self, path: str) -> None:
        """Show what the choice at *path* is best completed with; all that stands stays where it is."""
        from csp_planner.proposal.questions import Complete

        if self._session.may_edit():
            self._advising.ask(Complete(path), _("Choose for {block}").format(block=self._name(path)))

    def add_completion(self, menu: QMenu, path: str) -> None:
        """Add to *menu* that the choice at *path* is proposed."""
        entry = menu.addAction(_("&Propose this choice"), lambda: self.complete(path))
        entry.setEnabled(self.may_complete(path))

    def add_block(self, menu: QMenu, path: str) -> None:
        """Add to *menu* what can be done with the choice or the branch at *path*."""
        if not self._is_branch(path):
            self.add_completion(menu, path)
            return
        chosen = path in self._session.plan.scenario.branches
        menu.addAction(_("&Choose this branch"), lambda: self.choose(path)).setEnabled(not chosen)
        menu.addAction(_("&No longer choose it"), lambda: self.leave(path)).setEnabled(chosen)

    def _is_branch(self, path: str) -> bool:
        above = self._block(parent_of(path)) if path else None
        return above is not None and isinstance(above.take, TakeBlocks)

    def _block(self, path: str) -> Block | None:
        award = self._session.plan.programme.award
        return None if award is None else dict(walk(award)).get(path)

    def _name(self, path: str) -> str:
        from csp_planner.messages.award_tree import told_name

        return told_name(self._session.plan.programme.award, path)

    # Units not wanted

    def concern(self, codes: Codes) -> bool:
        """Whether there is anything to choose about *codes*: one of them is an option."""
        return self.are_set_aside(codes) or self.may_set_aside(codes) or len(self._homes(codes)) > 1

    def may_set_aside(self, codes: Codes) -> bool:
        """Whether *codes* are options that nothing has come of yet, and not all of them are set aside."""
        plan, evaluation = self._session.plan, self._session.evaluation
        if evaluation.award is None or not codes or self.are_set_aside(codes):
            return False
        due = evaluation.award.due
        free = (UnitState.OPTION, UnitState.PLANNED)
        standings = evaluation.standings
        return all(
            code in plan.programme.by_code and code not in due and standings[code].state in free for code in codes
        )

    def are_set_aside(self, codes: Codes) -> bool:
        """Whether all of *codes* are set aside."""
        return bool(codes) and all(code in self._session.plan.scenario.set_aside for code in codes)

    def set_aside(self, codes: Codes) -> None:
        """Say that the learner does not want *codes*; those that are planned leave the board."""
        from csp_planner.domain.edits import set_aside

        text = ngettext("{unit}: not this one", "{count} units: not these", len(codes))
        step = text.format(unit=shown(codes[0]), count=len(codes))
        if self._session.do(step, _each(codes, lambda plan, code: set_aside(plan, code, self._session.today))):
            self.announced.emit(step)

    def take_back(self, codes: Codes) -> None:
        """Take back that *codes* were set aside."""
        from csp_planner.domain.edits import take_back

        text = ngettext("Take {unit} back", "Take {count} units back", len(codes))
        step = text.format(unit=shown(codes[0]), count=len(codes))
        if self._session.do(step, _each(codes, take_back)):
            self.announced.emit(step)

    # Where a unit counts that stands in several choices

    def _homes(self, codes: Codes) -> list[str]:
        """The paths of the choices that the one unit of *codes* may count in."""
        award = self._session.evaluation.award
        if award is None or len(codes) != 1 or codes[0] in award.due:
            return []
        found = (each for each in award.blocks if each.binds and each.block.counts_leaves)
        return [each.path for each in found if codes[0] in each.block.leaves]

    def add_menu(self, menu: QMenu, codes: Codes) -> None:
        """Add to *menu* the choices that the one unit of *codes* may count in, where there are several."""
        homes = self._homes(codes)
        if len(homes) < 2:
            return
        (code,) = codes
        submenu = menu.addMenu(_("C&ount in…"))
        pinned = next((pin.block for pin in self._session.plan.scenario.pins if pin.unit == code), "")
        names = [self._name(path) for path in homes]
        alike = QActionGroup(submenu)
        texts = lettered([*names, pgettext("pin", "Where it completes most")])
        for path, text in zip((*homes, ""), texts, strict=True):
            action = submenu.addAction(text, lambda path=path: self._pin(code, path))
            action.setCheckable(True)
            action.setChecked(path == pinned)
            alike.addAction(action)

    def _pin(self, code: str, path: str) -> None:
        from csp_planner.domain.edits import pin, unpin

        if path:
            step = _("Count {unit} in {block}").format(unit=shown(code), block=self._name(path))
            done = self._session.do(step, lambda plan: pin(plan, code, path))
        else:
            step = _("Count {unit} where it completes most").format(unit=shown(code))
            done = self._session.do(step, lambda plan: unpin(plan, code))
        if done:
            self.announced.emit(step)


def _each(codes: Codes, edit: "Callable[[Plan, str], Plan | Refusal]") -> "Callable[[Plan], Plan | Refusal]":
    """*edit* for one after the other of *codes*: all of them, or the first refusal."""

    def edit_all(plan: Plan) -> "Plan | Refusal":
        for code in codes:
            result = edit(plan, code)
            if not isinstance(result, Plan):
                return result
            plan = result
        return plan

    return edit_all
