"""The act that chooses in which of several modes a planned unit is attended."""

from collections.abc import Sequence

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from csp_planner.domain.openings import modes_in
from csp_planner.domain.states import UnitState
from csp_planner.messages.catalogue import _
from csp_planner.messages.opening_words import mode_word
from csp_planner.messages.problems import shown
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.labels import lettered


class ChooseMode:
    """Offers the modes of a unit, and takes the one chosen."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_menu(self, menu: QMenu, codes: Sequence[str]) -> None:
        """Add to *menu* the modes of the one unit of *codes*, where there is something to choose."""
        modes = self._offered(codes)
        if not modes:
            return
        (code,) = codes
        submenu = menu.addMenu(_("Mod&e"))
        chosen = self._session.evaluation.standings[code].mode
        alike = QActionGroup(submenu)
        for mode, text in zip(modes, lettered([mode_word(mode) for mode in modes]), strict=True):
            action = submenu.addAction(text, lambda mode=mode: self._choose(code, mode))
            action.setCheckable(True)
            action.setChecked(mode == chosen)
            alike.addAction(action)

    def _offered(self, codes: Sequence[str]) -> tuple[str, ...]:
        """What there is to choose from: several modes, or the only one left where another had been chosen."""
        if len(codes) != 1 or codes[0] not in self._session.plan.programme.by_code:
            return ()
        standing = self._session.evaluation.standings[codes[0]]
        if standing.state is not UnitState.PLANNED or standing.term is None or standing.waiver is not None:
            return ()
        programme = self._session.plan.programme
        offered = modes_in(programme, programme.by_code[standing.unit], standing.term)
        return offered if len(offered) > 1 or (standing.mode and standing.mode not in offered) else ()

    def _choose(self, code: str, mode: str) -> None:
        from csp_planner.domain.edits import set_mode  # the first page edits no plan

        name = _("{unit}: {mode}").format(unit=shown(code), mode=mode_word(mode))
        self._session.do(name, lambda plan: set_mode(plan, code, mode, self._session.today))
