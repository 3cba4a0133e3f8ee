"""`cspr check`: every static rule on diagrams, tables, forms, letters, clauses and roles."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check_bundle
from engine.diagrams.errors import Problem
from engine.diagrams.sandbox import check_untrusted
from web.revision_option import revision_option


@click.command(epilog="Example: cspr check --revision drafts/2027")
@revision_option
@click.option("--untrusted", is_flag=True, help="Check a stranger's revision: apart, with limits of time and memory.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def check(context: click.Context, folder: Path, *, untrusted: bool, as_json: bool) -> None:
    """Checks a revision: every rule that it must keep before any case may run on it, all problems at once.

    Exit status: 0 no problem, 1 some problem, 2 there is no revision to check.
    """
    bundle = Bundle.read(folder)
    problems = check_untrusted(bundle) if untrusted else check_bundle(bundle)
    if as_json:
        click.echo(json.dumps(_report(bundle, problems), ensure_ascii=False))
    else:
        for problem in problems:
            click.echo(f"{problem} [{problem.rule}]")
        click.echo(_summary(bundle, problems))
    if problems:
        context.exit(1)


def _report(bundle: Bundle, problems: Sequence[Problem]) -> dict[str, object]:
    told = [
        {"rule": p.rule, "file": p.file, "element": p.element, "line": p.line, "message": p.message} for p in problems
    ]
    return {"ok": not problems, "files": len(bundle.files), "problems": told}


def _summary(bundle: Bundle, problems: Sequence[Problem]) -> str:
    files = f"{len(bundle.files)} files checked"
    if not problems:
        return f"{files}: no problem."
    return f"{files}: {len(problems)} problem{'s' if len(problems) > 1 else ''}."
