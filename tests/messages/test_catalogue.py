"""The French catalogue is complete, and stays so: everything the code says is in it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from csp_planner.messages import catalogue
from csp_planner.messages.catalogue import language, ngettext, pgettext, source_file, use_language
from csp_planner.messages.update import PLACEHOLDER, extracted, lines_of, merged, strings_of, translated


@pytest.fixture(autouse=True)
def _french_afterwards():
    yield
    use_language("fr")


def ids_of(message):
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def entries():
    return [message for message in translated() if message.id]


def test_every_text_of_the_code_is_in_the_catalogue_and_nothing_else():
    in_code = {(message.context, ids_of(message)) for message in extracted() if message.id}
    in_catalogue = {(message.context, ids_of(message)) for message in entries()}
    assert in_code == in_catalogue, "run: python -m csp_planner.messages.update"


def test_nothing_is_untranslated_or_fuzzy():
    assert [message.id for message in entries() if message.fuzzy or not all(strings_of(message))] == []


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


def test_the_catalogue_file_is_as_the_update_writes_it():
    expected = "\n".join(lines_of(merged(extracted(), translated()))) + "\n"
    text = source_file("fr").read_text(encoding="utf-8")
    assert text == expected
    assert not re.search(r"^#|POT-Creation|Generated-By|https?://", text, re.MULTILINE)


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


def checkout(tmp_path: Path, monkeypatch, text: bytes) -> Path:
    source = tmp_path / "translations" / "fr" / "LC_MESSAGES" / "csp_planner.po"
    source.parent.mkdir(parents=True)
    source.write_bytes(text)
    monkeypatch.setattr(catalogue, "resource_folder", lambda: tmp_path)
    return source


def test_a_checkout_compiles_its_catalogue_once(tmp_path, monkeypatch):
    source = checkout(tmp_path, monkeypatch, source_file("fr").read_bytes())
    use_language("fr")
    compiled = source.with_suffix(".mo")
    before = compiled.stat()
    assert catalogue.gettext("Close") == "Fermer"
    use_language("fr")
    assert compiled.stat().st_mtime_ns == before.st_mtime_ns
    assert [path.name for path in source.parent.iterdir() if path.name not in (source.name, compiled.name)] == []


def test_a_damaged_or_missing_catalogue_speaks_english(tmp_path, monkeypatch):
    source = checkout(tmp_path, monkeypatch, b"")
    source.with_suffix(".mo").write_bytes(b"\xde\x12\x04\x95 not a catalogue")
    use_language("fr")
    assert catalogue.gettext("Close") == "Close"
    source.with_suffix(".mo").unlink()
    source.unlink()
    use_language("fr")
    assert catalogue.gettext("Close") == "Close"


def test_babel_is_not_imported_when_the_compiled_catalogue_is_fresh():
    use_language("fr")
    code = (
        "import sys; from csp_planner.messages.catalogue import _, use_language; use_language('fr');"
        "assert _('Close') == 'Fermer'; print([name for name in sys.modules if name.split('.')[0] == 'babel'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
