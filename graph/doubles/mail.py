"""E-mail addresses as they are compared."""

from __future__ import annotations

import re

# Providers of mail to everybody: the domain says nothing about an employer.
_OF_EVERYBODY = re.compile(
    r"(gmail|googlemail|outlook|hotmail|live|yahoo|icloud|me|aol|gmx|proton|protonmail|qq|foxmail|163|126|yeah|sina|sohu"
    r"|139|189|aliyun|tom|mail)\.(com|net|org|cn|de|fr|me|co\.uk|com\.cn|ru)"
)
# Mailboxes of an office, read by several people.
_OF_AN_OFFICE = re.compile(
    r"(info|contact|hello|office|admin|hr|jobs|career|careers|sales|support|service|team|mail|post|press|pr|bd|marketing"
    r"|secretary|enquiries|inquiries|noreply|no-reply|startups?|incubator|mentors?)[\d._-]*"
)
_WITHOUT_DOTS = ("gmail.com", "googlemail.com")


def comparable_address(address: str) -> str:
    """The address in small letters, without what a mail server ignores in it; empty for none."""
    local, at, domain = address.strip().casefold().rpartition("@")
    if not at:
        return ""
    local = local.split("+")[0]
    if domain in _WITHOUT_DOTS:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def own_domain(address: str) -> str:
    """The domain of an address at an employer; empty for one at a provider of mail to everybody."""
    domain = address.rpartition("@")[2]
    return "" if _OF_EVERYBODY.fullmatch(domain) else domain


def is_of_an_office(address: str) -> bool:
    """Whether an address names an office instead of a person."""
    return bool(_OF_AN_OFFICE.fullmatch(address.rpartition("@")[0]))
