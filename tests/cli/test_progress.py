"""How far a search is shows on a terminal, and leaves nothing there."""

import io
import sys

import pytest

from csp_planner.__main__ import main

from .helpers import TODAY, plain

WIPED = "\r\x1b[K"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> tuple[int, str]:
    """The exit code, and what is written to a terminal as the error output."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    return main([str(argument) for argument in arguments]), plain(terminal.getvalue())


def test_a_search_says_how_far_it_is_and_wipes_it(plan, monkeypatch):
    code, text = shown(monkeypatch, "suggest", plan, *TODAY)
    said = text.split(WIPED)
    assert code == 0
    assert "Étape 2 sur 7 : Fin…" in said
    assert said.index("Pourquoi pas plus tôt…") > said.index("Étape 2 sur 7 : Fin…")
    assert said[-1] == ""
    assert "\n" not in "".join(said)


def test_a_refusal_stands_alone_in_its_line(plan, monkeypatch):
    code, text = shown(monkeypatch, "suggest", plan, *TODAY, "--until", "2026-S2")
    last = text.split(WIPED)[-1]
    assert code == 1
    assert "TET010" in last
    assert last.count("\n") == 1


def test_a_narrow_terminal_gets_a_line_that_does_not_wrap(few, monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    _code, text = shown(monkeypatch, "suggest", few, *TODAY)
    assert max(map(len, text.split(WIPED))) == 19
