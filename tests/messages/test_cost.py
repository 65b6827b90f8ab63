"""What the diploma costs, in words."""

import pytest

from csp_planner.domain.programme import Programme
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.cost import tariff_label


@pytest.fixture(params=["fr", "en"])
def language(request):
    use_language(request.param)
    yield request.param
    use_language("fr")


def test_a_body_that_the_sheet_calls_by_its_former_name_is_called_by_both(crn01: Programme, language: str) -> None:
    (tariff,) = [tariff for tariff in crn01.tariffs if tariff.code == "pole-emploi"]
    assert "Pôle emploi" in tariff.label[language]
    assert "France Travail" not in tariff.label[language]
    expected = {
        "fr": "France Travail (Pôle emploi sur la fiche) finance",
        "en": "France Travail (Pôle emploi on the sheet) pays",
    }
    assert tariff_label(dict(tariff.label)) == expected[language]


def test_other_fundings_are_called_as_on_the_sheet(crn01: Programme, language: str) -> None:
    for tariff in crn01.tariffs:
        if tariff.code != "pole-emploi":
            assert tariff_label(dict(tariff.label)) == tariff.label[language]


def test_a_label_that_says_both_names_stays_as_it_is() -> None:
    both = "France Travail (ex Pôle emploi)"
    assert tariff_label({"fr": both}) == both
