"""What account operations refuse; pages say it in the reader's language by `code`."""

from __future__ import annotations

from graph.entities.account import LinkPurpose
from graph.errors import ConflictError, GraphError, InvalidInputError


class WrongCredentialsError(GraphError):
    """Address and password do not belong together; it is not said which is wrong."""

    code = "wrong_credentials"

    def __init__(self) -> None:
        super().__init__("The address or the password is wrong.")


class WrongCodeError(GraphError):
    """The code of the second factor is wrong or was used."""

    code = "wrong_code"

    def __init__(self) -> None:
        super().__init__("The code is wrong or was used already. Wait for the next one.")


class TooManyAttemptsError(GraphError):
    """Too many attempts from here; nobody is locked out, it passes by itself."""

    code = "too_many_attempts"

    def __init__(self, minutes: int) -> None:
        super().__init__(f"Too many attempts. Wait {minutes} minutes and try again.", minutes=minutes)


class LinkExpiredError(GraphError):
    """An invitation or reset link that was used, replaced or has expired."""

    code = "link_expired"

    def __init__(self, purpose: LinkPurpose) -> None:
        super().__init__("This link was used or has expired. Ask for a new one.", purpose=purpose)


class WeakPasswordError(InvalidInputError):
    """A password that is too short, too long or easy to guess."""

    code = "weak_password"

    def __init__(self, weakness: str) -> None:
        super().__init__("Choose a longer password that nobody would guess.", weakness=weakness, field="password")


class AddressTakenError(ConflictError):
    """Another account has this address."""

    code = "address_taken"

    def __init__(self, email: str) -> None:
        super().__init__(f"There is an account for {email} already.", email=email)


class LastAdministratorError(ConflictError):
    """Somebody must be able to administer."""

    code = "last_administrator"

    def __init__(self) -> None:
        super().__init__("This is the last administrator. Make somebody else an administrator first.")
