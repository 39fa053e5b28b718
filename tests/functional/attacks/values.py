"""Values that somebody might send who wants to see what breaks."""

from __future__ import annotations

import re

from hypothesis import strategies as st

TAG, HANDLER = "liulu-mark", "onliulumark"
"""An element and an attribute that no page of ours has: where one is found, something was not escaped."""

MARKUP = (
    f"<{TAG}>", f"'\"><{TAG}>", f"</title></textarea></script><{TAG}>", f'" {HANDLER}="1', f"' {HANDLER}='1",
    f"<img src=x {HANDLER}=1>", f"<svg/{HANDLER}=1>", f"{{{{ '<{TAG}>' | safe }}}}", "javascript:alert(1)",
    "java\tscript:alert(1)", "data:text/html,<b>", f"]]><{TAG}>", f"<!--><{TAG}>",
)  # fmt: skip
ELSEWHERE = (
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example/",
    "http://liulu.test.evil.example", "https:evil.example", "//evil.example/..", "/\t/evil.example", "@evil.example",
    "javascript:alert(1)", "http://[", "//[", "/a]b[", "/\r\nSet-Cookie: a=b", "%2f%2fevil.example", "/%0d%0aX: y",
)  # fmt: skip
NUMBERS = (
    "-1", "0", "1", "9" * 400, "1e309", "-1e309", "nan", "inf", "-inf", "NaN", "1_000", "0x10", "１２３４５６", "²",
    "½", "٣", "৩", "1.5", "1,5", "2147483648", "9223372036854775808", "-9223372036854775809", "1e-400", "--1", "+1",
)  # fmt: skip
TIMES = (
    "0001-01-01", "9999-12-31", "0000-00-00", "2026-02-30", "10000-01-01", "-0001-01-01", "２０２６-１２-０１",
    "20261201", "2026-W01-1", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "24:00", "23:59:60", "00:00",
    "23:59", "25:61", "Asia/Nowhere", "../etc/localtime", "/etc/localtime", "UTC\n",
)  # fmt: skip
_TEXTS = (
    "", " ", "\x00", "a\x00b", "\ud800", "\udfff\ud800", "\ufeff", "\u202eabc\u202c", "\u2066", "\u2028", "\ufffe",
    "שלום עולם", "مرحبا", "e\u0301" * 40, "🙂" * 30, "長" * 3000, "x" * 20_000, "a\r\nb", "a\nSet-Cookie: a=b", "\r",
    "\t", "\v", "\x1b[31m", "\x7f", "../../../etc/passwd", "..\\..\\x", "C:\\x", "'", '"', "`", "\\",
    "'; DROP TABLE x; --", "' OR '1'='1", "}) DETACH DELETE n //", "MATCH (n) DETACH DELETE n", "$x", "${7*7}",
    "{{ 7 * 7 }}", "{% raw %}", "%s", "%(name)s", "%n", "{0}", "%", "%zz", "=1+1", "@SUM(A1)", "＝1+1", "None", "null",
    "true", "undefined", "[]", "{}", '{"a": 1}', "a|b|c", "|", "a@b", "a@b.cn\r\nBcc: c@d.cn", "a" * 65 + "@b.cn",
    "all", "any", "draft", "open", "administrator", "-shown", "Ａ",
)  # fmt: skip
NASTY = (*_TEXTS, *NUMBERS, *TIMES, *MARKUP, *ELSEWHERE)

values = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=40),
    st.builds("{}{}".format, st.sampled_from(NASTY), st.sampled_from(NASTY)),
)
"""One value: mostly one that broke something somewhere before."""
_NUMBER, _TIME = re.compile(r"[\d,.]+"), re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d(:\d\d)?")


def instead_of(usual: str) -> st.SearchStrategy[str]:
    """Another value than the usual one: of its sort, more often than not."""
    if _TIME.fullmatch(usual):
        return st.sampled_from(TIMES) | values
    if _NUMBER.fullmatch(usual):
        return st.sampled_from(NUMBERS) | values
    return values
