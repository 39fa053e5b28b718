"""The public page of the demonstration's first incubator, and what was applied for on it."""

from __future__ import annotations

from datetime import datetime, timedelta

from graph.domain.applications import ApplicantKind, page_address
from graph.domain.reasons import NotTakenIn
from graph.domain.states.applications import ApplicationState
from graph.entities.application import ApplicationPage, Said
from graph.transaction import Transaction
from webapp.words.applications import consent_words
from webapp.words.speaking import speaking

INCUBATOR = "incubator-caohe"
_INTRODUCTION = (
    "We take in founders who make things: sensors, materials, medical devices. We look for people who have built a "
    "factory, passed an approval or sold to a hospital, and who give two founders a few hours a month."
)
_INTRODUCTION_ZH = (
    "我们欢迎做实物的创始人：传感器、材料、医疗器械。我们也在找建过工厂、拿过注册证、把产品卖进医院的人，"
    "每月给两位创始人几个小时。"
)
_EXPERT, _STARTUP = ApplicantKind.EXPERT, ApplicantKind.STARTUP
_RECEIVED, _DECLINED = ApplicationState.RECEIVED, ApplicationState.DECLINED
_APPLICATIONS = (
    (_EXPERT, _RECEIVED, 3, Said(
        "林晚晴", "lin.wanqing@applicant.example",
        "在医疗器械公司做了十二年注册与质量，带过四个三类产品拿证，其中两个用于介入手术。现在想把走过的弯路讲给年轻团队听。",
        "zh", help_areas=("regulatory_approval", "quality_system", "clinical_trials"), places=2, languages=("zh", "en"),
        category="professional_manager", employer="申浦医疗器械",
    )),
    (_EXPERT, _RECEIVED, 1, Said(
        "Oskar Lindqvist", "oskar@applicant.example",
        "I moved two sensor lines from the lab to a million pieces a year, in Gothenburg and in Suzhou. I can help with "
        "suppliers, yield, and with saying no to the wrong customer.",
        help_areas=("scale_up", "supply_chain", "pilot_production"), places=3, languages=("en",),
        category="", employer="Norrsken Sensors", link="https://lindqvist.example/",
    )),
    (_STARTUP, _RECEIVED, 2, Said(
        "微澜光学", "he.ruo@weilan.example",
        "我们做手术机器人用的微型镜头，已有两家整机厂试用样品，团队六人。", "zh", "https://weilan.example/",
        stage="seed", industry="life_and_health", contact="何若", wants="需要十万级洁净间的工位，以及懂三类器械注册的导师。",
    )),
    (_STARTUP, _DECLINED, 20, Said(
        "Teahouse Tickets", "wu@teahouse.example", "An app that sells seats in teahouses.", stage="idea",
        industry="digitalization", contact="Wu Jing", wants="An office and a first round.",
    )),
)  # fmt: skip
"""As what, how it stands, how many days ago, and what was said."""


def add_applications(tx: Transaction, at: datetime) -> None:
    """Switch the page on, and let the applications have come."""
    name = str(tx.incubators.get(INCUBATOR)["name"])
    page = ApplicationPage(
        INCUBATOR, name, address=page_address(INCUBATOR, name), is_on=True, introduction=_INTRODUCTION,
        introduction_zh=_INTRODUCTION_ZH,
    )  # fmt: skip
    tx.applications.set_page(page)
    for kind, state, days, said in _APPLICATIONS:
        came = at - timedelta(days=days)
        with speaking(said.language):
            consent = consent_words(name)
        application_id = tx.applications.create(INCUBATOR, kind, said, consent, came)
        more = {"reason": NotTakenIn.WRONG_FIELD} if state is _DECLINED else {}
        tx.applications.move(application_id, state, came + timedelta(hours=5), **more)
