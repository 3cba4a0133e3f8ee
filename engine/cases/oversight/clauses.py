"""The clauses by which cases are limited, over all revisions in use."""

from collections.abc import Mapping

from engine.cases.oversight.overseer import Overseer


def names(overseer: Overseer) -> Mapping[str, str]:
    """Return what has to be done by each clause, as the newest revision that has it says; else what it is about."""
    found = dict[str, str]()
    for revision in overseer.newest_first:
        called_by = dict[str, dict[str, None]]()
        for element in revision.elements.values():
            if element.kind == "userTask" and "time_limit" in element.properties:
                called_by.setdefault(element.properties["time_limit"], {})[element.name] = None
        for clause in revision.clauses.values():
            found.setdefault(clause.id, "; ".join(called_by.get(clause.id, ())) or clause.section)
    return found


def extensible(overseer: Overseer) -> list[str]:
    """Return the clauses whose limits may be extended."""
    return sorted({c.id for revision in overseer.in_use.values() for c in revision.clauses.values() if c.extends})


def in_order(overseer: Overseer) -> dict[str, None]:
    """Return every clause of the revisions in use, in the order of the newest."""
    return dict.fromkeys(clause for revision in overseer.newest_first for clause in revision.clauses)
