"""A programme is read from what a person gives: a file of the program's own, or a sheet; or it is said why not."""

from datetime import date
from pathlib import Path

import pytest

from csp_planner.domain.programme import Programme
from csp_planner.sheet.values import MAX_SHEET_BYTES, Reading
from csp_planner.storage.codec import write_plan, write_programme
from csp_planner.ui.document.given import read_given

from ...editions import newer
from ...sheet.printing import as_csv, as_recap

TODAY = date(2026, 11, 23)


def test_a_file_of_a_programme_and_that_of_a_plan_give_the_programme(crn01, example, tmp_path):
    path = tmp_path / "neuve.json"
    path.write_bytes(write_programme(newer(crn01)))
    assert read_given(path, TODAY) == newer(crn01)
    assert read_given(path.read_bytes(), TODAY) == newer(crn01)
    assert read_given(write_plan(example), TODAY) == example.programme


def test_a_sheet_gives_its_reading(crn01):
    for data in (as_recap(newer(crn01)).encode(), as_csv(newer(crn01))):
        found = read_given(data, TODAY)
        assert isinstance(found, Reading)
        assert set(found.programme.by_code) == set(newer(crn01).by_code)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "« texte collé » est vide : il n’y a pas de fiche à lire."),
        (b"Bonjour", "Dans « texte collé », aucune UE n’a été trouvée."),
        (b'{"format": "csp-planner/programme", "version": 2', "le fichier"),
        (b'{"format": "csp-planner/programme", "version": 99, "code": "A", "units": []}', "plus récente"),
    ],
)
def test_what_is_no_programme_is_refused_in_a_sentence(data, said, qapp):
    found = read_given(data, TODAY)
    assert isinstance(found, str)
    assert said in found.replace("\xa0", " ")


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    missing, large = tmp_path / "absente.txt", tmp_path / "longue.txt"
    large.write_bytes(b"a" * (MAX_SHEET_BYTES + 1))
    for path in (missing, large, tmp_path):
        found = read_given(path, TODAY)
        assert isinstance(found, str)
        assert not isinstance(found, Programme)
        assert Path(path).name in found
