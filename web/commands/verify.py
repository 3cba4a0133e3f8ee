"""`cspr verify`: what the scenarios say of a revision, and what they leave out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check_bundle
from engine.diagrams.errors import Problem, UnreadableRevision
from engine.diagrams.revision import read_revision
from features.coverage import Covered, Measure, coverage
from web.commands import WrongCall
from web.revision_option import revision_option
from web.scenarios.running import Outcome, Runners, Scenario, ScenariosUnreadable, features_of, runners

MOST_TOLD = 20


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was found of a revision.

    Attributes:
        problems: what `check` says; the scenarios have run nevertheless, if the revision can be read.
        outcomes: of every scenario that was run.
        covered: by kind, what they cover; empty if none could be run.
        is_whole: whether all scenarios were asked for, so that what they leave out falls short.
    """

    problems: Sequence[Problem]
    outcomes: Sequence[Outcome]
    covered: Mapping[str, Measure]
    is_whole: bool

    @property
    def failed(self) -> list[Outcome]:
        """The scenarios that the revision does not satisfy."""
        return [outcome for outcome in self.outcomes if outcome.failure]

    @property
    def is_ok(self) -> bool:
        """Tell whether the revision does all that its scenarios say, and nothing that they leave out."""
        left_out = self.is_whole and any(measure["missing"] for measure in self.covered.values())
        return not (self.problems or self.failed or left_out)


@click.command(epilog='Example: cspr verify --revision drafts/2027 --feature "Virtual Panel"')
@revision_option
@click.option("--feature", metavar="NAME", help="Run one feature only, named by its title or its file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def verify(context: click.Context, folder: Path, *, feature: str | None, as_json: bool) -> None:
    """Runs the scenarios against a revision: the ones in its own features/, else the project's.

    Measures which sequence flows, boundary events, decision rules, user tasks and questions the scenarios take;
    what they leave out falls short too, unless only one feature is run.

    Exit status: 0 every sentence holds and nothing is left out, 1 not so, 2 there is nothing to run.
    """
    try:
        found = _verdict(folder, feature)
    except ScenariosUnreadable as wrong:
        raise WrongCall(str(wrong)) from wrong
    if as_json:
        click.echo(json.dumps(_report(found), ensure_ascii=False))
    else:
        _tell(found)
    if not found.is_ok:
        context.exit(1)


def _verdict(folder: Path, feature: str | None) -> Verdict:
    bundle = Bundle.read(folder)
    problems = check_bundle(bundle)
    try:
        revision = read_revision(bundle)
    except UnreadableRevision:
        return Verdict(problems=problems, outcomes=(), covered={}, is_whole=feature is None)
    with runners(features_of(folder)) as ready:
        outcomes = ready.run(folder, _asked_for(ready, feature))
    covered = Covered()
    for outcome in outcomes:
        covered.add_json(outcome.covered)
    return Verdict(problems=problems, outcomes=outcomes, covered=coverage(revision, covered), is_whole=feature is None)


def _asked_for(ready: Runners, feature: str | None) -> Sequence[Scenario]:
    if feature is None:
        return ready.scenarios
    wanted = feature.casefold()
    found = [s for s in ready.scenarios if wanted in (s.feature.casefold(), Path(s.file).stem.casefold())]
    if not found:
        there_are = ", ".join(sorted({s.feature for s in ready.scenarios}))
        raise click.BadParameter(f"there is no feature {feature!r}; there are: {there_are}", param_hint="--feature")
    return found


def _report(found: Verdict) -> dict[str, object]:
    failed = [{"feature": o.scenario.feature, "scenario": o.scenario.name, "message": o.failure} for o in found.failed]
    return {
        "ok": found.is_ok,
        "scenarios": len(found.outcomes),
        "passed": len(found.outcomes) - len(failed),
        "failed": failed,
        "coverage": dict(found.covered),
        "problems": [asdict(problem) for problem in found.problems],
    }


def _tell(found: Verdict) -> None:
    for problem in found.problems:
        click.echo(str(problem))
    for outcome in found.failed:
        click.echo(f"{outcome.scenario.feature}: {outcome.scenario.name}\n    {outcome.failure}")
    for kind, measure in found.covered.items():
        click.echo(f"The scenarios take {measure['taken']} of {measure['total']} {_kind(kind)}.")
        for place in measure["missing"][:MOST_TOLD] if found.is_whole else ():
            click.echo(f"    none takes {place}")
        if found.is_whole and len(measure["missing"]) > MOST_TOLD:
            click.echo(f"    and {len(measure['missing']) - MOST_TOLD} more; --json has them all")
    if found.problems:
        click.echo(f"{len(found.problems)} problems that `cspr check` tells too.")
    if not found.outcomes:
        click.echo("No scenario was run: the revision cannot be read.")
    else:
        click.echo(f"{len(found.outcomes) - len(found.failed)} of {len(found.outcomes)} scenarios hold.")


def _kind(kind: str) -> str:
    return {"form_fields": "questions of forms", "flows": "sequence flows"}.get(kind, kind.replace("_", " "))
