"""Why a mail or a message did not leave, in words: what is kept of it is the program's own line."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.words.sentences import Sentence

MAIL_TROUBLES: Mapping[str, Sentence] = {
    "RefusedForGoodError: This makes no mail": Sentence(
        "This is no address to which a mail can go. Correct the address, then invite or write again."
    ),
    "RefusedForGoodError": Sentence("The mail server refuses this address. Correct it, then invite or write again."),
    "AnswerLostError": Sentence("The mail server was not heard to take it."),
    "SMTPAuthenticationError": Sentence("The mail server does not accept this installation’s name and password."),
    "SMTPNotSupportedError": Sentence(
        "The mail server cannot do what this mail asks for: encryption, or this address."
    ),
    "SMTPSenderRefused": Sentence("The mail server does not let this installation send."),
    "SMTP": Sentence("The mail server did not take it."),
    "UnavailableError": Sentence("The graph could not be reached."),
}
"""By how the line begins; the first that fits is said."""
_UNREACHED = Sentence("The mail server could not be reached.")
_OURS = Sentence("The program stopped with an error; its log says more.")
_OF_THE_NET = ("ConnectionRefusedError", "ConnectionResetError", "TimeoutError", "gaierror", "OSError", "SSL")


def mail_trouble(error: str) -> str:
    """What was wrong, and what to do; empty where nothing was."""
    if not error:
        return ""
    if error.startswith(_OF_THE_NET):
        return _UNREACHED.say({})
    return next((words.say({}) for start, words in MAIL_TROUBLES.items() if error.startswith(start)), _OURS.say({}))
