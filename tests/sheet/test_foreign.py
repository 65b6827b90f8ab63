"""What no reader reads is called by its name."""

import json

import pytest

from csp_planner.sheet import maquette, page
from csp_planner.sheet.foreign import name_of
from csp_planner.sheet.reading import read_sheet
from csp_planner.sheet.values import SheetError, SheetProblem

from ..shared import shared


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("ch_ost_informatik_categories.json", "JSON"),
        ("ch_ost_informatik_modules.json", "JSON"),
        ("de_hsd_elektrotechnik_and_xor.json", "JSON"),
        ("fr_amu_master_informatique_apogee.xml", "Apogée XML"),
        ("fr_cdm-fr_2006_unistra_licence_anglais.xml", "CDM-fr XML"),
    ],
)
def test_relatives_of_other_schools_are_named_and_no_reader_takes_them(file: str, name: str) -> None:
    text = shared(f"sheets/relatives/{file}").read_text(encoding="utf-8")
    assert name_of(text) == name
    assert not maquette.recognises(text)
    assert not page.recognises(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"format": "csp-planner/plan", "version": 2}', "csp-planner/plan"),
        ('{"format": ["x"]}', "JSON"),
        ('{"format": "' + "x" * 80 + '"}', "JSON"),
        ("[" * 100_000, "JSON"),
        ('{"format": "x", "y": [' + "{}," * 200_000 + "1]}", "JSON"),
        ("\ufeff [1]", "JSON"),
        ('<?xml version="1.0"?><!-- x --><lesson/>', "XML, <lesson>"),
        ("<?xml version='1.0'?>", "XML"),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "HTML"),
        ("\n<!DOCTYPE html><p>", "HTML"),
        ("<div class='schema'>", "HTML"),
        ("< >", "HTML"),
        ("UTC501", ""),
        ("", ""),
    ],
)
def test_text_is_called_after_its_beginning(text: str, name: str) -> None:
    assert name_of(text) == name


def test_a_sheet_that_was_cut_off_is_said_to_be_damaged():
    whole = json.dumps({"title": "Licence", "items": [{"code": "DRO101", "ects": 6}]})
    for length in (12, 30, len(whole) - 1):
        with pytest.raises(SheetError) as caught:
            read_sheet(whole[:length].encode(), default_year=2026)
        assert (caught.value.problem, caught.value.found) == (SheetProblem.DAMAGED, "JSON")
