"""What a person does about units obtained otherwise than by being attended, or asked for, or acquired elsewhere."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from csp_planner.domain.profile import Credit, CreditBasis
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.ui.actions.asking import is_accepted
from csp_planner.ui.document.session import Session


class CreditActs(QObject):
    """Asks on what grounds a unit counts, and makes the edit under its name in the history."""

    shown = Signal(str)
    """The window is to show the card of this unit."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    def ask(self, code: str, basis: CreditBasis | None = None, *, answered: bool = False) -> None:
        """Ask on what grounds unit *code* is obtained or asked for, and record it, or what has changed of it.

        *answered*: the person comes to say what the answer was.
        """
        from csp_planner.domain.edits import add_credit, change_credit
        from csp_planner.ui.dialogs.credit import CreditDialog

        if not self._session.may_edit():
            return
        known = self._session.document.profile.credit(code)
        dialog = CreditDialog(code, basis, self._session.today, self._window, known)
        if answered:
            dialog.begin_with_answer()
        if is_accepted(dialog):
            name = _("{unit} obtained otherwise").format(unit=shown(code))
            edit = add_credit if known is None else change_credit
            self._session.do(name, lambda plan: edit(plan, dialog.credit))

    def ask_acquired(self) -> None:
        """Ask about a unit acquired outside the present sheet, and record it."""
        self._ask_outside("", None)

    def answer(self, code: str) -> None:
        """Ask what came of the credit of unit *code*, whether that is a row of the sheet or none."""
        plan = self._session.document
        known = plan.profile.credit(code)
        if known is not None and code not in plan.programme.by_code:
            self._ask_outside(code, known, answered=True)
        else:
            self.ask(code, answered=True)

    def link(self, code: str) -> None:
        """Ask for which rows unit *code* counts, which is no row of the sheet."""
        known = self._session.document.profile.credit(code)
        taken = self._session.document.profile.live_attempt(code)
        if known is None and taken is not None:
            known = Credit(unit=code, basis=CreditBasis.EQUIVALENCE, date=self._session.today)
        if known is not None:
            self._ask_outside(code, known)

    def _ask_outside(self, code: str, known: Credit | None, *, answered: bool = False) -> None:
        from csp_planner.domain.edits import add_credit, change_credit
        from csp_planner.ui.dialogs.credit import CreditDialog

        if not self._session.may_edit():
            return
        plan = self._session.document
        rows = [unit for unit in plan.programme.units if plan.profile.live_attempt(unit.code) is None]
        dialog = CreditDialog(code, None, self._session.today, self._window, known, rows)
        if answered:
            dialog.begin_with_answer()
        if is_accepted(dialog):
            credit = dialog.credit
            name = _("{unit}: acquired outside the sheet").format(unit=shown(credit.unit))
            edit = add_credit if plan.profile.credit(code) is None else change_credit
            if self._session.do(name, lambda plan: edit(plan, credit)):
                self.shown.emit(credit.unit)

    def remove(self, code: str) -> None:
        """Forget that unit *code* was obtained otherwise."""
        from csp_planner.domain.edits import remove_credit

        name = _("{unit} no longer obtained otherwise").format(unit=shown(code))
        self._session.do(name, lambda plan: remove_credit(plan, code))
