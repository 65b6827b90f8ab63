"""PySide is brought in with less, and lacks nothing for it. Each case needs a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PLAIN = "import PySide6.QtCore"
LEAN = "from csp_planner.ui.binding import bring_in\nbring_in()"
SAID = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
for wrong in (
    lambda: label.setText(3),
    lambda: label.resize("wide"),
    lambda: label.setText(),
    lambda: label.setText("a", "b"),
    lambda: QLabel(colour=1),
    lambda: label.setAlignment(nothing=1),
):
    try:
        wrong()
    except Exception as error:
        said.append(f"{type(error).__name__}: {error}")
import PySide6.support.signature.lib.pyi_generator as stubs
said.append(stubs.Formatter.split("a[b, c], d=3"))
from PySide6.support.signature import get_signature
said.append(str(get_signature(QLabel.setText)))
said.append(hasattr(stubs, "no such thing"))
"""


def said(code: str, home: Path) -> Any:
    """What *code* leaves in ``said``, in a new process."""
    whole = f"said = []\n{code}\nimport json, sys\nsys.stdout.write(json.dumps(said))"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CSP_PLANNER_HOME": str(home)}
    command = [sys.executable, "-c", whole]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_wrong_calls_are_explained_in_the_same_words(tmp_path):
    words = said(f"{LEAN}\n{SAID}", tmp_path)
    assert words == said(f"{PLAIN}\n{SAID}", tmp_path)
    assert "setText(arg__1: str, /)" in words[0]


def test_a_wrong_call_is_explained_even_if_the_first_attempt_to_failed(tmp_path):
    failing = """
import builtins, sys
from csp_planner.ui import binding
mapping, first = "shibokensupport/signature/mapping.py", b"from __future__ import annotations\\n"
failing = first + b"import builtins\\nif builtins.tries.pop(): raise MemoryError\\n"
binding._waiting[mapping] = binding._waiting[mapping].replace(first, failing)
builtins.tries = [False, True]
try:
    sys.modules["shibokensupport.signature.mapping"].type_map
except MemoryError:
    said.append("failed")
"""
    first, *words = said(f"{LEAN}\n{failing}\n{SAID}", tmp_path)
    assert first == "failed"
    assert words == said(f"{PLAIN}\n{SAID}", tmp_path)


def test_compiling_is_as_before_and_imports_ask_for_no_other_spelling(tmp_path):
    before = "import builtins\nbefore = builtins.compile\n"
    after = "\nsaid.extend([builtins.compile == before, builtins.__import__ == builtins.__feature_import__])"
    assert said(before + LEAN + after, tmp_path) == [True, False]
    assert said(before + PLAIN + after, tmp_path) == [True, True]


@pytest.mark.parametrize("lacking", ["shiboken6", "PySide6.QtCore"])
def test_compiling_is_as_before_where_qt_is_missing(tmp_path, lacking):
    code = f"""
import builtins, sys
before = builtins.compile
sys.modules[{lacking!r}] = None
try:
    from csp_planner.ui.binding import bring_in
    bring_in()
except ImportError:
    said.append(builtins.compile == before)
"""
    assert said(code, tmp_path) == [True]
