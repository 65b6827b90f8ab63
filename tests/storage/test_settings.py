import errno
import json
import os
from pathlib import Path

import pytest

from csp_planner.storage import folders
from csp_planner.storage.settings import MAX_RECENT, Settings, load_settings, save_settings, with_recent

SETTINGS = Settings(
    recent=("/é/a.cspplan", "/b\udcff.cspplan"),
    language="fr",
    theme="dark",
    window="AAEC",
    zones=(240, 900),
    last_folder="/é",
    tab_loads=False,
)


def test_settings_survive_a_round_trip(tmp_path: Path) -> None:
    assert save_settings(tmp_path / "config", SETTINGS)
    assert load_settings(tmp_path / "config") == SETTINGS


def test_without_a_file_settings_are_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none") == Settings()


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\xff", b"[]", b"null", b"[" * 60_000, b" " * 70_000 + b"{}", b'{"language": "\xff"}', b"9" * 6_000],
)
def test_an_unreadable_file_gives_the_defaults(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(data)
    assert load_settings(tmp_path) == Settings()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"language": "fr", "theme": 3, "later": 1}', Settings(language="fr")),
        ('{"language": null, "theme": ["dark"], "window": true}', Settings()),
        ('{"zones": [1, true, -2, 1e9, 3.0, "3", null, 100001, 240]}', Settings(zones=(1, 240))),
        ('{"zones": 240, "recent": {"a": 1}}', Settings()),
        ('{"recent": "/a.cspplan"}', Settings()),
        ('{"recent": ["/a", 1, null, ["/b"], "/c"]}', Settings(recent=("/a", "/c"))),
        (json.dumps({"recent": ["/long" * 1000, "/\udcff"], "last_folder": "é" * 4097}), Settings(recent=("/\udcff",))),
        (json.dumps({"recent": [*map(str, range(30))]}), Settings(recent=tuple(map(str, range(MAX_RECENT))))),
        ('{"tab_loads": 0}', Settings(tab_loads=True)),
        (json.dumps({"zones": [*range(60)]}), Settings(zones=tuple(range(50)))),
    ],
)
def test_a_value_that_cannot_be_meant_gives_its_default(text: str, expected: Settings, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    assert load_settings(tmp_path) == expected


def test_a_failure_to_save_is_reported_and_leaves_the_old_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_settings(tmp_path, SETTINGS)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    assert not save_settings(tmp_path, Settings())
    assert load_settings(tmp_path) == SETTINGS
    assert len(list(tmp_path.iterdir())) == 1


def test_the_most_recent_file_comes_first_and_once(tmp_path: Path) -> None:
    settings = Settings()
    for name in ("a", "b", "a"):
        settings = with_recent(settings, tmp_path / name)
    assert settings.recent == (str(tmp_path / "a"), str(tmp_path / "b"))


def test_only_the_latest_files_are_remembered(tmp_path: Path) -> None:
    settings = Settings()
    for number in range(MAX_RECENT + 5):
        settings = with_recent(settings, tmp_path / str(number))
    assert len(settings.recent) == MAX_RECENT
    assert settings.recent[0] == str(tmp_path / str(MAX_RECENT + 4))


def test_one_variable_moves_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CSP_PLANNER_HOME", str(tmp_path / "home"))
    found = folders.config_folder(), folders.state_folder(), folders.log_folder()
    assert found == (tmp_path / "home/config", tmp_path / "home/state", tmp_path / "home/log")
    assert not (tmp_path / "home").exists()


def test_without_the_variable_the_folders_are_those_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CSP_PLANNER_HOME", raising=False)
    for folder in (folders.config_folder(), folders.state_folder(), folders.log_folder()):
        assert "csp-planner" in folder.parts
        assert folder.is_absolute()
