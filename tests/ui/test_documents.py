"""Coming to a document and leaving it: nothing is lost without a question, and nothing stays behind."""

import errno
import os
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMessageBox

from csp_planner.storage.planfile import load, save
from csp_planner.ui.keeper import Kept

from .hand import answer

Standard = QMessageBox.StandardButton


@pytest.fixture
def path(tmp_path, example):
    found = tmp_path / "plan.cspplan"
    save(found, example, None)
    return found


def full(*_given):
    raise OSError(errno.ENOSPC, "no space")


def someone_else_writes(path, example):
    save(path, replace(example, profile=replace(example.profile, name="Quelqu’un d’autre")), None)


# Leaving


@pytest.mark.parametrize("trouble", ["changed", "full"])
def test_a_last_edit_that_could_not_be_saved_is_not_left_without_a_question(
    open_window, path, example, monkeypatch, trouble
):
    window = open_window(example, path, load(path).digest)
    if trouble == "changed":
        someone_else_writes(path, example)
    else:
        monkeypatch.setattr(os, "fsync", full)
    window.session.unplace(["AST004"])
    asked = answer(QMessageBox, lambda box: box.button(Standard.Cancel).click())
    assert not window.close()
    assert asked == []
    assert window.isVisible()
    assert window.documents.keeper.state is Kept.FAILED
    assert window.banner.isVisible()
