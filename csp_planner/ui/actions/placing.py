"""The act that puts units in a term. A drop, the keys, a menu, a repair and a note all make it through here."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QMenu

from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.words import number, term_short
from csp_planner.ui.document.session import Session


class PlaceUnits:
    """Call it with the codes of units and a term."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __call__(self, codes: Sequence[str], term: Term, reason: str | None = None) -> bool:
        """Put *codes* in *term*; with *reason*, by waiver where the rules refuse. False when that is refused."""
        return self._session.place(codes, term, reason)

    def text(self, codes: Sequence[str]) -> str:
        """What it is called in the menu of *codes*: units that all stand somewhere are moved, as the undo step says."""
        return _("Move t&o") if self._session.all_stand(codes) else _("&Place in")

    def add_menu(self, menu: QMenu, codes: Sequence[str]) -> None:
        """Add to *menu* a list of the terms that take *codes*, each with the load it would have then."""
        terms = menu.addMenu(self.text(codes))
        for term, load in self._open_terms(codes):
            text = pgettext("menu", "{term}   {load} ECTS").format(term=term_short(term), load=number(load))
            terms.addAction(text, lambda term=term: self(codes, term))
        if terms.isEmpty():
            terms.addAction(_("No open semester on the board")).setEnabled(False)

    def _open_terms(self, codes: Sequence[str]) -> Iterator[tuple[Term, float]]:
        """The terms where *codes* may go, each once, with the ECTS of the fullest semester that this changes."""
        seen: set[Term] = set()
        for verdict in self._session.verdicts(codes).values():
            if verdict.lands is not None and verdict.lands not in seen:
                seen.add(verdict.lands)
                yield verdict.lands, max(change.after for change in verdict.changes)
