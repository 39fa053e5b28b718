"""Who may sign in to the demonstration; the password is public, so these accounts exist in development only."""

from __future__ import annotations

from dataclasses import dataclass

from graph.domain.ranks import HEAD, MEMBER

DEMO_PASSWORD = "six roads one harbour"  # noqa: S105  # nosec B105  # pragma: allowlist secret  # shown to everybody, refused in production


@dataclass(frozen=True)
class DemoAccount:
    """An account with one membership; `subject_id` is empty for the administrator, `rank` where a role has none."""

    email: str
    name: str
    role: str
    subject_id: str
    language: str = "en"
    rank: str = ""


_FIRST: tuple[DemoAccount, ...] = (
    DemoAccount("startup@liulu.example", "Lu Anqing 陆岸青", "startup", "startup-tidewell", rank=HEAD),
    DemoAccount("supervisor@liulu.example", "Gu Mingche 顾明澈", "supervisor", "person-gu-mingche"),
    DemoAccount("investor@liulu.example", "Yin Luocheng 尹洛成", "investor", "investor-heron-point", rank=HEAD),
    DemoAccount("incubator@liulu.example", "Zou Minyi 邹敏一", "incubator", "incubator-caohe", rank=HEAD),
    DemoAccount("admin@liulu.example", "Shu Weiran 舒蔚然", "administrator", ""),
)
# A few more with the same password, so that both sides of a match can be played.
_MORE: tuple[DemoAccount, ...] = (
    DemoAccount("wen.rushan@liulu.example", "Wen Rushan 闻汝山", "supervisor", "person-wen-rushan", "zh"),
    DemoAccount("qiao.lanxin@liulu.example", "Qiao Lanxin 乔岚昕", "supervisor", "person-qiao-lanxin", "zh"),
    DemoAccount("suhe@liulu.example", "Jiao Yunshu 焦云舒", "startup", "startup-suhe", "zh", HEAD),
    DemoAccount("fenghe@liulu.example", "Min Qihe 闵祺禾", "startup", "startup-fenghe", rank=HEAD),
    DemoAccount("yanpu@liulu.example", "Lou Zhenran 娄祯然", "incubator", "incubator-yanpu", "zh", HEAD),
    # Colleagues who do the work and do not mind the people.
    DemoAccount("tidewell.member@liulu.example", "Bao Yilin 鲍逸霖", "startup", "startup-tidewell", "zh", MEMBER),
    DemoAccount("caohe.member@liulu.example", "Hua Wenqing 华文清", "incubator", "incubator-caohe", "zh", MEMBER),
    DemoAccount("heron.member@liulu.example", "Ji Shuoyan 季朔言", "investor", "investor-heron-point", rank=MEMBER),
)

ACCOUNTS = _FIRST + _MORE
DEMO_ACCOUNTS: tuple[tuple[str, str], ...] = tuple((account.role, account.email) for account in _FIRST)
"""(role, address) of one account for each kind of user that has pages: these are printed at the start."""
