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
_INVESTOR_STEMS = (
    "Heron Point 鹭角", "Beixin 贝鑫", "Lanqiao 蓝桥", "Zhulan 筑澜", "Haizhou Motors 海洲汽车", "Chunhe 春禾", "Yuefeng 岳沣", "Dongting 栋汀",
    "Ruoshui 若水里", "Shanyin 杉荫", "Qianfan 千帆渡", "Huaishu 槐述", "Mulan 沐澜", "Xingye 杏野", "Tiange 恬格", "Baihe 柏禾",
    "Yunshan 蕴杉", "Lizhi 砺枝", "Jinghai 镜海", "Fengxi 沣溪", "Cangmu 苍木", "Luyuan 鹿原里", "Guyu 谷雨台", "Songyuan 松垣", "Zhenhe 祯和",
)  # fmt: skip
_INVESTOR_KINDS = (
    ("angel", "Angels", "天使", 0.3, 3.0, ("idea", "seed", "angel")),
    ("seed_fund", "Seed Fund", "种子基金", 0.5, 5.0, ("idea", "seed", "angel")),
    ("venture_capital", "Capital", "创投", 5.0, 50.0, ("angel", "pre_a", "a")),
    ("corporate_venture", "Ventures", "产业投资", 10.0, 80.0, ("pre_a", "a", "b")),
    ("fund_of_funds", "Fund of Funds", "母基金", 50.0, 300.0, ("a", "b", "growth")),
    ("bank", "Bank", "科创银行", 1.0, 30.0, ("pre_a", "a", "b", "growth")),
)
_HERON_POINT = ("advanced_materials", "automobile", "electronics")
_KIND_ORDER = [
    "venture_capital", "venture_capital", "corporate_venture", "venture_capital", "corporate_venture", "angel", "seed_fund",
]  # fmt: skip


def make_incubators() -> list[Row]:
    """The eight incubators."""
    return [_incubator(*facts) for facts in INCUBATORS]


def _incubator(key: str, name: str, name_zh: str, tier: str, region: str, industries: tuple[str, ...]) -> Row:
    fields = ", ".join(code.replace("_", " ") for code in industries)
    return {
        "id": f"incubator-{key}", "name": name, "name_zh": name_zh, "tier": tier, "region": region, "country": "CHN",
        "industries": list(industries), "website": f"https://{key}.example",
        "summary": f"Desks, test benches and a pool of supervisors in {region}, for teams in {fields}.",
        "summary_zh": f"位于{DISTRICTS_ZH[region]}，为创业团队提供工位、试验台和创业导师库。",
    }  # fmt: skip


def make_parks() -> list[Row]:
    """The six parks; none leads in more than three industries."""
    return [
        {
            "id": f"park-{key}", "name": name, "name_zh": name_zh, "region": region,
            "leading_industries": list(industries),
            "summary": f"Floors for pilot lines and offices in {region}, with shared test equipment.",
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
            "summary": f"Works on {fields[code]['science'][0]}; opens its equipment to startups two days a week.",
            "summary_zh": f"研究{fields[code]['science'][1]}，每周两天向创业企业开放设备。",
        }
        for key, name, name_zh, kind, region, code in _LABS
    ]  # fmt: skip


def make_investors(chance: Chance, on: date) -> list[Row]:
    """Twenty-five investors, from angels to a bank."""
    kinds = {kind[0]: kind for kind in _INVESTOR_KINDS}
    order = _KIND_ORDER + [kind[0] for kind in _INVESTOR_KINDS] * 3
    return [_investor(chance, kinds[order[at]], stem, on) for at, stem in enumerate(_INVESTOR_STEMS)]


def _investor(chance: Chance, kind: tuple[str, str, str, float, float, tuple[str, ...]], stem: str, on: date) -> Row:
    code, word, word_zh, low, high, stages = kind
    latin, characters = stem.rsplit(" ", 1)
    chosen = chance.some(words("fields"), chance.whole(2, 4))
    region = chance.pick(sorted(DISTRICTS_ZH))
    if latin == "Heron Point":
        chosen = [field for field in words("fields") if field["code"] in _HERON_POINT]
        region = "Zhangjiang"
    fields, fields_zh = chosen[0]["noun"]
    return {
        "id": f"investor-{latin.lower().replace(' ', '-')}", "name": f"{latin} {word}", "name_zh": f"{characters}{word_zh}",
        "kind": code, "industries": [field["code"] for field in chosen], "topics": [chance.pick(f["topics"]) for f in chosen],
        "stages": list(stages), "region": region, "country": "CHN", "ticket_min": low * 1e6, "ticket_max": high * 1e6,
        "currency": "CNY", "founded_on": on - timedelta(days=365 * chance.whole(3, 15)),
        "website": f"https://{latin.lower().replace(' ', '')}.example",
        "summary": f"Invests {low:g} to {high:g} million yuan a team; started with {fields}s.",
        "summary_zh": f"单笔投资 {low * 100:g} 万至 {high * 100:g} 万元，从{fields_zh}起步。",
    }  # fmt: skip


DISTRICTS_ZH = {
    "Zhangjiang": "张江", "Lingang": "临港", "Xuhui": "徐汇", "Yangpu": "杨浦", "Minhang": "闵行", "Jing'an": "静安",
    "Putuo": "普陀", "Jiading": "嘉定", "Songjiang": "松江",
}  # fmt: skip
