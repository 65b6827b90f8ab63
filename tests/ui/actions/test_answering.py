"""The answer to what was asked for, entered from what is to be checked; when it is expected."""

from dataclasses import replace
from datetime import date

import pytest

from csp_planner.domain.edits import add_credit
from csp_planner.domain.profile import Credit, CreditBasis, CreditState
from csp_planner.domain.states import UnitState
from csp_planner.messages.sentences import fix_label
from csp_planner.ui.dialogs.credit import CreditDialog

from ..hand import TODAY, answer, workspace_of

LATE = Credit(unit="TET010", basis=CreditBasis.VES, date=date(2026, 1, 31), state=CreditState.ASKED)
OUTSIDE = replace(LATE, unit="OLD304", title="Ancienne unité", counts_for=("TET010",))


@pytest.mark.parametrize("credit", [LATE, OUTSIDE], ids=lambda credit: credit.unit)
def test_a_late_answer_is_entered_from_what_is_to_be_checked(open_window, example, credit):
    window = open_window(add_credit(example, credit))
    (asks,) = [one for one in window.session.evaluation.diagnostics if one.code == "credit-expected"]
    fix = asks.fixes[0]
    assert fix_label(fix) == "Répondre…"

    def grant(dialog):
        assert dialog.focusWidget() is dialog._state
        assert dialog._rows.isHidden() is (credit is LATE)
        dialog._state.setCurrentIndex(dialog._state.findData(CreditState.GRANTED))
        dialog._date.enter(TODAY)
        dialog.accept()

    troubles = answer(CreditDialog, grant)
    window.acts.fix(fix)
    assert troubles == []
    assert window.session.document.profile.credit(credit.unit).state is CreditState.GRANTED
    assert window.session.evaluation.standings["TET010"].state is UnitState.OBTAINED_OTHERWISE


def test_an_answer_that_is_expected_is_among_the_next_deadlines(open_window, example):
    day = date(2026, 11, 30)
    window = open_window(add_credit(example, replace(LATE, date=day)))
    shown = workspace_of(window).side.outlook._deadlines.text().replace("\u00a0", " ")
    assert shown.splitlines()[0] == "30/11/2026 : réponse attendue pour TET010."
