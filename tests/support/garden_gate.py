"""How people come into a garden: invited by who is there already, each typing a word of their own into every field."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask

from graph.domain.ranks import HEAD, first_rank
from graph.entities import Actor
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.planting import word
from tests.support.visitor import PASSWORD, Visitor, text_of
from webapp.accounts.passwords import hash_password
from webapp.operations.accounts.create_account import create_account

NOW = datetime.now(UTC)
_HASH = hash_password(PASSWORD)


class Gate:
    """An incubator, its startup and a fund, and the ways in; `sown`: the words of each person by field."""

    def __init__(self, app: Flask, city: City) -> None:
        self.app, self.city, self.graph = app, city, city.graph
        self.sown: dict[str, dict[str, str]] = {}
        self.incubator = city.incubator()
        self.startup = city.startup("Tidewell Sensing", incubator=self.incubator)
        self.fund = city.investor("Harbour Fund")

    def sow(self, person: str, field: str) -> str:
        """A person's word for a field, which they type there now."""
        return self.sown.setdefault(person, {}).setdefault(field, word(person, field))

    def words(self, person: str) -> set[str]:
        return set(self.sown[person].values())

    def address(self, person: str) -> str:
        return f"{self.sow(person, 'admin.forms.InviteForm.email')}@liulu.example"

    def enter(self, role: str, subject_id: str, person: str) -> Visitor:
        """Somebody with an account, signed in, whose name is changed by their own page."""
        account = create_account(
            self.graph, Actor.system(), self.address(person), role, subject_id, NOW,
            name=self.sow(person, "admin.forms.InviteForm.name"), password_hash=_HASH,
            rank=first_rank(role, has_head=False),
        )  # fmt: skip
        return self.signed_in(person, account.id)

    def enter_founder(self, curator: Visitor) -> Visitor:
        """The curator invites a founder of the startup, who opens the account."""
        form = "incubator.waiting.move_forms.FounderForm"
        email = f"{self.sow('founder', f'{form}.email')}@liulu.example"
        fields = {"email": email, "name": self.sow("founder", f"{form}.name"), "language": "en"}
        self.send(curator, f"/incubator/startups/{self.startup.id}/invite", **fields)
        rows = run_raw(self.graph, "MATCH (a:Account {email: $at}) RETURN a.id AS id", at=email)
        return self.open("founder", str(rows[0]["id"]))

    def invite(self, curator: Visitor) -> str:
        """The curator invites the supervisor, who is not known yet; gives the person's id."""
        form, person = "incubator.forms.InviteForm", "supervisor"
        address = f"{self.sow(person, f'{form}.email')}@liulu.example"
        fields = {name: self.sow(person, f"{form}.{name}") for name in ("name", "name_zh", "note")}
        until = (NOW + timedelta(days=300)).date().isoformat()
        self.send(curator, "/incubator/invite", email=address, language="en", until=until, **fields)
        return str(run_raw(self.graph, "MATCH (p:Supervisor {email: $at}) RETURN p.id AS id", at=address)[0]["id"])

    def enter_invited(self, person_id: str) -> Visitor:
        """The supervisor opens the account and accepts the pool."""
        rows = run_raw(self.graph, "MATCH (a:Account)-[:HOLDS]->({subject_id: $id}) RETURN a.id AS id", id=person_id)
        visitor = self.open("supervisor", str(rows[0]["id"]))
        self.send(visitor, f"/supervisor/pools/{self.incubator.id}/accept")
        return visitor

    def enter_colleague(self, partner: Visitor, person: str) -> Visitor:
        """Somebody is invited by a partner of the same organisation, who then leaves it to them."""
        form = "auth.colleague_forms.ColleagueForm"
        email = f"{self.sow(person, f'{form}.email')}@liulu.example"
        fields = {"email": email, "name": self.sow(person, f"{form}.name"), "rank": HEAD, "language": "en"}
        self.send(partner, "/account/colleagues", **fields)
        rows = run_raw(self.graph, "MATCH (a:Account {email: $at}) RETURN a.id AS id", at=email)
        colleague = self.open(person, str(rows[0]["id"]))
        assert partner.account
        self.send(partner, f"/account/colleagues/{partner.account.id}/remove")
        return colleague

    def fields(self, person: str, form: str, names: tuple[str, ...]) -> dict[str, str]:
        return {name: self.sow(person, f"{form}.{name}") for name in names}

    def open(self, person: str, account_id: str) -> Visitor:
        """Somebody opens the account to which they are invited."""
        name = self.sow(person, "auth.forms.InvitationForm.name")
        self.graph.write(lambda tx: tx.accounts.activate(account_id, name, "en", _HASH, datetime.now(UTC)))
        return self.signed_in(person, account_id)

    def signed_in(self, person: str, account_id: str) -> Visitor:
        visitor = Visitor(self.app)
        account = self.graph.read(lambda tx: tx.accounts.get(account_id))
        assert visitor.sign_in(account.email).status_code == 302
        visitor.account = account
        name = self.sow(person, "auth.forms.ProfileForm.name")
        zone = {"profile-language": "en", "profile-time_zone": "Asia/Shanghai"}
        self.send(visitor, "/account/profile", **{"profile-name": name, **zone})
        asked = f"{self.sow(person, 'auth.forms.AddressForm.email')}@liulu.example"
        self.send(visitor, "/account/address", email=asked, password=PASSWORD)
        return visitor

    def send(self, visitor: Visitor, path: str, **fields: str) -> None:
        answer = visitor.post(path, fields)
        assert answer.status_code == 302, f"{path}: {answer.status_code} {text_of(answer)[-3000:]}"
