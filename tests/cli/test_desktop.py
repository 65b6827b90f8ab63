"""``desktop``: said in one line, done for the current user, refused where there is no such desktop."""

import shutil
import sys

import pytest


@pytest.fixture(autouse=True)
def own_data(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


def test_install_and_remove_say_what_they_did(run, own_data):
    code, out, err = run("desktop", "install")
    assert (code, err) == (0, "")
    assert str(own_data) in out
    assert (own_data / "applications" / "csp-planner.desktop").exists()
    code, out, err = run("desktop", "remove")
    assert (code, err) == (0, "")
    assert "retirés" in out
    assert not own_data.exists() or list(own_data.iterdir()) == []
    assert "pas d’entrée" in run("desktop", "remove")[1]


def test_missing_tools_are_named_by_what_installs_them(run, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    code, out, _err = run("desktop", "install")
    assert (code, "apt-get install shared-mime-info desktop-file-utils" in out) == (0, True)


def test_a_folder_that_cannot_be_written_is_one_line_and_exit_3(run, own_data):
    own_data.write_text("a file in the place of the folder")
    code, out, err = run("desktop", "install")
    assert (code, out, err.count("\n")) == (3, "", 1)


@pytest.mark.parametrize("words", [(), ("again",), ("install", "now")])
def test_other_words_are_bad_usage(run, words):
    code, out, err = run("desktop", *words)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_another_system_is_told_so(run, monkeypatch, own_data):
    monkeypatch.setattr(sys, "platform", "darwin")
    code, _out, err = run("desktop", "install")
    assert (code, "Linux" in err, own_data.exists()) == (2, True, False)
