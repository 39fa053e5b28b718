"""Incubators, parks, labs and investors of the invented city."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from webapp.demo.chance import Chance, words

Row = dict[str, Any]

INCUBATORS = (
    (
        "caohe",
        "Caohe Harbour Incubator",
        "漕河港孵化器",
        "high_quality",
        "Xuhui",
        ("electronics", "advanced_materials", "automobile"),
    ),
    (
        "yanpu",
        "Yanpu Riverside Incubator",
        "衍浦滨江孵化器",
        "high_quality",
        "Yangpu",
        ("digital_economy", "artificial_intelligence"),
    ),
    (
        "qingtan",
        "Qingtan Biomedical Incubator",
        "青潭生物医药孵化器",
        "high_quality",
        "Zhangjiang",
        ("biopharmaceuticals", "future_health"),
    ),
    (
        "lanqiao",
        "Lanqiao Energy Works",
        "蓝桥能源工场",
        "nurturing_high_quality",
        "Lingang",
        ("future_energy", "low_carbon_economy"),
    ),
    ("mingde", "Mingde Chip Garden", "鸣德芯园", "nurturing_high_quality", "Zhangjiang", ("integrated_circuits",)),
    (
        "zhoujing",
        "Zhoujing Makers' Yard",
        "洲泾创客院",
        "standard",
        "Minhang",
        ("high_end_equipment", "smart_terminals"),
    ),
    ("sudi", "Sudi Design Bank", "苏堤设计坊", "standard", "Jing'an", ("fashion_consumer_goods", "metaverse")),
    ("xinzhuo", "Xinzhuo Health Commons", "新濯健康社", "standard", "Putuo", ("life_and_health",)),
)
PARKS = (
    (
        "huichuan",
        "Huichuan Sensor Park",
        "汇川里传感园",
        "Jiading",
        ("electronics", "automobile", "advanced_materials"),
    ),
    (
        "bolan",
        "Bolan Medicine Valley",
        "泊岚医谷",
        "Zhangjiang",
        ("biopharmaceuticals", "life_and_health", "future_health"),
    ),
    ("ganglan", "Ganglan Energy Bay", "港岚能源湾", "Lingang", ("future_energy", "low_carbon_economy")),
    ("xinyu", "Xinyu Chip Town", "芯屿小镇", "Zhangjiang", ("integrated_circuits", "smart_terminals")),
    ("shuzhou", "Shuzhou Data Port", "数洲港", "Yangpu", ("digital_economy", "artificial_intelligence")),
    (
        "feihe",
        "Feihe Aerospace Park",
        "飞禾空天园",
        "Minhang",
        ("future_space", "high_end_equipment", "future_materials"),
    ),
)
_LABS = (
    (
        "yanpu-institute",
        "Yanpu Institute of Ceramics",
        "衍浦陶瓷研究所",
        "research_institute",
        "Minhang",
        "advanced_materials",
    ),
    ("yanpu-labs", "Yanpu Test Labs", "衍浦检测中心", "testing_platform", "Jiading", "automobile"),
    (
        "qingtan-university",
        "Qingtan University Robot Laboratory",
        "青潭大学机器人实验室",
        "university",
        "Minhang",
        "high_end_equipment",
    ),
    ("suwan", "Suwan Pilot Base for Antibodies", "苏湾抗体中试基地", "pilot_base", "Zhangjiang", "biopharmaceuticals"),
    ("mingxin", "Mingxin Packaging Line", "鸣芯封装线", "pilot_base", "Zhangjiang", "integrated_circuits"),
    ("tonglu", "Tonglu Energy Storage Laboratory", "桐鹭储能实验室", "national_laboratory", "Lingang", "future_energy"),
    ("guanglan", "Guanglan Photonics Laboratory", "光岚光子实验室", "university", "Songjiang", "future_materials"),
    ("chuanhe", "Chuanhe Medical Testing", "川禾医疗检测", "testing_platform", "Putuo", "life_and_health"),
    ("lingtu", "Lingtu Speech Laboratory", "聆图语音实验室", "university", "Yangpu", "artificial_intelligence"),
    ("hanyu", "Hanyu Biofoundry", "涵屿生物铸造厂", "concept_validation", "Zhangjiang", "future_health"),
    (
        "zhiwei",
        "Zhiwei Carbon Measurement Centre",
        "知微碳计量中心",
        "testing_platform",
        "Lingang",
        "low_carbon_economy",
    ),
    ("kongtian", "Konglan Space Test Hall", "空岚空间试验厅", "testing_platform", "Minhang", "future_space"),
    ("shulan", "Shulan Data Laboratory", "数澜实验室", "research_institute", "Yangpu", "digital_economy"),
    (
        "zhixian",
        "Zhixian Textile Institute",
        "织弦纺织研究所",
        "research_institute",
        "Jing'an",
        "fashion_consumer_goods",
    ),
    ("dianyu", "Dianyu Electronics Test Field", "电屿电子试验场", "concept_validation", "Jiading", "electronics"),
)


def make_incubators() -> list[Row]:
    """The eight incubators."""
    return [_incubator(*facts) for facts in INCUBATORS]


def _incubator(key: str, name: str, name_zh: str, tier: str, region: str, industries: tuple[str, ...]) -> Row:
    summary, summary_zh = words("about_organisations")[f"incubator-{key}"]
    return {
        "id": f"incubator-{key}", "name": name, "name_zh": name_zh, "tier": tier, "region": region, "country": "CHN",
        "industries": list(industries), "website": f"https://{key}.example",
        "summary": summary, "summary_zh": summary_zh,
    }  # fmt: skip


def make_parks() -> list[Row]:
    """The six parks; none leads in more than three industries."""
    return [
        {
            "id": f"park-{key}", "name": name, "name_zh": name_zh, "region": region,
            "leading_industries": list(industries),
            "summary": " ".join(words("about_organisations")[f"park-{key}"]),
        }
        for key, name, name_zh, region, industries in PARKS
    ]  # fmt: skip


def make_labs(chance: Chance) -> list[Row]:
    """The fifteen labs, with what they offer to startups."""
    fields = {field["code"]: field for field in words("fields")}
    services = [
        "testing",
        "pilot production",
        "characterisation",
        "failure analysis",
        "prototyping",
        "certification support",
    ]
    return [
        {
            "id": f"lab-{key}", "name": name, "name_zh": name_zh, "kind": kind, "region": region, "country": "CHN",
            "industries": [code], "topics": chance.some(fields[code]["topics"], 3), "ror": None,
            "services": chance.some(services, 3), "website": f"https://{key}.example",
            "summary": words("about_organisations")[f"lab-{key}"][0],
            "summary_zh": words("about_organisations")[f"lab-{key}"][1],
        }
        for key, name, name_zh, kind, region, code in _LABS
    ]  # fmt: skip


def make_investors(chance: Chance, on: date) -> list[Row]:
    """Thirty-three investors, from angels to banks, each with its own ticket and line."""
    topics = {field["code"]: field["topics"] for field in words("fields")}
    return [_investor(chance, told, topics, on) for told in words("investors")]


def _investor(chance: Chance, told: Row, topics: dict[str, list[str]], on: date) -> Row:
    low, high = told["ticket"]
    kept = ("name", "name_zh", "kind", "industries", "stages", "region", "summary", "summary_zh")
    return {key: told[key] for key in kept} | {
        "id": f"investor-{told['stem'].lower().replace(' ', '-')}", "country": "CHN", "currency": "CNY",
        "topics": [chance.pick(topics[code]) for code in told["industries"]], "ticket_min": float(low), "ticket_max": float(high),
        "founded_on": on - timedelta(days=chance.whole(1000, 5500)),
        "website": f"https://{told['stem'].lower().replace(' ', '')}.example",
    }  # fmt: skip


DISTRICTS_ZH = {
    "Zhangjiang": "张江", "Lingang": "临港", "Xuhui": "徐汇", "Yangpu": "杨浦", "Minhang": "闵行", "Jing'an": "静安",
    "Putuo": "普陀", "Jiading": "嘉定", "Songjiang": "松江",
}  # fmt: skip
