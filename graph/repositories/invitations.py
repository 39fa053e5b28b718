"""Invitations to open an account that nobody has opened: withdrawn with a record, and given back with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.entities.invitation import UnopenedInvitation
from graph.ids import new_nonce
from graph.repositories.base import Repository
from graph.repositories.exchange import parts


class InvitationRepository(Repository):
    """The caller decides whose; whoever opens their account at the same moment is waited for."""

    def list_unopened(self, person_ids: Collection[str]) -> list[UnopenedInvitation]:
        """The invitations of these people that were not opened."""
        return [
            UnopenedInvitation(
                row["person_id"], _said(row["account"]), _said(row["membership"]),
                tuple(_said(link) for link in row["links"]), bool(row["is_only"]),
            )
            for part in parts(sorted(set(person_ids)))
            for row in self._tx.stream_exactly("invitations.unopened", ids=part)
        ]  # fmt: skip

    def list_opened(self, person_ids: Collection[str]) -> set[str]:
        """Of these people, those who opened their account."""
        rows = (self._tx.rows("invitations.opened", ids=part) for part in parts(sorted(set(person_ids))))
        return {row["id"] for part in rows for row in part}

    def lock(self, invitations: Iterable[UnopenedInvitation]) -> None:
        """Take the locks of the accounts, in the order of their ids."""
        for account_id in sorted({one.account_id for one in invitations}):
            self._tx.run("accounts.lock", id=account_id, nonce=new_nonce())

    def withdraw(self, invitations: Iterable[UnopenedInvitation]) -> None:
        """End each: its link opens nothing any more. An account that was for nothing else goes."""
        for one in invitations:
            if one.is_only:
                self._tx.run("erasure.delete_account", id=one.account_id)
            else:
                self._tx.run("memberships.revoke", id=one.account_id, membership_id=one.membership["id"])

    def give_back(self, invitations: Iterable[UnopenedInvitation]) -> None:
        """Make them again, but where the address is somebody else's by now; who they are for is tied afterwards."""
        for one in invitations:
            said = {"id": one.account_id, "email": one.email, "properties": dict(one.account)}
            if one.is_only and self._tx.one_or_none("invitations.give_back", **said) is None:
                continue
            role = {"account_id": one.account_id, "properties": dict(one.membership)}
            self._tx.run("invitations.give_role_back", **role)
            for link in one.links if one.is_only else ():
                self._tx.run("invitations.give_link_back", account_id=one.account_id, properties=dict(link))


def _said(properties: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in properties.items() if name != "lock"}
