"""Takes one message as a mail server hands it over, and notes what it says of a mail of ours."""

from __future__ import annotations

from graph.driver import Graph
from webapp.operations.delivery.bounces import Bounce, read_bounce


def receive_mail(graph: Graph, content: bytes) -> Bounce | None:
    """Note the mail that came back; None where the message tells of none, or the graph knows it no more.

    The same message twice is noted once. Raises InvalidInputError where it is no mail.
    """
    bounce = read_bounce(content)
    if bounce is None:
        return None
    is_known = graph.write(lambda tx: tx.mail.mark_returned(bounce.mail_id, bounce.reason, bounce.said))
    return bounce if is_known else None
