"""The people and startups whom pictures and guides of the product name."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.demo.habits import Habit


@dataclass(frozen=True)
class Persona:
    """A supervisor with a fixed name, place and habits; what they have done stands among the deeds, under the name."""

    name: str
    name_zh: str
    category: str
    field: str
    employer: str | None
    capacity: int
    region: str
    habit: Habit
    topics: tuple[str, ...] = ()
    joined_days_ago: int = 700
    languages: tuple[str, ...] = ("zh", "en")


@dataclass(frozen=True)
class PersonaStartup:
    """A startup with a fixed name; `about` is its one line and `product` what it makes, in both languages."""

    key: str
    name: str
    name_zh: str
    field: str
    stage: str
    region: str
    headcount: int
    about: tuple[str, str]
    topics: tuple[str, ...]
    product: tuple[str, str]
    incubator: str = "caohe"
    tongue: str = "en"


_MANAGER, _FOUNDER, _FUND = "professional_manager", "serial_entrepreneur", "venture_capital_professional"
_MIXED, _BACK = "interdisciplinary_expert", "overseas_returnee"

PERSONAS: tuple[Persona, ...] = (
    Persona("Gu Mingche", "顾明澈", _MANAGER, "automobile", "investor-heron-point", 4, "Zhangjiang", Habit(2, 0.9, 0, 0.4),
            ("Piezoelectric sensors", "Scale-up", "Automotive sensors", "Supply chain")),
    Persona("Wen Rushan", "闻汝山", "scientist", "advanced_materials", "lab-yanpu-institute", 3, "Minhang", Habit(1, 1.2, 0, 0.8),
            ("Piezoelectric sensors", "Ceramics", "Patents", "Materials testing"), 1300, ("zh", "en", "de")),
    Persona("Qiao Lanxin", "乔岚昕", _FOUNDER, "electronics", None, 3, "Lingang", Habit(3, 0.8, 0, 0.3),
            ("Industrial sensing", "Scale-up", "Hiring", "Sales to factories"), 75),
    Persona("Xu Zhaoning", "许昭宁", _FUND, "integrated_circuits", "investor-beixin", 5, "Zhangjiang", Habit(2, 2.6, 0, 0.6)),
    Persona("Cheng Yubai", "程雨柏", _MANAGER, "automobile", "investor-haizhou-motors", 4, "Jiading", Habit(9, -0.7, 0.3, -0.5)),
    Persona("Ruan Shuwan", "阮书晚", "scientist", "biopharmaceuticals", "lab-suwan", 2, "Zhangjiang", Habit(1, 0.9, 0, 0.9)),
    Persona("Henrik Aaltovaara", "", _BACK, "future_materials", "lab-guanglan", 2, "Songjiang", Habit(4, 0.2, 0, 0.1),
            languages=("en", "zh")),
    Persona("Mao Linchuan", "茅临川", _MIXED, "high_end_equipment", "lab-qingtan-university", 3, "Minhang", Habit(2, 0.6, 0, 0.3)),
    Persona("Ding Kezhi", "丁可植", _FUND, "future_energy", "investor-lanqiao", 4, "Lingang", Habit(6, -0.4, 0.2, -0.2, idle=True)),
    Persona("Fang Tingyue", "方听月", _FOUNDER, "digital_economy", None, 4, "Yangpu", Habit(1, 1.3, 0, 0.6)),
    Persona("Bai Siqi", "柏思齐", _MANAGER, "life_and_health", "lab-chuanhe", 3, "Putuo", Habit(3, 0.4, 0, 0.1)),
    Persona("Yan Heng", "严珩", "scientist", "integrated_circuits", "lab-mingxin", 2, "Zhangjiang", Habit(5, 0, 0, 0.0)),
    Persona("Jiang Mobai", "蒋墨白", _MIXED, "fashion_consumer_goods", "lab-zhixian", 2, "Jing'an", Habit(2, 1.0, 0, 0.2)),
    Persona("Tang Chengfeng", "汤乘风", _MANAGER, "high_end_equipment", "investor-haizhou-motors", 4, "Minhang", Habit(2, 0.5, 0, 0.4)),
    Persona("Shen Yiwei", "沈忆薇", _FUND, "artificial_intelligence", "investor-zhulan", 4, "Yangpu", Habit(3, 1.6, 0, 0.4)),
)  # fmt: skip

PERSONA_STARTUPS: tuple[PersonaStartup, ...] = (
    PersonaStartup("tidewell", "Tidewell Sensing", "潮井传感", "advanced_materials", "pre_a", "Lingang", 14,
                   ("Ceramic pressure sensors for electric cars", "电动汽车用陶瓷压力传感器"),
                   ("Piezoelectric sensors", "Automotive sensors", "Ceramics", "Scale-up"), ("pressure sensors", "压力传感器")),
    PersonaStartup("fenghe", "Fenghe Robotics", "峰禾机器人", "high_end_equipment", "a", "Minhang", 38,
                   ("Arms that load small presses", "为小型冲床上下料的机械臂"), ("Robotics", "Grippers", "Lean production"), ("press-loading arms", "上下料机械臂")),
    PersonaStartup("suhe", "Suhe Biolabs", "苏禾生物", "biopharmaceuticals", "seed", "Zhangjiang", 9,
                   ("Reagents that shorten antibody screening to four days", "把抗体筛选缩短到四天的试剂"), ("Antibody engineering", "CMC"), ("screening reagents", "筛选试剂"), tongue="zh"),
    PersonaStartup("lanxi", "Lanxi Battery", "岚溪电池", "future_energy", "angel", "Lingang", 11,
                   ("Sodium batteries for bicycle fleets", "共享单车钠电池"), ("Energy storage", "Solid-state batteries"), ("bicycle batteries", "单车电池")),
    PersonaStartup("zhiyuan", "Zhiyuan Grid", "栀原电网", "low_carbon_economy", "seed", "Lingang", 6,
                   ("Shares roof power between neighbours", "邻里共享屋顶光伏"), ("Green certificates", "Energy audits"), ("roof-power meters", "屋顶光伏计量器"), tongue="zh"),
    PersonaStartup("xinghuo", "Xinghuo Space", "行获空间", "future_space", "seed", "Minhang", 8,
                   ("Folding antennas for small satellites", "小卫星折叠天线"), ("Small satellites", "Satellite antennas"), ("folding antennas", "折叠天线")),
    PersonaStartup("mianyu", "Mianyu Textiles", "棉语纺织", "fashion_consumer_goods", "seed", "Jing'an", 7,
                   ("Yarn made from old uniforms", "由旧工服制成的纱线"), ("Textile recycling", "Brand building"), ("recycled yarns", "再生纱线"), tongue="zh"),
    PersonaStartup("duomi", "Duomi Chips", "朵米芯片", "integrated_circuits", "a", "Zhangjiang", 31,
                   ("Power chips for home batteries", "家用储能电源芯片"), ("Power chips", "Analogue design", "Tape-out"), ("power chips", "电源芯片"), "mingde"),
    PersonaStartup("wuyin", "Wuyin Voice", "无垠语音", "artificial_intelligence", "pre_a", "Yangpu", 16,
                   ("Speech recognition for noisy workshops", "嘈杂车间的语音识别"), ("Speech recognition", "Industrial AI"), ("workshop microphones", "车间语音终端"), "yanpu", tongue="zh"),
    PersonaStartup("tuoyun", "Tuoyun Data", "驼云数据", "digital_economy", "pre_a", "Yangpu", 19,
                   ("Customs data checked before the ship sails", "开船前完成的报关数据校验"), ("Supply chain software", "Data exchange"), ("customs checks", "报关校验服务"), "yanpu"),
    PersonaStartup("qinghe", "Qinghe Optics", "青鹤光学", "future_materials", "pre_a", "Songjiang", 13,
                   ("Crystals for surgical lasers", "手术激光晶体"), ("Photonics", "Optical crystals"), ("laser crystals", "激光晶体"), tongue="zh"),
    PersonaStartup("hailan", "Hailan Care", "海岚护理", "life_and_health", "angel", "Putuo", 10,
                   ("Fall alarms for people who live alone", "独居老人跌倒报警"), ("Medical devices", "Elderly care"), ("fall alarms", "跌倒报警器"), "xinzhuo", tongue="zh"),
)  # fmt: skip
