"""In which encoding a text file is."""

from __future__ import annotations

import codecs
from pathlib import Path

from graph.exchange.reading.wire import Refused

_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What names of smaller sets of characters stand for: files hold more than their label says.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}
_EAST_ASIAN = frozenset({"gb18030", "big5hkscs", "euc_kr", "cp949", "johab", "euc_jp", "shift_jis", "cp932"})
_COMMON_HAN = (b"\xb0\xa1", b"\xd7\xf9")
"""The first and the last of the 3,755 characters of level 1 of GB 2312, which make up nearly all of a Chinese text."""
_SURE = 0.5
_CLEARLY = 0.9


def require_utf8(path: Path) -> None:
    """Raises Refused where the file is not UTF-8, naming the line and the likely encoding."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    with path.open("rb") as stream:
        head = stream.read(4)
        if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1:2] == b"\0" or head[:1] == b"\0":
            raise Refused("looks_like_utf16", "save_as_utf8")
        stream.seek(0)
        while chunk := stream.read(_CHUNK):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                line += chunk.count(b"\n", 0, error.start)
                raise _not_utf8(path, line) from None
            line += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise _not_utf8(path, line) from None


def _not_utf8(path: Path, line: int) -> Refused:
    code = "looks_like_gb18030" if decodes(path, "gb18030") else "not_utf8"
    return Refused(code, "save_as_utf8", line)


def guess_encoding(path: Path) -> str:
    """The encoding in which the whole file can be read, the likeliest first; raises Refused where there is none."""
    with path.open("rb") as stream:
        sample = stream.read(_SAMPLE)
    marked = next((encoding for mark, encoding in _MARKS if sample.startswith(mark)), None)
    likely = [marked] if marked else ["utf-8", *_by_content(sample), "gb18030", "big5hkscs", "cp1252"]
    for encoding in likely:
        if decodes(path, encoding):
            return encoding
    raise Refused("encoding_unknown", "save_as_utf8")


def _by_content(sample: bytes) -> list[str]:
    """What the bytes look like; of western text and Chinese, what makes more of them letters."""
    from chardet import detect  # loaded for the one file in ten that is not UTF-8

    found = detect(sample)
    name = codecs.lookup(found["encoding"]).name if found["encoding"] else "cp1252"
    name = _WIDER.get(name, name)
    if name not in _EAST_ASIAN and _share_of_common_han(sample) >= _CLEARLY:
        return ["gb18030"]
    if found["confidence"] >= _SURE or name in ("gb18030", "big5hkscs"):
        return [name]
    return sorted(("cp1252", name, "gb18030"), key=lambda encoding: -_share_of_letters(sample, encoding))


def _share_of_letters(sample: bytes, encoding: str) -> float:
    """Of what is no plain character in an encoding, how much is letters; 0 where it is not in that encoding."""
    try:
        # The sample may end within a character.
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return 0.0
    strange = [character for character in text if character > "\x7f"]
    return sum(map(str.isalpha, strange)) / len(strange) if strange else 0.0


def _share_of_common_han(sample: bytes) -> float:
    """Of what is no plain character in GB 18030, how much is common Han; 0 where it is not in that encoding.

    A heading or two of Chinese in a table of Latin letters is too little to be told by the frequency of its bytes. Yet
    western letters read so are rare Han: two of them seldom meet, and small ones of other alphabets are of level 2.
    """
    try:
        text = codecs.getincrementaldecoder("gb18030")().decode(sample)
    except UnicodeDecodeError:
        return 0.0
    strange = [character.encode("gb18030") for character in text if character.isalpha() and character > "\x7f"]
    first, last = _COMMON_HAN
    return sum(len(code) == 2 and first <= code <= last for code in strange) / len(strange) if strange else 0.0


def decodes(path: Path, encoding: str) -> bool:
    """Whether the whole file can be read in an encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
