import sys
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Plan
from csp_planner.storage import library
from csp_planner.storage.codec import write_plan
from csp_planner.storage.planfile import load


def test_the_built_in_programme_holds_what_the_sheet_lists() -> None:
    programme = library.builtin_programme("CRN01")
    assert len(programme.units) == 15
    assert (programme.listed_ects, programme.listed_hours) == (122, 603)


@pytest.mark.parametrize("code", ["NONE", "../programmes/CRN01", ""])
def test_a_programme_that_is_not_built_in_is_a_key_error(code: str) -> None:
    with pytest.raises(KeyError):
        library.builtin_programme(code)


def test_every_built_in_programme_can_be_read() -> None:
    assert "CRN01" in library.builtin_codes()
    for code in library.builtin_codes():
        assert library.builtin_programme(code).code == code


def test_the_head_of_a_built_in_programme_says_what_the_whole_of_it_says() -> None:
    for code in library.builtin_codes():
        head, whole = library.builtin_head(code), library.builtin_programme(code)
        assert {field.name: getattr(head, field.name) for field in fields(head)} == {
            field.name: getattr(whole, field.name) for field in fields(head)
        }


def test_every_example_is_written_as_a_save_would_and_can_be_judged() -> None:
    assert library.example_files()
    for path in library.example_files():
        plan = load(path).plan
        assert write_plan(plan) == path.read_bytes()
        assert plan.programme.code == library.example_code(path)
        if plan.programme.code in library.builtin_codes():
            assert plan.programme == library.builtin_programme(plan.programme.code)
        evaluate_plan(plan, date(2026, 11, 23))


def test_the_example_shows_a_variant_without_overload() -> None:
    (path,) = [path for path in library.example_files() if path.name == "crn01-exemple.cspplan"]
    plan = load(path).plan
    assert [scenario.name for scenario in plan.scenarios] == ["A · Au plus tôt", "B · 12 ECTS par semestre"]
    second = Plan(programme=plan.programme, profile=plan.profile, scenarios=plan.scenarios, active=1)
    assert not any(load.overloaded for load in evaluate_plan(second, date(2026, 11, 23)).terms)


def test_the_example_of_a_licence_shows_choices_made_and_choices_open() -> None:
    (path,) = [path for path in library.example_files() if path.name == "lg04101a-exemple.cspplan"]
    plan = load(path).plan
    assert plan.programme.source.startswith("https://www.cnam-paris.fr/")
    begun, whole = (evaluate_plan(replace(plan, active=index), date(2026, 11, 26)) for index in (0, 1))
    assert (begun.complete, whole.complete, whole.awarded) == (False, True, False)
    assert begun.award is not None
    assert whole.award is not None
    choices = {found.path: found.counts for found in whole.award.blocks if found.block.is_choice}
    assert choices == {"2.1": ("ANG320",), "3.1": ("ARA100",)}
    assert [found.path for found in begun.award.open_choices] == ["3.1"]
    assert (plan.scenario.set_aside, [pin.unit for pin in plan.scenario.pins]) == (("ANG100",), ["ANG320"])
    assert begun.to_confirm == ("UAFA02", "UAFA04")


@pytest.mark.parametrize("inside", ["resources", "csp_planner/resources"])
def test_a_frozen_bundle_is_searched_first(inside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / inside / "programmes").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert library.resource_folder.__wrapped__() == tmp_path / inside


def test_an_installed_wheel_carries_the_resources_in_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "csp_planner"
    (package / "resources" / "programmes").mkdir(parents=True)
    monkeypatch.setattr(library, "_PACKAGE", package)
    assert library.resource_folder.__wrapped__() == package / "resources"


def test_an_installation_without_resources_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_PACKAGE", tmp_path / "csp_planner")
    with pytest.raises(FileNotFoundError):
        library.resource_folder.__wrapped__()
