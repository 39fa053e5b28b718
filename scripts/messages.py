"""Bring the Chinese catalogue up to date: extract from code and templates, merge the sources, compile.

`make messages`. Translations stand in webapp/translations/src/<room>.po; the catalogue and its compiled form are made.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "webapp" / "translations" / "src"
TARGET = ROOT / "webapp" / "translations" / "zh" / "LC_MESSAGES" / "messages.po"
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
OPTIONS = {"**.html": {"silent": "false", "trimmed": "true"}, "**.txt": {"silent": "false", "trimmed": "true"}}
KEYWORDS = {
    "_": None,
    "_l": None,
    "N_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "Sentence": None,
    "Counted": (1, 2),
}
DATED = datetime(2026, 1, 1, tzinfo=UTC)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
Key = tuple[str | tuple[str, ...], str | None]


def extract() -> Catalog:
    """Every message that code and templates ask for."""
    wanted = Catalog(charset="utf-8")
    for folder in ("webapp", "matching", "graph"):
        found = extract_from_dir(ROOT / folder, METHODS, OPTIONS, keywords=KEYWORDS)
        for name, _line, message, _comments, context in sorted(found, key=lambda item: (item[0], item[1])):
            wanted.add(message, locations=[(f"{folder}/{name}", 0)], context=context)
    return wanted


def read_sources() -> Iterator[tuple[str, Message]]:
    """Each translation with the name of the source it stands in."""
    for path in sorted(SOURCES.glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="zh"):
                if message.id:
                    yield path.name, message


def key_of(message: Message) -> Key:
    """What identifies a message: its singular and its context."""
    return (message.id[0] if isinstance(message.id, tuple | list) else message.id, message.context)


def build(wanted: Catalog) -> Catalog:
    """The catalogue: every wanted message with its translation, in the order of the alphabet."""
    known = {key_of(message): message for _name, message in read_sources() if any(_strings(message))}
    catalog = Catalog(locale="zh", project="Liulu", charset="utf-8", fuzzy=False)
    for message in sorted(wanted, key=lambda item: str(item.id).casefold()):
        if not message.id:
            continue
        given = known.get(key_of(message))
        catalog.add(message.id, _fit(message, given), context=message.context)
    return catalog


def _fit(message: Message, given: Message | None) -> str | tuple[str, ...]:
    strings = _strings(given) if given else [""]
    return (strings[0],) if isinstance(message.id, tuple | list) else strings[0]


def _strings(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string or ""]


def _placeholders(text: str) -> set[str]:
    return {"".join(found) for found in PLACEHOLDER.findall(text)}


def problems(wanted: Catalog) -> list[str]:
    """What is untranslated, fuzzy, unused, translated in two ways, or differs in its placeholders."""
    asked = {key_of(message): message for message in wanted if message.id}
    given: dict[Key, tuple[str, Message]] = {}
    found = []
    for name, message in read_sources():
        key = key_of(message)
        if message.fuzzy:
            found.append(f"{name}: fuzzy: {key[0]}")
        if key not in asked:
            found.append(f"{name}: unused: {key[0]}")
        elif key in given and _strings(given[key][1]) != _strings(message):
            found.append(f"{name}: translated otherwise in {given[key][0]}: {key[0]}")
        elif any(_strings(message)):
            given[key] = (name, message)
    for key, message in asked.items():
        if key not in given:
            found.append(f"untranslated: {key[0]} ({message.locations[0][0]})")
        else:
            found.extend(_misfits(key, message, given[key][1]))
    return found


def _misfits(key: Key, asked: Message, given: Message) -> Iterator[str]:
    """Placeholders that one side has alone; a plural may leave out its number."""
    ids = asked.id if isinstance(asked.id, tuple | list) else [asked.id]
    wanted = set().union(*(_placeholders(text) for text in ids))
    for text in filter(None, _strings(given)):
        if _placeholders(text) ^ wanted:
            yield f"placeholders differ: {key[0]} -> {text}"


def render(catalog: Catalog) -> tuple[bytes, bytes]:
    """The two files, the same bytes from the same catalogue: no dates, no line numbers."""
    text, compiled = io.BytesIO(), io.BytesIO()
    write_po(text, catalog, width=120, omit_header=True, no_location=True)
    header = 'msgid ""\nmsgstr ""\n"Language: zh\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    header += '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    po = header.encode() + text.getvalue()
    made = read_po(io.BytesIO(po), locale="zh")
    made.creation_date = DATED  # else the compiled header says the minute of this run
    write_mo(compiled, made)
    return po, compiled.getvalue()


def main() -> int:
    """Write both files; say what is still missing."""
    wanted = extract()
    po, mo = render(build(wanted))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(po)
    TARGET.with_suffix(".mo").write_bytes(mo)
    found = problems(wanted)
    print("\n".join([*found, f"{len(wanted)} messages, {len(found)} problems"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
