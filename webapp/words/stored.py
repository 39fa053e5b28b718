"""What is kept about somebody, by subject: what it is, and what becomes of it when they delete their account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.domain.stored import Stored
from webapp.words.sentences import Sentence


@dataclass(frozen=True)
class StoredWords:
    """`title`: its name; `holds`: what is kept, with `mail_days` and `draft_days` filled in.

    `afterwards`: what deletion does.
    """

    title: Sentence
    holds: Sentence
    afterwards: Sentence


def _words(title: Sentence, holds: Sentence, afterwards: Sentence) -> StoredWords:
    return StoredWords(title, holds, afterwards)


STORED: Mapping[Stored, StoredWords] = {
    Stored.ACCOUNT: _words(
        Sentence("Your account"),
        Sentence(
            "Name, email address, language, time zone, and when you last signed in. Your password is kept only as a "
            "one-way hash, which no copy holds."
        ),
        Sentence("Erased; all your sessions end."),
    ),
    Stored.ROLES: _words(
        Sentence("Your roles"),
        Sentence("For whom you act, as what, and since when; what was offered to you."),
        Sentence("Erased."),
    ),
    Stored.PROFILE: _words(
        Sentence("Profiles"),
        Sentence("What is said of the person or organisation for which you act."),
        Sentence(
            "A person’s own profile is erased; requests and work then name a “deleted person”. Of an "
            "organisation, name, fields, stage and place stay: they are records of its incubator and of this "
            "installation. Their texts are erased where nobody else has an account for it."
        ),
    ),
    Stored.TERMS: _words(
        Sentence("Where you belong"),
        Sentence(
            "Pools, employers, companies and conflicts of interest. A note that an incubator keeps about you is its "
            "own, and not in the copy."
        ),
        Sentence("A person’s are erased, an incubator’s note about you too. Those of an organisation stay with it."),
    ),
    Stored.MERGES: _words(
        Sentence("Records that were merged into yours"),
        Sentence(
            "An incubator found that you stood in its pool twice, and made one record of two. How the other record was "
            "is kept for 30 days, so that the merge can be undone; after that only that it took place."
        ),
        Sentence("Erased."),
    ),
    Stored.CAREERS: _words(
        Sentence("What you have done"),
        Sentence("Where you worked, when and as what, and the help areas that it speaks for."),
        Sentence("Erased."),
    ),
    Stored.DOCUMENTS: _words(
        Sentence("Documents"),
        Sentence("Papers and other texts beside the profile."),
        Sentence("A person’s are erased. Those of an organisation stay with it."),
    ),
    Stored.NEEDS: _words(
        Sentence("Needs"),
        Sentence("What your startup looks for."),
        Sentence(
            "They stay while somebody else has an account for the startup; otherwise they are closed and their words "
            "are erased."
        ),
    ),
    Stored.LISTS: _words(
        Sentence("Lists"),
        Sentence("Who was proposed to you, or that you were proposed to somebody, how often and when."),
        Sentence("That a list was shown stays. A person’s own name in it is then “deleted person”."),
    ),
    Stored.REQUESTS: _words(
        Sentence("Requests"),
        Sentence("Whom you asked or who asked you, when, what you wrote, and what came of it."),
        Sentence(
            "That a request took place, its dates and its outcome stay. What you wrote is erased; what still waits is "
            "withdrawn or declined."
        ),
    ),
    Stored.WAITS: _words(
        Sentence("Waiting lists"),
        Sentence("For whose place your startup waits, since when, and until when one is held for it."),
        Sentence("Erased where nobody else has an account for the startup."),
    ),
    Stored.REMARKS: _words(
        Sentence("Questions and answers"),
        Sentence("What both sides wrote about a request."),
        Sentence("Yours are erased."),
    ),
    Stored.WORK: _words(
        Sentence("Work together"),
        Sentence("Its goal, its dates and how it ended."),
        Sentence(
            "That it took place, its dates and its outcome stay; it ends where nobody is left on your side. Goals and "
            "closing notes that you wrote are erased."
        ),
    ),
    Stored.MEETINGS: _words(
        Sentence("Meetings"),
        Sentence("When and where, and the notes that both sides share."),
        Sentence("That they took place stays. Places, links and notes that you wrote are erased."),
    ),
    Stored.RATINGS: _words(
        Sentence("Ratings that you gave"),
        Sentence("The number and your comment."),
        Sentence("The number stays in totals, without your name; the comment is erased."),
    ),
    Stored.APPLICATIONS: _words(
        Sentence("Applications to incubators"),
        Sentence(
            "What you wrote on the public page of an incubator from your address, what you agreed to, and the answer."
        ),
        Sentence("Erased. Otherwise they are erased by themselves, on the day that the link in your email tells."),
    ),
    Stored.MAILS: _words(
        Sentence("Emails to you"),
        Sentence(
            "Subject, text, time and whether it was sent; deleted %(mail_days)s days after it was. The text is not in "
            "the copy: you have the email."
        ),
        Sentence("Erased; what still waits is not sent."),
    ),
    Stored.DRAFTS: _words(
        Sentence("What you typed and have not sent"),
        Sentence(
            "The texts of forms that you began: deleted when you send or discard them, or %(draft_days)s days after "
            "you last typed."
        ),
        Sentence("Erased."),
    ),
    Stored.VIEWS: _words(
        Sentence("Views that you saved"),
        Sentence("Names and filters of tables; your colleagues read those that you share."),
        Sentence("Erased."),
    ),
    Stored.JOBS: _words(
        Sentence("Long work that you began"),
        Sentence("Imports, copies and the like."),
        Sentence("That it ran stays, without your name; copies go."),
    ),
    Stored.EVENTS: _words(
        Sentence("The log of what you did"),
        Sentence("What, when and on what, and from which network address you signed in."),
        Sentence(
            "Codes, ids and times stay, so that the log can be checked. Your name and your network addresses are "
            "erased."
        ),
    ),
}
