"""Accounts: who may sign in, and the roles they hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from graph.domain.ranks import first_rank, ranks_of
from graph.domain.roles import ROLES, Role, Side, roles_on
from graph.domain.states.accounts import ACCOUNTS, AccountState
from graph.entities.account import Account, Credentials, Offer
from graph.entities.actor import Membership
from graph.errors import NotFoundError
from graph.ids import derived_id, milliseconds, new_id, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import with_states
from graph.schema import PROFILE_LABELS

_BOUND = (*PROFILE_LABELS, "Supervisor")
"""The labels of those for whom a role may be."""


@ROLES.rule
def _unbound(role: Role) -> list[str]:
    known = role.subject_label is None or role.subject_label in _BOUND
    return [] if known else [f"no query binds an account to {role.subject_label!r}"]


class AccountRepository(Repository):
    """Reads and writes accounts; callers that check before they write call `lock` first."""

    def get(self, account_id: str) -> Account:
        """The account and its memberships; raises NotFoundError."""
        account = self.find(account_id)
        if account is None:
            raise NotFoundError("account", account_id)
        return account

    def find(self, account_id: str) -> Account | None:
        """The account and its memberships, or None."""
        row = self._tx.one_or_none("accounts.get", id=account_id)
        return self._with_memberships([row])[0] if row else None

    def find_by_email(self, email: str) -> Account | None:
        """The account with this (normalised) address, or None."""
        row = self._tx.one_or_none("accounts.find_id_by_email", email=email)
        return self.find(row["id"]) if row else None

    def get_credentials(self, account_id: str) -> Credentials:
        """What sign-in checks; raises NotFoundError."""
        row = self._tx.one_or_none("accounts.credentials", id=account_id)
        if row is None:
            raise NotFoundError("account", account_id)
        row["recovery_hashes"] = tuple(row["recovery_hashes"] or ())
        return Credentials(**with_states(row, state=AccountState))

    def list_page(
        self, *, after: str = "", text: str = "", state: str = "", role: str = "", limit: int = 50
    ) -> list[Account]:
        """A page of accounts in order of address."""
        found = self._tx.rows("accounts.list", after=after, text=text.lower(), state=state, role=role, limit=limit)
        return self._with_memberships(found)

    def count(self, *, text: str = "", state: str = "", role: str = "") -> int:
        """How many accounts a search finds."""
        return int(self._tx.one("accounts.count", text=text.lower(), state=state, role=role)["count"])

    def list_of_subject(self, role: str, subject_id: str) -> list[Account]:
        """The active accounts that act in `role` for this organisation or person."""
        return self._with_memberships(self._tx.rows("accounts.list_of_subject", roles=[role], subject_id=subject_id))

    def list_of_side(self, side: Side, subject_id: str) -> list[Account]:
        """The active accounts that act on one side of requests and work, in whichever role stands there."""
        roles = list(roles_on(side))
        return self._with_memberships(self._tx.rows("accounts.list_of_subject", roles=roles, subject_id=subject_id))

    def holds(self, account_id: str, role: str, subject_id: str) -> bool:
        """Whether this account is open and acts in `role` for this organisation or person."""
        membership_id = membership_key(account_id, role, subject_id)
        return self._tx.one_or_none("memberships.holds", id=account_id, membership_id=membership_id) is not None

    def is_held(self, role: str, subject_id: str) -> bool:
        """Whether any account, open or not, acts in `role` for this organisation or person."""
        return self._tx.one_or_none("memberships.is_held", role=role, subject_id=subject_id) is not None

    def count_administrators(self) -> int:
        """How many active accounts administer."""
        return int(self._tx.one("accounts.count_administrators")["count"])

    def create(
        self, email: str, at: datetime, *, name: str = "", password_hash: str = "",
        language: str = "en", time_zone: str = "Asia/Shanghai",
    ) -> str:  # fmt: skip
        """A new account, `active` if it has a password and `invited` otherwise; returns its id."""
        account_id = new_id("account")
        state = AccountState.ACTIVE if password_hash else AccountState.INVITED
        self._tx.run(
            "accounts.create", id=account_id, email=email, name=name, password_hash=password_hash,
            language=language, time_zone=time_zone, state=state, at=at,
        )  # fmt: skip
        return account_id

    def lock(self, account_id: str) -> None:
        """Take the account's lock; raises NotFoundError."""
        if self._tx.one_or_none("accounts.lock", id=account_id, nonce=new_nonce()) is None:
            raise NotFoundError("account", account_id)

    def grant(self, account_id: str, role: str, subject_id: str, at: datetime, rank: str = "") -> None:
        """Give a role; raises NotFoundError where the organisation or person is not there.

        Without a rank whoever comes first is the head, and whoever comes while one can sign in is not.
        """
        membership_id = membership_key(account_id, role, subject_id)
        given = rank or first_rank(role, has_head=self.has_head(role, subject_id)) or None
        self._tx.run(
            "memberships.grant", id=account_id, membership_id=membership_id, role=role, subject_id=subject_id,
            rank=given, at=at,
        )  # fmt: skip
        label = ROLES[role].subject_label
        if label is None:
            return
        bound = {"membership_id": membership_id, "subject_id": subject_id, "label": label}
        if self._tx.one_or_none("memberships.bind", **bound) is None:
            raise NotFoundError(role, subject_id)
        self.note_change(account_id, at)

    def has_head(self, role: str, subject_id: str) -> bool:
        """Whether somebody who can sign in is head of this organisation."""
        ranks = ranks_of(role)
        return bool(ranks) and self._tx.one_or_none(
            "memberships.has_rank", role=role, subject_id=subject_id, rank=ranks[0]
        ) is not None  # fmt: skip

    def note_change(self, account_id: str, at: datetime) -> None:
        """Have rankings look anew at those for whom an account acts: whether a request reaches them may be another."""
        self._tx.run("memberships.note_change", id=account_id, changed_at=milliseconds(at))

    def revoke(self, account_id: str, role: str, subject_id: str, at: datetime) -> bool:
        """Take a role away; False when the account does not hold it."""
        self.note_change(account_id, at)
        membership_id = membership_key(account_id, role, subject_id)
        return self._tx.one_or_none("memberships.revoke", id=account_id, membership_id=membership_id) is not None

    def offer(self, account_id: str, person_id: str, at: datetime) -> None:
        """Offer to become a supervisor: nothing is held before it is accepted."""
        self._tx.run("memberships.offer", id=account_id, person_id=person_id, at=at)

    def forget_offer(self, account_id: str, person_id: str) -> None:
        """Take an offer away."""
        self._tx.run("memberships.forget_offer", id=account_id, person_id=person_id)

    def list_offers(self, account_id: str, day: date) -> list[Offer]:
        """The incubators that wait for this account's answer, by name."""
        return [Offer(**row) for row in self._tx.rows("memberships.offers", id=account_id, day=day)]

    def list_offered(self, person_id: str) -> list[Account]:
        """The active accounts to which it was offered to become this supervisor."""
        return [self.get(row["id"]) for row in self._tx.rows("memberships.offered", person_id=person_id)]

    def suggest_subjects(self, role: str, text: str, limit: int = 10) -> list[Membership]:
        """Organisations or persons whose name holds `text` and whom this role may be for."""
        label = ROLES[role].subject_label
        rows = self._tx.rows("memberships.suggest", label=label, text=text.lower(), limit=limit) if label else []
        return [Membership(role, row["id"], row["name"] or "", row["name_zh"] or "") for row in rows]

    def find_subjects(self, role: str, text: str) -> list[str]:
        """The ids of those whom this role may be for and who have this id or exactly this name; at most three."""
        label = ROLES[role].subject_label
        rows = self._tx.rows("memberships.named", label=label, text=text) if label and text else []
        return [str(row["id"]) for row in rows]

    def activate(self, account_id: str, name: str, language: str, password_hash: str, at: datetime) -> None:
        """Make an invited account active: it acts for others from now on, whenever it was invited."""
        self._tx.run("memberships.begin", id=account_id, at=at)
        self._tx.run(
            "accounts.activate",
            id=account_id,
            state=ACCOUNTS.only("accept_invitation").target,
            name=name,
            language=language,
            password_hash=password_hash,
        )
        self.note_change(account_id, at)

    def set_password(self, account_id: str, password_hash: str) -> None:
        """Replace the password and end every session."""
        self._tx.run("accounts.set_password", id=account_id, password_hash=password_hash)

    def rehash_password(self, account_id: str, password_hash: str) -> None:
        """Keep the same password under a newer hash."""
        self._tx.run("accounts.rehash_password", id=account_id, password_hash=password_hash)

    def set_state(self, account_id: str, state: AccountState, at: datetime) -> None:
        """Disable or enable, and end every session."""
        self._tx.run("accounts.set_state", id=account_id, state=state)
        self.note_change(account_id, at)

    def end_sessions(self, account_id: str) -> None:
        """Begin a new generation: every session of the one before is over."""
        self._tx.run("accounts.bump_generation", id=account_id)

    def set_profile(self, account_id: str, name: str, language: str, time_zone: str) -> None:
        """Name, language and time zone."""
        self._tx.run("accounts.set_profile", id=account_id, name=name, language=language, time_zone=time_zone)

    def set_address(self, account_id: str, email: str, at: datetime) -> None:
        """Replace the address and end every session; raises ConflictError where it is another account's."""
        self._tx.run("accounts.set_address", id=account_id, email=email)
        self.note_change(account_id, at)

    def set_language(self, account_id: str, language: str) -> None:
        """The language of pages and mail."""
        self._tx.run("accounts.set_language", id=account_id, language=language)

    def set_seen(self, account_id: str, at: datetime) -> None:
        """When this account last signed in."""
        self._tx.run("accounts.set_seen", id=account_id, at=at)

    def set_second_factor(self, account_id: str, secret: str, step: int, recovery_hashes: Iterable[str]) -> None:
        """Turn the second factor on with a sealed secret, or off with an empty one."""
        hashes = list(recovery_hashes)
        self._tx.run("accounts.set_second_factor", id=account_id, secret=secret, step=step, recovery_hashes=hashes)

    def seal_second_factor(self, account_id: str, sealed: str) -> None:
        """Put the sealed secret in the place of the plain one; the caller holds the account's lock."""
        self._tx.run("accounts.seal_second_factor", id=account_id, secret=sealed)

    def use_step(self, account_id: str, step: int) -> bool:
        """Use up a time step's code; False when it was used before."""
        return self._tx.one_or_none("accounts.use_step", id=account_id, step=step, nonce=new_nonce()) is not None

    def use_recovery_code(self, account_id: str, code_hash: str) -> bool:
        """Use up a recovery code; False when there is no such code."""
        row = self._tx.one_or_none("accounts.use_recovery_code", id=account_id, code_hash=code_hash, nonce=new_nonce())
        return row is not None

    def _with_memberships(self, rows: list[Row]) -> list[Account]:
        accounts = [Account(**with_states(row, state=AccountState)) for row in rows]
        held: dict[str, list[Membership]] = {}
        for row in self._tx.rows("memberships.of_accounts", ids=[account.id for account in accounts]):
            held.setdefault(str(row.pop("account_id")), []).append(Membership(**row))
        return [replace(account, memberships=tuple(held.get(account.id, ()))) for account in accounts]


def membership_key(account_id: str, role: str, subject_id: str) -> str:
    """The one id of this membership."""
    return derived_id("membership", account_id, role, subject_id)
