"""`cspr mutate`: whether the scenarios, or the check, notice a revision that is wrong in one small way."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from marshmallow import fields, validate

from engine.diagrams.bundle import Bundle
from engine.diagrams.errors import UnreadableRevision
from engine.diagrams.mutants import Mutant, mutants
from engine.diagrams.revision import read_revision
from engine.diagrams.yaml_files import StrictSchema, read_yaml
from web.commands import WrongCall
from web.revision_option import revision_option
from web.scenarios.judging import Judge, Verdict
from web.scenarios.running import ScenariosUnreadable, features_of, runners

EQUIVALENT = "equivalent-mutants.yaml"
TOLD_EVERY = 25

Key = tuple[str, str, str]


class _EquivalentSchema(StrictSchema):
    file = fields.String(required=True)
    element = fields.String(required=True)
    change = fields.String(required=True)
    reason = fields.String(required=True, validate=validate.Length(min=1))


@click.command(epilog="Example: cspr mutate --limit 60 --json")
@revision_option
@click.option("--limit", type=click.IntRange(min=1), help="Try so many only, always the same ones of a revision.")
@click.option("--only", metavar="TEXT", help="Try only those whose file, element and change have this text in them.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def mutate(context: click.Context, folder: Path, *, limit: int | None, only: str | None, as_json: bool) -> None:
    """Changes a revision in one small way at a time, and sees who notices: the scenarios, else `cspr check`.

    A change that nobody notices is one that the features leave open: write the scenario that tells the two apart, or
    say in features/equivalent-mutants.yaml why no case can tell. A change that only `check` notices counts as noticed,
    but is counted apart. All changes of a revision take long; progress is told on standard error.

    Exit status: 0 every change is noticed, 1 some survive, 2 the revision as it is does not hold.
    """
    bundle = Bundle.read(folder)
    try:
        equivalent = _equivalent(features_of(folder) / EQUIVALENT)
        every = list(mutants(bundle))
        _refuse_stale(equivalent, every)
        wanted = _sample(every, limit, only or "")
        judged = _judge(folder, bundle, [mutant for mutant in wanted if _key(mutant) not in equivalent])
    except UnreadableRevision as wrong:
        raise WrongCall(f"{wrong}; run `cspr check`") from wrong
    except ScenariosUnreadable as wrong:
        raise WrongCall(str(wrong)) from wrong
    survived = [mutant for mutant, verdict in judged if verdict is Verdict.SURVIVED]
    excused = [mutant for mutant in wanted if _key(mutant) in equivalent]
    count = Counter(verdict for _, verdict in judged)
    if as_json:
        click.echo(json.dumps(_report(count, len(wanted), survived, excused, equivalent), ensure_ascii=False))
    else:
        _tell(count, len(wanted), survived, excused, equivalent)
    if survived:
        context.exit(1)


def _judge(folder: Path, bundle: Bundle, wanted: Sequence[Mutant]) -> list[tuple[Mutant, Verdict]]:
    with runners(features_of(folder)) as ready:
        outcomes = ready.run(folder, ready.scenarios)
        failed = sum(bool(outcome.failure) for outcome in outcomes)
        if failed:
            raise WrongCall(f"{failed} scenarios fail without any change; run `cspr verify`")
        judge = Judge(folder=folder, bundle=bundle, revision=read_revision(bundle), outcomes=outcomes)
        judged = []
        for mutant, verdict in zip(wanted, ready.each(judge.judge, wanted), strict=True):
            judged.append((mutant, verdict))
            if len(judged) % TOLD_EVERY == 0:
                click.echo(f"{len(judged)} of {len(wanted)} changes judged", err=True)
        return judged


def _sample(every: Sequence[Mutant], limit: int | None, only: str) -> list[Mutant]:
    """Return the mutants to try: with a limit, those whose hashes come first, whatever others there are."""
    wanted = [mutant for mutant in every if only in " ".join(_key(mutant))]
    if limit is None:
        return wanted
    drawn = sorted(wanted, key=lambda mutant: hashlib.sha256("\n".join(_key(mutant)).encode()).digest())[:limit]
    return [mutant for mutant in wanted if mutant in drawn]


def _equivalent(path: Path) -> Mapping[Key, str]:
    """Read which changes no case can tell from the revision, and why."""
    if not path.is_file():
        return {}
    read = read_yaml(path.name, path.read_bytes())
    entries, problems = read.load(_EquivalentSchema(many=True), read.data)
    if problems:
        raise WrongCall(str(problems[0]))
    return {(entry["file"], entry["element"], entry["change"]): entry["reason"] for entry in entries}


def _refuse_stale(equivalent: Mapping[Key, str], every: Sequence[Mutant]) -> None:
    stale = sorted(set(equivalent) - {_key(mutant) for mutant in every})
    if stale:
        raise WrongCall(f"{EQUIVALENT} lists a change that is not made any more; remove it: {', '.join(stale[0])}")


def _key(mutant: Mutant) -> Key:
    return mutant.file, mutant.element, mutant.change


def _told(mutant: Mutant) -> dict[str, str]:
    return {"file": mutant.file, "element": mutant.element, "change": mutant.change}


def _report(
    count: Counter[Verdict],
    tried: int,
    survived: Sequence[Mutant],
    excused: Sequence[Mutant],
    equivalent: Mapping[Key, str],
) -> dict[str, object]:
    noticed = {verdict.value: count[verdict] for verdict in Verdict if verdict is not Verdict.SURVIVED}
    return {
        "ok": not survived,
        "mutants": tried,
        **noticed,
        "survived": [_told(mutant) for mutant in survived],
        "equivalent": [{**_told(mutant), "reason": equivalent[_key(mutant)]} for mutant in excused],
    }


def _tell(
    count: Counter[Verdict],
    tried: int,
    survived: Sequence[Mutant],
    excused: Sequence[Mutant],
    equivalent: Mapping[Key, str],
) -> None:
    for mutant in excused:
        click.echo(f"No case can tell: {mutant.file}, {mutant.element}: {mutant.change} ({equivalent[_key(mutant)]})")
    for mutant in survived:
        click.echo(f"Nobody notices: {mutant.file}, {mutant.element}: {mutant.change}")
    click.echo(
        f"{tried} changes: {count[Verdict.KILLED_BY_SCENARIOS]} noticed by scenarios, "
        f"{count[Verdict.KILLED_BY_CHECK]} by `cspr check` only, {count[Verdict.UNLOADABLE]} cannot be loaded, "
        f"{len(excused)} make no difference, {len(survived)} survive."
    )
