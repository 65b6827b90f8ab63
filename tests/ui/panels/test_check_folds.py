"""Lines that open in the list of what to check, and what it says when nothing is to do."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from csp_planner.domain.checks import Severity
from csp_planner.messages.attention import Fold

from ...domain.helpers import WAIVER, full, put, worked
from ..hand import card, click_at, press, workspace_of
from .helpers import checks, item, listed, settle, unfold


def fold(window, which):
    return checks(window).found.index(checks(window).found.row_of(which))


def test_projected_openings_are_one_line_that_opens_and_closes_with_a_click(window):
    projected = window.session.reading.attention.projections
    assert projected
    assert fold(window, Fold.PROJECTIONS).data() == f"{len(projected)} ouvertures prévisionnelles"
    assert not any(found.code == "projected-opening" for found in listed(window))
    for opened in (True, False):
        settle(lambda: checks(window).visualRect(fold(window, Fold.PROJECTIONS)))
        checks(window).scrollTo(fold(window, Fold.PROJECTIONS))
        rect = checks(window).visualRect(fold(window, Fold.PROJECTIONS))
        click_at(window, checks(window).viewport().mapToGlobal(rect.center()))
        assert [each for each in projected if each in listed(window)] == (list(projected) if opened else [])
        said = fold(window, Fold.PROJECTIONS).data(Qt.ItemDataRole.AccessibleTextRole)
        assert said.endswith("déplié" if opened else "replié")
    assert window.session.history.count() == 0


@pytest.mark.parametrize(
    ("opening", "closing"),
    [(Qt.Key.Key_Return, Qt.Key.Key_Enter), (Qt.Key.Key_Space, Qt.Key.Key_Space), (Qt.Key.Key_Right, Qt.Key.Key_Left)],
)
def test_keys_open_and_close_a_fold_and_stay_on_it(window, opening, closing):
    view = checks(window)
    view.setFocus()
    view.setCurrentIndex(fold(window, Fold.TO_KNOW))
    for key, is_open in ((opening, True), (closing, False)):
        press(window, key)
        assert view.found.is_open(Fold.TO_KNOW) is is_open
        assert view.currentIndex() == fold(window, Fold.TO_KNOW)


def test_another_document_begins_with_its_folds_closed(window, example):
    unfold(window)
    window.documents.show(full(example), None, "")
    assert not any(found.code == "projected-opening" for found in listed(window))


def test_an_empty_plan_is_met_with_nothing_red(blank_window):
    assert all(found.severity is not Severity.BLOCKING for found in listed(blank_window))
    assert workspace_of(blank_window).side.checks._blocking.text() == ""


def test_a_list_with_nothing_to_do_says_what_comes_next_in_one_line(open_window, blank):
    window = open_window(worked(blank, "2020-01-01", "2023-01-01"))
    panel = workspace_of(window).side.checks
    assert listed(window) == []
    assert panel._title.text() == "À vérifier"
    said = panel.next_step.text().replace("\xa0", " ")
    assert said == "Rien à vérifier. Ensuite : placer une première unité, ou demander une proposition."


def test_a_waiver_of_a_proposal_is_said_to_be_asked_for(open_window, blank):
    window = open_window(put(blank, "TET007", "2027-S1", replace(WAIVER, proposed=True)))
    said = item(window, "waiver", "TET007").data().replace("\xa0", " ")
    assert said == "Dérogation à demander : TET007 (S1 2027/2028)."
    assert "dérogation à demander" in card(window, "TET007").accessible
