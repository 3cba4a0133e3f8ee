"""Clauses under the headings of the framework."""

from collections.abc import Collection, Mapping, Sequence

from engine.diagrams.clauses import Clause


def by_section(clauses: Collection[Clause]) -> Mapping[str, Sequence[Clause]]:
    """Return clauses by the section that they stand in, in the order in which sections are first met."""
    titles = dict.fromkeys(clause.section for clause in clauses)
    return {title: [clause for clause in clauses if clause.section == title] for title in titles}
