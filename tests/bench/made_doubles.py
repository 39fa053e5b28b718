"""Lists of people and startups with a known share of doubles, and with namesakes who are not."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from pypinyin import lazy_pinyin

from graph.doubles.record import Described


def _words(text: str) -> list[str]:
    return text.split()


_SURNAMES = list("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎")
_GIVEN = list("伟芳娜敏静强磊军洋勇艳杰娟涛明超霞平刚") + [
    one + other for one in "晓建文志思雨子嘉俊海国玉立天" for other in "华明文峰婷宇涵杰琳东平萍林航"
]
_FIRST = _words(
    "James Mary John Patricia Robert Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph "
    "Jessica Thomas Sarah Daniel Karen Matthew Lisa Anthony Nancy Mark Sandra Paul Ashley Steven Emily Andrew "
    "Donna Kenneth Michelle Sena Amara Ingrid Lars Pierre Claire Giulia Marco Hans Greta Ravi Priya Kenji Yuki "
    "Omar Leila"
)
_LAST = _words(
    "Smith Johnson Williams Brown Jones Garcia Miller Davis Martinez Lopez Wilson Anderson Taylor Moore Jackson "
    "Martin Lee Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen "
    "Hill Flores Green Adams Nelson Baker Okafor Lindqvist Moreau Rossi Schneider Weber Patel Sharma Tanaka "
    "Suzuki Haddad Novak Kowalski"
)
_TOPICS = [f"topic {number}" for number in range(70)]
_CITIES, _COUNTRIES = ["CN-SH", "CN-BJ", "CN-GD", "CN-ZJ", "CN-JS"], ["CN", "CN", "CN", "US", "DE", "SG"]
_FREE_MAIL = ("gmail.com", "163.com", "qq.com", "outlook.com")
_BRANDS_ZH = [
    one + other
    for one in "星云海天智蓝光华启创明博远瑞康恒安泰和盛新凌锐思道"
    for other in "桥河图源帆舟岳澜芯禾科达诺特信通联元象界迅捷能微联"
]
_TRADES_ZH = ("信息科技", "生物科技", "新能源科技", "智能科技", "医疗科技")
_BRAND_STARTS = _words(
    "Nova Heli Terra Quant Lumi Aero Bio Pix Cryo Ever Fathom Grid Hydra Iso Kite Loft Moss North Opti Plum"
)
_BRAND_ENDS = _words(
    "bridge core field graph works sense forge loop path wave base cast dock edge flow gate hive mind nest"
)
_BRANDS = [one + other for one in _BRAND_STARTS for other in _BRAND_ENDS]


@dataclass(frozen=True)
class MadeList:
    """Records, and which of them are one: the id of the first by the id of the other."""

    records: list[Described]
    doubles: dict[str, str]


def make_people(size: int, seed: int, share: float = 0.05) -> MadeList:
    """Chinese and Western names that meet by chance, as in any list; `share` of the records are second ones."""
    chance = random.Random(seed)
    firsts = _with_own_addresses([_person(f"p{number}", chance) for number in range(int(size * (1 - share)))])
    seconds = [
        _second(one, f"q{number}", chance) for number, one in enumerate(chance.sample(firsts, int(size * share)))
    ]
    records = [record for record, _ in seconds] + firsts
    chance.shuffle(records)
    return MadeList(records, {record.id: first for record, first in seconds})


def _with_own_addresses(records: list[Described]) -> list[Described]:
    """No two people have one mailbox but those who share an office's."""
    taken: set[str] = set()
    answer = []
    for record in records:
        email = record.email
        if email in taken and email and not email.startswith("info@"):
            local, _, domain = email.partition("@")
            email = f"{local}{len(taken)}@{domain}"
        taken.add(email)
        answer.append(replace(record, email=email))
    return answer


def _with_own_names(records: list[Described]) -> list[Described]:
    """No two startups have one name or website; brands that are alike stay."""
    names: set[str] = set()
    sites: set[str] = set()
    answer = []
    for record in records:
        if record.name not in names:
            site = record.website if record.website not in sites else ""
            answer.append(replace(record, website=site))
            names.add(record.name)
            sites.add(site)
    return answer


def make_startups(size: int, seed: int, share: float = 0.05) -> MadeList:
    """Startups in either script; second records have other legal forms, words of trade, addresses."""
    chance = random.Random(seed)
    firsts = _with_own_names([_startup(f"s{number}", chance) for number in range(int(size * (1 - share)))])
    seconds = []
    for number, one in enumerate(chance.sample(firsts, int(size * share))):
        change = chance.choice((_other_form, _other_script_only, _other_website))
        seconds.append((change(replace(one, id=f"t{number}"), chance), one.id))
    records = [record for record, _ in seconds] + firsts
    chance.shuffle(records)
    return MadeList(records, {record.id: first for record, first in seconds})


def _person(key: str, chance: random.Random) -> Described:
    is_chinese = chance.random() < 0.6
    if is_chinese:
        surname, given = chance.choice(_SURNAMES), chance.choice(_GIVEN)
        name_zh = surname + given
        name = f"{''.join(lazy_pinyin(given)).title()} {lazy_pinyin(surname)[0].title()}"
        name_zh = name_zh if chance.random() < 0.8 else ""
        name = name if chance.random() < 0.8 or not name_zh else name_zh
    else:
        name, name_zh = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}", ""
    employer = f"org-{int(chance.paretovariate(0.6)) % 150}" if chance.random() < 0.7 else ""
    local = "".join(lazy_pinyin(name)).replace(" ", ".").casefold() + chance.choice(["", "", str(chance.randrange(99))])
    domain = f"{employer}.example" if employer and chance.random() < 0.6 else chance.choice(_FREE_MAIL)
    office = f"info@{domain}" if chance.random() < 0.04 else ""
    return Described(
        id=key, table="people", name=name, name_zh=name_zh,
        email=office or (f"{local}@{domain}" if chance.random() < 0.75 else ""),
        orcid=f"0000-000{chance.randrange(10)}-{chance.randrange(10**8):08d}" if chance.random() < 0.1 else "",
        employers=frozenset({employer} - {""}), tags=frozenset(chance.sample(_TOPICS, chance.randint(1, 6))),
        facts={"region": chance.choice(_CITIES), "country": chance.choice(_COUNTRIES)},
        text=" ".join(chance.sample(_TOPICS, 4)) if chance.random() < 0.5 else "",
    )  # fmt: skip


def _second(first: Described, key: str, chance: random.Random) -> tuple[Described, str]:
    """A second record of somebody: another list wrote the name, the address, the place of work its own way."""
    record = replace(first, id=key)
    for change in chance.sample(_CHANGES, chance.randint(1, 3)):
        record = change(record, chance)
    return record, first.id


def _other_script_only(record: Described, chance: random.Random) -> Described:
    if record.name_zh:
        return replace(record, name=record.name_zh if chance.random() < 0.5 else record.name, name_zh="")
    return record


def _order_turned(record: Described, chance: random.Random) -> Described:
    parts = record.name.split()
    return replace(
        record, name=chance.choice((" ".join(reversed(parts)), ", ".join(reversed(parts)), record.name.upper()))
    )


def _slip(record: Described, chance: random.Random) -> Described:
    at = chance.randrange(1, max(len(record.name) - 1, 2))
    if not record.name.isascii() or len(record.name) < 6:
        return record
    return replace(record, name=record.name[:at] + record.name[at + 1 :])


def _initial(record: Described, chance: random.Random) -> Described:
    first, _, last = record.name.partition(" ")
    return replace(record, name=f"{first[0]}. {last}") if last else record


def _other_mail(record: Described, chance: random.Random) -> Described:
    local = record.email.partition("@")[0] or "me"
    return replace(record, email=chance.choice(("", f"{local}.{chance.randrange(9)}@{chance.choice(_FREE_MAIL)}")))


def _other_employer(record: Described, chance: random.Random) -> Described:
    return replace(record, employers=frozenset(chance.choice(([], [f"org-{chance.randrange(150)}"]))))


def _other_topics(record: Described, chance: random.Random) -> Described:
    kept = [tag for tag in sorted(record.tags) if chance.random() < 0.6]
    return replace(record, tags=frozenset([*kept, *chance.sample(_TOPICS, 1)]), text="")


def _other_place(record: Described, chance: random.Random) -> Described:
    return replace(record, facts={"region": chance.choice(_CITIES), "country": record.facts["country"]}, orcid="")


_CHANGES: tuple[Callable[[Described, random.Random], Described], ...] = (
    _other_script_only, _order_turned, _slip, _initial, _other_mail, _other_employer, _other_topics, _other_place,
)  # fmt: skip


def _startup(key: str, chance: random.Random) -> Described:
    if chance.random() < 0.5:
        brand = chance.choice(_BRANDS_ZH) + chance.choice(["", "", chance.choice("达科诺特")])
        name = f"上海{brand}{chance.choice(_TRADES_ZH)}有限公司"
        site = "".join(lazy_pinyin(brand)) + chance.choice((".cn", ".com", "-tech.com"))
    else:
        brand = f"{chance.choice(_BRANDS)}{chance.choice(['', ' AI', ' Labs', ' Robotics', ' Health'])}"
        name, site = brand, brand.replace(" ", "").casefold() + chance.choice((".com", ".io", ".ai"))
    site = f"{key}-{site}" if chance.random() < 0.3 else site
    return Described(
        id=key, table="startups", name=name, website=f"https://www.{site}" if chance.random() < 0.7 else "",
        uscc=f"91310000MA{chance.randrange(10**8):08d}" if chance.random() < 0.3 else "",
        tags=frozenset(chance.sample(_TOPICS, 3)),
        facts={"founded_on": f"20{chance.randrange(15, 26)}-0{chance.randrange(1, 10)}-01"},
    )  # fmt: skip


def _other_form(record: Described, chance: random.Random) -> Described:
    if record.name.isascii():
        return replace(record, name=record.name + chance.choice((", Inc.", " Ltd", " GmbH", " Technologies")), uscc="")
    return replace(
        record, name=chance.choice((record.name.removesuffix("有限公司"), record.name.removeprefix("上海"))), uscc=""
    )


def _other_website(record: Described, chance: random.Random) -> Described:
    return replace(record, website="", uscc="", tags=frozenset(list(record.tags)[:2]))
