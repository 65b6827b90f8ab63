"""What leaves the window, and the plan it proposes: real dialogs, real files."""

import shutil
from pathlib import Path

import pytest

from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load

from .desk import wait_until
from .read_back import TODAY, check

pytestmark = pytest.mark.display


@pytest.fixture
def example(tmp_path) -> Path:
    return Path(shutil.copyfile(example_files()[0], tmp_path / "camille.cspplan"))


def test_a_document_is_exported_the_preview_opened_an_image_copied_and_a_proposal_kept(run, example, tmp_path):
    program = run(str(example), "--today", TODAY)
    program.keys("ctrl+shift+e")
    program.item("Document à imprimer", role="radio button")
    program.keys("Return")
    program.item("Nom", role="label")
    out = tmp_path / "plan.pdf"
    program.keys("ctrl+a")
    program.write(str(out))
    program.keys("Return")
    wait_until(lambda: out.exists() and out.read_bytes().startswith(b"%PDF"), "the document")
    program.item("Ouvrir son dossier", role="button")

    program.click("Imprimer / Exporter", role="button")
    program.keys("Down", "Down", "Return")
    program.item("Aperçu avant impression")
    program.keys("Escape")
    wait_until(lambda: not program.has("Aperçu avant impression"), "the preview closed")
    program.keys("ctrl+shift+c")
    program.item("Image du plan copiée", role="label")

    before = len(load(example).plan.scenarios)
    program.keys("ctrl+g")
    program.click("Proposer", role="button", whole=True)
    program.click("Garder comme scénario", role="button")
    wait_until(lambda: len(load(example).plan.scenarios) == before + 1, "one more scenario")
    blocking = {found["unit"] for found in check(example)["diagnostics"] if found["severity"] == "blocking"}
    assert not blocking  # what opens nowhere stands by a waiver to be asked for
    program.keys("ctrl+z")
    wait_until(lambda: len(load(example).plan.scenarios) == before, "the proposal undone")
