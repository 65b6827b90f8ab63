"""A list of programmes shows each line whole."""

from PySide6.QtWidgets import QDialog, QVBoxLayout

from csp_planner.storage.programmes import Origin, ProgrammeLine
from csp_planner.ui.widgets.programme_list import ProgrammeList

BARE = ProgrammeLine("AAA01", "Sans centre", "", Origin.OWN)
NAMED = ProgrammeLine("BBB01", "Avec un centre", "Cnam Paris", Origin.OWN)


def test_a_line_with_a_centre_is_whole_below_one_without_and_in_a_list_that_was_filled_before_it_is_shown(qtbot):
    for lines in ((BARE, NAMED), (NAMED, BARE)):
        dialog, found = QDialog(), ProgrammeList()
        qtbot.addWidget(dialog)
        found.show_lines(lines, "")
        QVBoxLayout(dialog).addWidget(found)
        with qtbot.waitExposed(dialog):
            dialog.show()
        first, second = (found.list.visualItemRect(found.list.item(row)) for row in range(2))
        assert second.top() == first.bottom() + 1
        heights = [first.height(), second.height()]
        assert heights == [found.list.sizeHintForRow(row) for row in range(2)]
        assert max(heights) > 2 * found.list.fontMetrics().height()
