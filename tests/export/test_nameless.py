"""No name leaves « without personal data »: not the learner's, the advisor's, nor one in the name of a scenario."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import BudgetLine, LineKind
from csp_planner.export.compose import comparison_document, document
from csp_planner.export.kinds import ICS, KINDS, PDF
from csp_planner.export.options import Options
from csp_planner.export.write import make, suggested_name
from csp_planner.messages.catalogue import use_language

from ..drawing.written import written
from .conftest import TODAY, judged

NAME = "Zebulon"
NAMELESS = Options(personal_data=False, advisor=NAME, comparison=True, private_notes=True)


@pytest.fixture
def case(rich):
    """The rich plan, its second scenario shown, with a name wherever a person may write one."""
    plan: Plan = rich.plan
    scenarios = (
        replace(plan.scenario, name=f"{NAME} au plus vite", retained=True),
        replace(plan.scenario, name=f"Plan de {NAME}", retained=False),
    )
    notes = tuple(replace(note, text=NAME) for note in plan.profile.notes)
    line = BudgetLine(label=f"Prêt de {NAME}", euros=500, kind=LineKind.FUNDING)
    profile = replace(plan.profile, name=f"Luc {NAME}", notes=notes, budget=(line,))
    return judged(replace(plan, scenarios=scenarios, active=1, profile=profile))


def texts_of(ending: str, data: bytes) -> str:
    """Everything that *data* says."""
    match ending:
        case ".pdf":
            file = PdfReader(BytesIO(data))
            xmp = file.root_object["/Metadata"].get_object().get_data().decode()
            return "\n".join([str(file.metadata), xmp, *map(written, file.pages)])
        case ".png":
            image = QImage.fromData(data)
            return "\n".join(image.text(key) for key in image.textKeys())
        case ".xlsx":
            book = zipfile.ZipFile(BytesIO(data))
            return "\n".join(book.read(name).decode() for name in book.namelist())
        case _:
            return data.decode().replace("\r\n ", "")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.ending)
def test_no_name_is_in_an_output(case, kind):
    with_name = texts_of(kind.ending, make(kind, case.plan, case.evaluation, Options()))
    assert NAME in with_name
    data = make(kind, case.plan, case.evaluation, NAMELESS)
    said = texts_of(kind.ending, data)
    assert NAME not in said
    assert NAME.encode() not in data
    assert "scénario 2" in said or kind.ending == ".csv", "which scenario it is can still be told"
    assert NAME not in suggested_name(case.plan, NAMELESS, kind)
    assert suggested_name(case.plan, NAMELESS, kind) == f"CRN01-scenario-2{kind.ending}"


def test_no_name_is_painted(case):
    for pages in (
        document(case.plan, case.evaluation, NAMELESS),
        comparison_document(case.plan, (0, 1), TODAY, NAMELESS),
    ):
        assert NAME not in repr(pages)
        assert "scénario 1" in repr(pages)


def test_the_number_is_said_in_the_language(case):
    use_language("en")
    assert suggested_name(case.plan, NAMELESS, PDF) == "CRN01-scenario-2.pdf"
    assert "scenario 2" in document(case.plan, case.evaluation, NAMELESS).title


def test_a_calendar_does_not_let_a_left_out_name_be_tried(case):
    other = replace(case.plan.scenario, name="Autre")
    renamed = judged(case.plan.with_scenario(other))
    assert make(ICS, renamed.plan, renamed.evaluation, NAMELESS) == make(ICS, case.plan, case.evaluation, NAMELESS)
