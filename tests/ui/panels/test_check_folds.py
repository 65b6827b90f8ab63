"""Lines that open in the list of what to check, and what it says when nothing is to do."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from csp_planner.domain.checks import Severity
from csp_planner.messages.attention import Fold
from csp_planner.ui.board.card import card_for

from ...domain.helpers import WAIVER, full, put, worked
from ..hand import click_at, press, workspace_of
from .helpers import checks, item, listed, settle, unfold


def fold(zone, which):
    return checks(zone).found.index(checks(zone).found.row_of(which))


def test_projected_openings_are_one_line_that_opens_and_closes_with_a_click(zone):
    projected = zone.session.reading.attention.projections
    assert projected
    assert fold(zone, Fold.PROJECTIONS).data() == f"{len(projected)} ouvertures prévisionnelles"
    assert not any(found.code == "projected-opening" for found in listed(zone))
    for opened in (True, False):
        settle(lambda: checks(zone).visualRect(fold(zone, Fold.PROJECTIONS)))
        checks(zone).scrollTo(fold(zone, Fold.PROJECTIONS))
        rect = checks(zone).visualRect(fold(zone, Fold.PROJECTIONS))
        click_at(zone, checks(zone).viewport().mapToGlobal(rect.center()))
        assert [each for each in projected if each in listed(zone)] == (list(projected) if opened else [])
        said = fold(zone, Fold.PROJECTIONS).data(Qt.ItemDataRole.AccessibleTextRole)
        assert said.endswith("déplié" if opened else "replié")
    assert zone.session.history.count() == 0


@pytest.mark.parametrize(
    ("opening", "closing"),
    [(Qt.Key.Key_Return, Qt.Key.Key_Enter), (Qt.Key.Key_Space, Qt.Key.Key_Space), (Qt.Key.Key_Right, Qt.Key.Key_Left)],
)
def test_keys_open_and_close_a_fold_and_stay_on_it(zone, opening, closing):
    view = checks(zone)
    view.setFocus()
    view.setCurrentIndex(fold(zone, Fold.TO_KNOW))
    for key, is_open in ((opening, True), (closing, False)):
        press(zone, key)
        assert view.found.is_open(Fold.TO_KNOW) is is_open
        assert view.currentIndex() == fold(zone, Fold.TO_KNOW)


def test_another_document_begins_with_its_folds_closed(zone, example):
    unfold(zone)
    assert any(found.code == "projected-opening" for found in listed(zone))
    zone.show_plan(full(example))
    assert not any(found.code == "projected-opening" for found in listed(zone))


def test_an_empty_plan_is_met_with_nothing_red(blank_zone):
    assert all(found.severity is not Severity.BLOCKING for found in listed(blank_zone))
    assert workspace_of(blank_zone).side.checks._blocking.text() == ""


def test_a_list_with_nothing_to_do_says_what_comes_next_in_one_line(open_zone, blank):
    zone = open_zone(worked(blank, "2020-01-01", "2023-01-01"))
    panel = workspace_of(zone).side.checks
    assert listed(zone) == []
    assert panel._title.text() == "À vérifier"
    said = panel.next_step.text().replace("\xa0", " ")
    assert said == "Rien à vérifier. Ensuite : placer une première unité, ou demander une proposition."


def test_a_waiver_of_a_proposal_is_said_to_be_asked_for(open_zone, blank):
    zone = open_zone(put(blank, "TET007", "2027-S1", replace(WAIVER, proposed=True)))
    said = item(zone, "waiver", "TET007").data().replace("\xa0", " ")
    assert said == "Dérogation à demander : TET007 (S1 2027/2028)."
    assert "dérogation à demander" in card_for(zone.session, "TET007").accessible
