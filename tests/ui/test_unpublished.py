"""A sheet that leaves things out, in the window."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QCheckBox, QLabel

from csp_planner.domain import edits
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import AnnouncedTotals, Programme
from csp_planner.domain.terms import Part, Term
from csp_planner.storage.codec import write_programme
from csp_planner.ui.board.board import AccreditationLine
from csp_planner.ui.dialogs.profile import ProfileDialog
from csp_planner.ui.panels.proposal_choices import ProposalChoices
from csp_planner.ui.window import MainWindow

from ..domain.strategies import leaving_out, partly_published
from ..maquette import CERTIFICATE, programme_of
from .desk import on_desk
from .hand import TODAY, Drag, SolverHere, card, codes_in, drag, note, pane, shown_texts, workspace_of

SECRETS = ("0 h", "agrément", "inscri", "Expérience", "rapport", "Conditions", "heures")


def plan_of(programme: Programme, **scenario: object) -> Plan:
    first = Scenario(name="Scénario A", start=Term(2026, Part.S1), **scenario)  # type: ignore[arg-type]
    return Plan(programme=programme, profile=Profile(), scenarios=(first,))


def words_on(window: MainWindow) -> str:
    """All that labels, lists and tooltips of the window say, with plain spaces."""
    found = shown_texts(window, QLabel)
    workspace = workspace_of(window)
    for each in workspace.board.panes:
        found += [each.toolTip(), each.units.accessibleDescription()]
        found += [line.text for form in each._said() for line in form]
    for unit in window.session.plan.programme.units:
        if not unit.is_attended:
            continue
        shown = card(window, unit.code)
        found += [shown.quantity, shown.brief[0], shown.accessible, shown.tooltip]
    return "\n".join(found).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def certificate(open_window) -> MainWindow:
    return open_window(plan_of(programme_of(CERTIFICATE)))


def test_a_programme_file_opens_as_a_new_plan_in_no_file_once_it_lacks_nothing(qtbot, tmp_path):
    path = tmp_path / "certificat.json"
    desk = on_desk(qtbot)
    path.write_bytes(write_programme(programme_of(CERTIFICATE)).replace(b'"ects": 14', b'"ects": "14"'))
    with qtbot.waitSignal(desk.documents.said) as said:
        assert not desk.documents.open_file(path)
    assert "announced/ects" in said.args[0]
    assert not desk.documents.is_open
    path.write_bytes(write_programme(programme_of(CERTIFICATE)))
    assert desk.documents.open_file(path)
    plan = desk.session.document
    assert (plan.programme.code, plan.scenario.start, plan.scenario.placements) == (
        "CS0000A-PAR",
        Term(2026, Part.S2),
        (),
    )
    assert desk.documents.keeper.path is None
    assert str(path) not in desk.documents.settings.recent


def test_nothing_is_said_of_what_a_certificate_does_not_have(certificate):
    outlook = workspace_of(certificate).side.outlook
    assert outlook._deadlines.text() == "Aucune\u00a0: aucune date n’est publiée."
    for code, term in (("DNT104", "2026-S1"), ("DNT105", "2026-S2"), ("DNT106", "2027-S2")):
        drag(certificate, code, term)
        assert codes_in(certificate, term) == [code]
    said = words_on(certificate)
    assert not [word for word in SECRETS if word in said]
    assert certificate.findChildren(AccreditationLine) == []
    progress = workspace_of(certificate).side.progress
    assert not progress.hours.isVisible()
    assert progress.ects.isVisible()
    assert outlook._deadlines.text() == "Aucune\u00a0: aucune date n’est publiée."


def test_a_sheet_that_asks_for_0_months_says_nothing_of_an_experience(open_window):
    """As case 35 does, a file of version 1."""
    programme = programme_of(CERTIFICATE)
    asked = replace(programme.conditions, experience_unit="AUCUNE", experience_months=0)
    window = open_window(plan_of(replace(programme, conditions=asked)))
    assert not workspace_of(window).pool._experience.isVisible()
    assert "0 mois" not in words_on(window)


def test_hours_are_neither_limited_nor_gauged_where_none_are_known_until_some_are_entered(
    certificate,
):
    dialog = ProfileDialog(certificate.session.document, TODAY, certificate)
    dialog.show()
    fields = (dialog._hours, dialog._weekly, dialog._tariff, dialog._order)
    assert not [field for field in fields if field.isVisible()]
    assert dialog._ects.isVisible()
    assert dialog._accreditation is None
    assert dialog.apply_to(certificate.session.document) == certificate.session.document
    dialog.reject()

    def enter(plan: Plan) -> object:
        return edits.set_override(plan, "DNT104", None, 30, certificate.session.today)

    certificate.session.do("Saisir", enter)
    assert workspace_of(certificate).side.progress.hours.isVisible()
    assert "30" in card(certificate, "DNT104").quantity
    assert "?" in card(certificate, "DNT105").brief[0]


def test_a_proposal_is_asked_for_nothing_that_the_programme_does_not_have(certificate):
    certificate.advising.advisor.solver = SolverHere()
    workspace_of(certificate).side.propose()
    choices = certificate.findChild(ProposalChoices)
    shown = {tick.text() for tick in choices.findChildren(QCheckBox) if tick.isVisible()}
    texts = " ".join([*shown, *shown_texts(choices, QLabel)])
    assert not [word for word in ("agrément", "rapport", "ordre", "Heures") if word in texts]


def test_a_semester_that_has_ended_says_that_it_is_past_and_takes_a_waiver(open_window):
    window = open_window(plan_of(programme_of(CERTIFICATE)), today=date(2027, 5, 1))
    assert "passé" in pane(window, "2026-S1").units.accessibleDescription()
    assert not pane(window, "2026-A")._is_closed, "its second semester goes on"
    carried = Drag(window, "DNT104").over("2026-S1")
    refused = pane(window, "2026-S1").units.accessibleDescription().replace("\u00a0", " ")
    assert "S1 2026/2027 est passé." in refused
    assert "inscri" not in refused
    carried.let_go()
    assert codes_in(window, "2026-S1") == []
    refused = note(window)
    assert refused is not None
    assert "inscri" not in refused.accessibleName()


def test_the_annual_strip_is_past_when_its_second_semester_is(open_window):
    window = open_window(plan_of(programme_of(CERTIFICATE)), today=date(2027, 7, 1))
    assert pane(window, "2026-A")._is_closed


def test_a_gauge_without_a_target_says_so_and_is_full_at_what_the_rows_come_to(open_window):
    bare = replace(programme_of(CERTIFICATE), announced=AnnouncedTotals())
    window = open_window(plan_of(bare))
    gauge = workspace_of(window).side.progress.ects
    assert (gauge.minimum(), gauge.value(), gauge.maximum()) == (0, 0, 14)
    drag(window, "DNT104", "2026-S1")
    assert (gauge.value(), gauge.maximum()) == (4, 14)
    assert "aucun total annoncé" in gauge.accessibleDescription()
    assert [text for text in gauge._beside() if "planifiés" in text] == [" obtenus · 4 planifiés"]


def test_hours_announced_for_units_without_any_have_no_value(open_window, crn01):
    window = open_window(plan_of(leaving_out(crn01, "hours")))
    gauge = workspace_of(window).side.progress.hours
    assert gauge.isVisible()
    assert (gauge.value(), gauge.maximum()) == (-1, 657)
    assert "non publié" in gauge.accessibleDescription()


def test_conditions_are_shown_as_many_as_there_are(open_window, crn01):
    window = open_window(plan_of(crn01))
    for left_out, count in (("", 3), ("report", 2), ("experience", 2), ("conditions", 0)):
        window.documents.show(plan_of(leaving_out(crn01, left_out) if left_out else crn01), None)
        progress = workspace_of(window).side.progress
        assert sum(row.isVisible() for row in progress._conditions) == count
        assert progress._heading.isVisible() is (count > 0)


@settings(
    max_examples=4,
    phases=[Phase.explicit, Phase.generate],  # to shrink a failure would open hundreds of windows
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_a_sheet_with_any_part_left_out_opens(open_window, crn01, data):
    programme = data.draw(partly_published(crn01))
    plan = plan_of(programme, max_hours=20.0)
    for unit in programme.units:
        placed = edits.place(plan, unit.code, Term(2027, data.draw(st.sampled_from(Part))), date(2026, 11, 23))
        plan = placed if isinstance(placed, Plan) else plan
    window = open_window(plan)
    for code in programme.by_code:
        workspace_of(window).show_unit(code)
    if not window.session.evaluation.hours.known:
        assert "0 h" not in words_on(window)
    window.documents.begin_with(programme)
    window.close()
