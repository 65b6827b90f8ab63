"""The French catalogue is complete, and stays so. Another language is another file, and one line."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.export.options import Options
from csp_planner.export.spreadsheet import csv_bytes
from csp_planner.messages import catalogue
from csp_planner.messages.amounts import amount_text, read_amount
from csp_planner.messages.catalogue import (
    LANGUAGES,
    catalogue_file,
    language,
    localised,
    ngettext,
    pgettext,
    use_language,
)
from csp_planner.messages.words import number

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")


def update(root, *arguments):
    """Run the developers' script on the catalogues under *root*."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    command = ["bash", str(root / ".ci" / "catalogues"), *arguments]
    return subprocess.run(command, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False)


def entries():
    with catalogue_file("fr").with_suffix(".po").open("rb") as file:
        return [message for message in read_po(file) if message.id]


def ids_of(message):
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings_of(message):
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def test_every_text_of_the_code_is_in_the_catalogue_translated_and_nothing_else():
    done = update(ROOT, "--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), "run: bash .ci/catalogues"


def test_the_update_adds_what_is_new_drops_what_is_gone_and_names_what_is_to_translate(tmp_path):
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci", ignore=shutil.ignore_patterns("out"))
    file = tmp_path / "resources" / "translations" / "fr" / "LC_MESSAGES" / "csp_planner.po"
    file.parent.mkdir(parents=True)
    shutil.copy(catalogue_file("fr").with_suffix(".po"), file)
    (tmp_path / "csp_planner").mkdir()
    code = tmp_path / "csp_planner" / "toy.py"
    code.write_text('_("Close")\nngettext("{n} toy", "{n} toys", 2)\n', encoding="utf-8")
    before = file.read_bytes()
    checked = update(tmp_path, "--check")
    assert checked.returncode == 1
    assert file.read_bytes() == before
    updated = update(tmp_path)
    left = '== to translate into fr\nmsgid "{n} toy"\nmsgid_plural "{n} toys"\nmsgstr[0] ""\nmsgstr[1] ""\n\n'
    assert (updated.returncode, updated.stdout, updated.stderr) == (1, left.removesuffix("\n"), "")
    text = file.read_text(encoding="utf-8")
    assert text.startswith('msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n')
    assert not re.search(r"^#|POT-Creation|Generated-By|https?://|\n\n\Z", text, re.MULTILINE)
    file.write_text(text.replace('[0] ""', '[0] "{n} jouet"').replace('[1] ""', '[1] "{n} jouets"'), encoding="utf-8")
    assert update(tmp_path, "--check").returncode == 0
    assert re.findall('^msgid "(.+)"', file.read_text(encoding="utf-8"), re.MULTILINE) == ["Close", "{n} toy"]


def test_translations_have_the_places_of_the_text():
    def places(text):
        return set(PLACEHOLDER.findall(text))

    for message in entries():
        allowed = set.union(*(places(text) for text in ids_of(message)))
        for one, string in zip(ids_of(message), strings_of(message), strict=True):
            assert places(string) <= allowed, message.id
            if isinstance(message.id, str):
                assert places(string) == places(one), message.id


def test_french_typography():
    for message in entries():
        for string in strings_of(message):
            assert not re.search(r" [:;!?»]|« ", string), string
            # This one name is spelt so in the contract on accessible names.
            assert "'" not in string or string == "Heures d'enseignement", string


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("", "fr"),
        ("fr", "fr"),
        ("en", "en"),
        ("de:en_GB.UTF-8:fr", "en"),
        ("fr_FR:en", "fr"),
        ("de", "fr"),
        ("C", "fr"),
    ],
)
def test_the_language_is_the_first_supported_one_asked_for_else_french(monkeypatch, variable, expected):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", variable)
    use_language(None)
    assert language() == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "fr_FR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "fr"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "en_US.UTF-8"}, "fr"),
        ({"LANGUAGE": "fr", "LC_ALL": "en_US.UTF-8"}, "fr"),
    ],
    ids=str,
)
def test_the_locale_is_heeded_in_the_order_of_gettext(monkeypatch, asked, expected):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in asked.items():
        monkeypatch.setenv(name, value)
    use_language(None)
    assert language() == expected


def test_texts_are_looked_up_when_they_are_asked_for():
    use_language("fr")
    assert catalogue.gettext("Units to place") == "Unités à placer"
    assert pgettext("opening", "Annual") == "Annuel"
    assert ngettext("{count} blocking", "{count} blocking", 2) == "{count} points bloquants"
    assert ngettext("{count} blocking", "{count} blocking", 0) == "{count} point bloquant"
    use_language("en")
    assert catalogue.gettext("Units to place") == "Units to place"
    assert pgettext("opening", "Annual") == "Annual"


def test_a_text_that_is_also_a_plural_is_found_alone():
    use_language("fr")
    assert catalogue.gettext("Take {unit} off the plan") == "Retirer {unit} du plan"


def toy(folder, monkeypatch, *texts):
    """Make *folder* hold a Spanish catalogue of *texts*, and Spanish one of the languages."""
    known = Catalog(locale="es")
    for context, text, translation in texts:
        if isinstance(translation, tuple):  # one form and the other; a language has more of them for large numbers
            translation = (translation[0], *(known.num_plurals - 1) * translation[1:])
        known.add(text, translation, context=context)
    monkeypatch.setattr(catalogue, "resource_folder", lambda: folder)
    monkeypatch.setitem(LANGUAGES, "es", "Español")
    file = catalogue_file("es")
    file.parent.mkdir(parents=True)
    with file.open("wb") as compiled:
        write_mo(compiled, known)


def test_another_language_is_one_catalogue_and_one_line(tmp_path, monkeypatch, empty_plan, today):
    plural = ("{count} sample", "{count} samples"), ("{count} problema grave", "{count} problemas graves")
    toy(
        tmp_path,
        monkeypatch,
        (None, "Close", "Cerrar"),
        (None, *plural),
        ("decimal mark", ".", ","),
        ("thousands separator", ",", "."),
        ("separator of a CSV file", ",", ";"),
        ("column", "Unit", "Unidad"),
    )
    monkeypatch.setenv("LANGUAGE", "es_AR:fr")
    use_language(None)
    assert language() == "es"
    assert catalogue.gettext("Close") == "Cerrar"
    assert ngettext(*plural[0], 0) == "{count} problemas graves"
    assert catalogue.gettext("Units to place") == "Units to place"
    assert number(6225.5) == "6.225,5"
    assert read_amount(amount_text(6225.5), 0, 10_000) == 6225.5
    table = csv_bytes(empty_plan, evaluate_plan(empty_plan, today), Options())
    assert table.decode("utf-8-sig").startswith("Unidad;Title;")
    assert localised({"fr": "mi-mars", "en": "mid-March"}) == "mid-March"


def test_no_other_module_asks_which_language_it_is():
    named = re.compile(r"""["'](fr|en|French|English|Français|français)["']""")
    package = ROOT / "csp_planner"
    # What reads sheets writes down in which language their words are.
    modules = (path for path in package.rglob("*.py") if path.parent != package / "sheet")
    found = [path for path in modules if named.search(path.read_text(encoding="utf-8"))]
    assert found == [package / "messages" / "catalogue.py"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"fr": "mi-mars", "en": "mid-March"}, "mi-mars"),
        ({"en": "mid-March", "de": "Mitte März"}, "mid-March"),
        ({"de": "Mitte März", "it": "metà marzo"}, "Mitte März"),
        ({"fr": "", "en": "mid-March"}, "mid-March"),
        ({}, ""),
    ],
    ids=str,
)
def test_a_text_that_a_sheet_gives_in_other_languages_only_is_shown_in_one_of_them(texts, expected):
    use_language("fr")
    assert localised(texts) == expected


def test_a_damaged_or_missing_catalogue_speaks_english(tmp_path, monkeypatch):
    toy(tmp_path, monkeypatch)
    catalogue_file("es").write_bytes(b"\xde\x12\x04\x95 not a catalogue")
    use_language("es")
    assert catalogue.gettext("Close") == "Close"
    catalogue_file("es").unlink()
    use_language("es")
    assert catalogue.gettext("Close") == "Close"
