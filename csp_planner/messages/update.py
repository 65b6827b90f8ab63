"""For developers: ``python -m csp_planner.messages.update`` brings the French catalogue up to date with the code.

New texts appear in it untranslated, texts no longer used leave it. Written so that two versions compare
line by line: sorted, without places in the code, dates or tool names.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from csp_planner.messages.catalogue import DOMAIN, source_file

KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")
_HEADER = (
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "Language: fr",
    "Plural-Forms: nplurals=2; plural=(n > 1);",
)


def extracted() -> Catalog:
    """Every translatable text of the package."""
    package = Path(__file__).resolve().parents[1]
    catalogue = Catalog(domain=DOMAIN)
    for _file, _line, text, _comments, context in extract_from_dir(
        package, [("**.py", "python")], keywords=KEYWORDS, comment_tags=()
    ):
        catalogue.add(text, context=context)
    return catalogue


def translated(code: str = "fr") -> Catalog:
    """The catalogue of *code* as it is on disk; empty when there is none yet."""
    source = source_file(code)
    if not source.exists():
        return Catalog(locale=code, domain=DOMAIN)
    with source.open("rb") as file:
        return read_po(file, locale=code, domain=DOMAIN)


def merged(texts: Catalog, known: Catalog) -> list[Message]:
    """*texts* with the translations of *known*, in a stable order. Nothing is guessed: no fuzzy entries."""
    found: list[Message] = []
    for message in texts:
        if not message.id:
            continue
        key = message.id[0] if isinstance(message.id, list | tuple) else message.id
        before = known.get(key, message.context)
        plural = isinstance(message.id, list | tuple)
        string = before.string if before is not None and before.id == message.id else ""
        found.append(Message(message.id, string or (("", "") if plural else ""), context=message.context))
    return sorted(found, key=lambda message: (_text(message.id), message.context or ""))


def _text(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def strings_of(message: Message) -> tuple[str, ...]:
    """The translations of *message*, one per plural form; empty where there is none."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def lines_of(messages: list[Message]) -> Iterator[str]:
    """The catalogue file, line by line."""
    yield 'msgid ""'
    yield 'msgstr ""'
    for line in _HEADER:
        yield f'"{line}\\n"'
    for message in messages:
        yield ""
        if message.context:
            yield f"msgctxt {_quoted(message.context)}"
        if isinstance(message.id, str):
            yield f"msgid {_quoted(message.id)}"
            yield f"msgstr {_quoted(strings_of(message)[0])}"
        else:
            yield f"msgid {_quoted(message.id[0])}"
            yield f"msgid_plural {_quoted(message.id[1])}"
            for index, string in enumerate(strings_of(message)):
                yield f"msgstr[{index}] {_quoted(string)}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def main() -> int:
    """Rewrite the French catalogue; the exit code says whether something is left to translate."""
    messages = merged(extracted(), translated())
    target = source_file("fr")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(lines_of(messages)) + "\n", encoding="utf-8", newline="\n")
    missing = [_text(message.id) for message in messages if not all(strings_of(message))]
    sys.stdout.write("".join(f"to translate: {text}\n" for text in missing))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
