"""Puts the industries and their tree into the graph."""

from __future__ import annotations

from graph.driver import Graph
from graph.taxonomy.source import load
from graph.transaction import Transaction


def seed(graph: Graph) -> int:
    """Make the graph's industries those of the taxonomy; returns how many there are. Any number of calls are one."""
    industries = [
        {"id": term.code, "name": term.en, "name_zh": term.zh, "group": term.group}
        for term in load().industries.terms.values()
    ]
    links = [
        {"id": term.code, "parent": parent} for term in load().industries.terms.values() for parent in term.parents
    ]

    def work(tx: Transaction) -> int:
        if _is_seeded(tx, industries, links):
            return len(industries)
        tx.run("taxonomy.save_industries", rows=industries)
        tx.run("taxonomy.drop_links")
        tx.run("taxonomy.save_links", rows=links)
        return len(industries)

    return graph.write(work)


def _is_seeded(tx: Transaction, industries: list[dict[str, str]], links: list[dict[str, str]]) -> bool:
    rows = {row["id"]: row for row in tx.rows("taxonomy.industries")}
    same = all(
        rows.get(industry["id"], {}).get(key) == value for industry in industries for key, value in industry.items()
    )
    found = sorted((row["id"], parent) for row in rows.values() for parent in row["parents"])
    return same and found == sorted((link["id"], link["parent"]) for link in links)
