"""What speaks for two records being one, in words."""

from __future__ import annotations

from collections.abc import Mapping

from graph.doubles.evidence import Evidence
from webapp.words.sentences import Says, Sentence

EVIDENCE: Mapping[str, Says] = {
    "email_same": Sentence("Both have the e-mail address %(left)s."),
    "orcid_same": Sentence("Both have the number %(left)s, which is given once."),
    "uscc_same": Sentence("Both are registered under the credit code %(left)s."),
    "website_same": Sentence("Both have the website %(left)s."),
    "domain_same": Sentence("The addresses of both are at %(left)s."),
    "employer_same": Sentence("Both work at %(left)s."),
    "name_same": Sentence("The name is the same: %(left)s."),
    "name_typo": Sentence("The names differ by a slip: %(left)s, %(right)s."),
    "name_shorter": Sentence("One name is a shorter form of the other: %(left)s, %(right)s."),
    "name_initials": Sentence("One name has initials for the other: %(left)s, %(right)s."),
    "name_zh_same": Sentence("The Chinese name is the same: %(left)s."),
    "name_zh_typo": Sentence("The Chinese names sound the same and differ by one character: %(left)s, %(right)s."),
    "name_zh_shorter": Sentence("The Chinese names differ by the words of the trade: %(left)s, %(right)s."),
    "pinyin_same": Sentence("One name is the other in pinyin: %(left)s, %(right)s."),
    "pinyin_typo": Sentence("One name is the other in pinyin but for a slip: %(left)s, %(right)s."),
    "pinyin_shorter": Sentence("One name is a shorter form of the other in pinyin: %(left)s, %(right)s."),
    "pinyin_initials": Sentence("One name has initials for the other in pinyin: %(left)s, %(right)s."),
    "topics_same": Sentence("Both name what few others name together: %(left)s."),
    "texts_same": Sentence("What is written about both is nearly the same."),
}


def say_evidence(evidence: Evidence, names: Mapping[str, str]) -> str:
    """One line; `names` has names of organisations by id."""
    return EVIDENCE[evidence.code].say(
        {"left": names.get(evidence.left, evidence.left), "right": names.get(evidence.right, evidence.right)}
    )
