"""In which encoding a text file is."""

from __future__ import annotations

import codecs

from graph.exchange.reading.wire import Refused

_CHUNK = 1 << 20


def require_utf8(path: str) -> None:
    """Raises Refused where the file is not UTF-8, naming the line and the likely encoding."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    with open(path, "rb") as stream:  # noqa: PTH123  # pathlib is slow to load
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


def _not_utf8(path: str, line: int) -> Refused:
    code = "looks_like_gb18030" if decodes(path, "gb18030") else "not_utf8"
    return Refused(code, "save_as_utf8", line)


def decodes(path: str, encoding: str) -> bool:
    """Whether the whole file can be read in an encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with open(path, "rb") as stream:  # noqa: PTH123  # pathlib is slow to load
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
