"""What the actions ask of the window."""

from typing import TYPE_CHECKING, Protocol

from csp_planner.ui import theme

if TYPE_CHECKING:
    from csp_planner.ui.actions.outputs import Outputs  # a start makes no output, and is faster without it


class Views(Protocol):
    """The window as the actions know it: its pages, its zones, its look, and which units are selected in it."""

    @property
    def interview(self) -> bool:
        """Whether the interview mode is on."""
        ...

    @property
    def shows_loads(self) -> bool:
        """Whether the tabs show the loads of their scenarios."""
        ...

    @property
    def outputs(self) -> "Outputs":
        """What makes the outputs."""
        ...

    @property
    def selected_codes(self) -> list[str]:
        """Codes of the selected cards."""
        ...

    def close(self) -> bool:
        """Leave the program; False when the person wants to stay."""
        ...

    def find_unit(self) -> None:
        """Put the cursor into the filter."""
        ...

    def show_details(self, code: str) -> None:
        """Show the details of unit *code*."""
        ...

    def toggle_details(self) -> None:
        """Show the details of the selected card, or the overview again."""
        ...

    def toggle_compare(self) -> None:
        """Compare scenarios, or go back to the board."""
        ...

    def show_coming_back(self) -> None:
        """Ask what became of the units of semesters that have ended."""
        ...

    def propose(self) -> None:
        """Show the choices of a proposal."""
        ...

    def toggle_interview(self) -> None:
        """Begin or end the interview mode."""
        ...

    def toggle_loads(self) -> None:
        """Show the loads of each scenario in its tab, or no longer; kept for the next start."""
        ...

    def toggle_zone(self, index: int) -> None:
        """Fold or unfold the side zone *index*: 0 is the left one, 2 the right one."""
        ...

    def set_scheme(self, scheme: theme.Scheme) -> None:
        """Show other colours, also from the next start on."""
        ...

    def set_language(self, code: str) -> None:
        """Speak another language, also from the next start on."""
        ...
