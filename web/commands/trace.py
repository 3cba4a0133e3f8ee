"""`cspr trace`: every clause of the framework, and what keeps it."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from engine.diagrams.bundle import Bundle
from engine.diagrams.revision import Revision, read_revision
from engine.diagrams.trace import Row
from engine.diagrams.trace import trace as trace_clauses
from web.commands import WrongCall
from web.revision_option import revision_option
from web.scenarios.running import ScenariosUnreadable, features_of
from web.scenarios.tagged import Tagged, tagged_scenarios


@click.command(epilog="Example: cspr trace --json")
@revision_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def trace(context: click.Context, folder: Path, *, as_json: bool) -> None:
    """Traces every clause to the elements, forms, letters, documents and scenarios that keep it; says what is missing.

    What a clause needs follows from its kind in bpmn/clauses.yaml: flow an element, form a form, document a letter,
    access a scenario, record any of these, context the help of a form; and every clause that is more than context
    a scenario that is tagged with it. A tag that is no clause of the register falls short, too.

    Exit status: 0 every clause is kept, 1 some are not, 2 there is nothing to trace.
    """
    revision = read_revision(Bundle.read(folder))
    try:
        scenarios = tagged_scenarios(features_of(folder))
    except ScenariosUnreadable as wrong:
        raise WrongCall(str(wrong)) from wrong
    rows = trace_clauses(revision, _by_clause(scenarios))
    unknown = _unknown(scenarios, revision)
    if as_json:
        click.echo(json.dumps(_report(rows, unknown), ensure_ascii=False))
    else:
        _tell(rows, unknown)
    if unknown or any(row.gaps for row in rows):
        context.exit(1)


def _by_clause(scenarios: Sequence[Tagged]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for scenario in scenarios:
        for tag in scenario.tags:
            found.setdefault(tag, []).append(f"{scenario.feature}: {scenario.name}")
    return {tag: tuple(names) for tag, names in found.items()}


def _unknown(scenarios: Sequence[Tagged], revision: Revision) -> list[dict[str, object]]:
    return [
        {"tag": tag, "file": scenario.file, "line": scenario.line, "scenario": scenario.name}
        for scenario in scenarios
        for tag in scenario.tags
        if tag not in revision.clauses
    ]


def _report(rows: Sequence[Row], unknown: Sequence[dict[str, object]]) -> dict[str, object]:
    gaps = [asdict(gap) for row in rows for gap in row.gaps]
    return {
        "ok": not gaps and not unknown,
        "clauses": len(rows),
        "traced": sum(not row.gaps for row in rows),
        "gaps": gaps,
        "unknown_tags": list(unknown),
        "rows": [
            {
                "clause": row.clause.id, "kind": row.clause.kind, "source": row.clause.source, "says": row.clause.says,
                "elements": row.elements, "forms": row.forms, "letters": row.letters,
                "documents": row.documents, "scenarios": row.scenarios,
            }
            for row in rows
        ],
    }  # fmt: skip


def _tell(rows: Sequence[Row], unknown: Sequence[dict[str, object]]) -> None:
    for row in rows:
        click.echo(f"{row.clause.id} ({', '.join(row.clause.kind)}): {row.clause.says}")
        for what, places in (
            ("elements", row.elements),
            ("forms", row.forms),
            ("letters", row.letters),
            ("documents", row.documents),
        ):
            if places:
                click.echo(f"    {what}: {', '.join(places)}")
        if row.scenarios:
            click.echo(f"    scenarios: {'; '.join(row.scenarios)}")
        for gap in row.gaps:
            click.echo(f"    missing, as {gap.kind}: {gap.missing}")
    for tag in unknown:
        click.echo(f"features/{tag['file']}, line {tag['line']}: @{tag['tag']} is no clause of the register")
    traced = sum(not row.gaps for row in rows)
    click.echo(f"{traced} of {len(rows)} clauses are kept, {len(rows) - traced} have gaps.")
