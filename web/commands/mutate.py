"""`cspr mutate`: whether the scenarios, or the check, notice a revision that is wrong in one small way."""

import hashlib
import json
import time
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
from web.scenarios.forks import loading
from web.scenarios.judging import Judge, Judged, Verdict
from web.scenarios.running import ScenariosUnreadable, features_of
from web.scenarios.verdicts import Key, Verdicts, key_of

EQUIVALENT = "equivalent-mutants.yaml"
TOLD_EVERY_SECONDS = 10.0


class _EquivalentSchema(StrictSchema):
    file = fields.String(required=True)
    element = fields.String(required=True)
    change = fields.String(required=True)
    reason = fields.String(required=True, validate=validate.Length(min=1))


@click.command(epilog="Example: cspr mutate --limit 60 --json")
@revision_option
@click.option("--limit", type=click.IntRange(min=1), help="Try so many only, always the same ones of a revision.")
@click.option("--only", metavar="TEXT", help="Try only those whose file, element and change have this text in them.")
@click.option("--anew", is_flag=True, help="Forget what an earlier run has found of this revision.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def mutate(
    context: click.Context, folder: Path, *, limit: int | None, only: str | None, anew: bool, as_json: bool
) -> None:
    """Changes a revision in one small way at a time, and sees who notices: the scenarios, else `cspr check`.

    A change that nobody notices is one that the features leave open: write the scenario that tells the two apart, or
    say in features/equivalent-mutants.yaml why no case can tell. A change that only `check` notices counts as noticed,
    but is counted apart. All changes of a revision take long; progress is told on standard error. What was found is
    kept in .mutants/, so that a run that is broken off goes on where it was, as long as neither the revision nor its
    scenarios have changed.

    Exit status: 0 every change is noticed, 1 some survive, 2 the revision as it is does not hold.
    """
    bundle = Bundle.read(folder)
    try:
        equivalent = _equivalent(features_of(folder) / EQUIVALENT)
        every = list(mutants(bundle))
        _refuse_stale(equivalent, every)
        wanted = _sample(every, limit, only or "")
        judged = _judge(folder, bundle, [mutant for mutant in wanted if key_of(mutant) not in equivalent], anew=anew)
    except UnreadableRevision as wrong:
        raise WrongCall(f"{wrong}; run `cspr check`") from wrong
    except ScenariosUnreadable as wrong:
        raise WrongCall(str(wrong)) from wrong
    survived = [mutant for mutant in wanted if judged.get(key_of(mutant), _EXCUSED).verdict is Verdict.SURVIVED]
    excused = [mutant for mutant in wanted if key_of(mutant) in equivalent]
    count = Counter(found.verdict for found in judged.values())
    if as_json:
        click.echo(json.dumps(_report(count, len(wanted), survived, excused, equivalent), ensure_ascii=False))
    else:
        _tell(count, len(wanted), survived, excused, equivalent)
    if survived:
        context.exit(1)


_EXCUSED = Judged(verdict=Verdict.KILLED_BY_CHECK)


def _judge(folder: Path, bundle: Bundle, wanted: Sequence[Mutant], *, anew: bool) -> dict[Key, Judged]:
    """Return what is found of each mutant; what an earlier run has found is not looked for again."""
    features = features_of(folder)
    verdicts = Verdicts.of(bundle, features)
    hints = verdicts.hints()
    verdicts.open(anew=anew)
    known = verdicts.known()
    found = {key_of(mutant): known[key_of(mutant)] for mutant in wanted if key_of(mutant) in known}
    waiting = [mutant for mutant in wanted if key_of(mutant) not in found]
    if found:
        click.echo(f"{len(found)} of {len(wanted)} changes were judged before", err=True)
    if not waiting:
        return found
    with loading(features) as loaded:
        click.echo(f"running {len(loaded.scenarios)} scenarios against the revision as it is", err=True)
        outcomes = loaded.run(folder)
        failed = sum(bool(outcome.failure) for outcome in outcomes)
        if failed:
            raise WrongCall(f"{failed} scenarios fail without any change; run `cspr verify`")
        judge = Judge(bundle=bundle, revision=read_revision(bundle), outcomes=outcomes, noticed=hints)
        progress = _Progress(len(waiting))
        with loaded.forks() as forks:
            for mutant, judged in zip(waiting, forks.each(judge.judge, waiting), strict=True):
                found[key_of(mutant)] = judged
                verdicts.keep(mutant, judged)
                progress.tell(judged)
    return found


class _Progress:
    """Tells how far a run is, and how long it will still take."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._survived = total, 0, 0
        self._begun = self._told = time.monotonic()

    def tell(self, judged: Judged) -> None:
        """Count one mutant, and tell if it is time to."""
        self._done += 1
        self._survived += judged.verdict is Verdict.SURVIVED
        now = time.monotonic()
        if now - self._told < TOLD_EVERY_SECONDS and self._done < self._total:
            return
        self._told = now
        left = (now - self._begun) / self._done * (self._total - self._done)
        click.echo(
            f"{self._done:,} of {self._total:,} changes judged ({self._done / self._total:.0%}), "
            f"{self._survived} survive, {_minutes(left)} left",
            err=True,
        )


def _minutes(seconds: float) -> str:
    return f"about {seconds / 60:.0f} minutes" if seconds >= 90 else f"about {seconds:.0f} seconds"  # noqa: PLR2004


def _sample(every: Sequence[Mutant], limit: int | None, only: str) -> list[Mutant]:
    """Return the mutants to try: with a limit, those whose hashes come first, whatever others there are."""
    wanted = [mutant for mutant in every if only in " ".join(key_of(mutant))]
    if limit is None:
        return wanted
    drawn = sorted(wanted, key=lambda mutant: hashlib.sha256("\n".join(key_of(mutant)).encode()).digest())[:limit]
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
    stale = sorted(set(equivalent) - {key_of(mutant) for mutant in every})
    if stale:
        raise WrongCall(f"{EQUIVALENT} lists a change that is not made any more; remove it: {', '.join(stale[0])}")


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
        "equivalent": [{**_told(mutant), "reason": equivalent[key_of(mutant)]} for mutant in excused],
    }


def _tell(
    count: Counter[Verdict],
    tried: int,
    survived: Sequence[Mutant],
    excused: Sequence[Mutant],
    equivalent: Mapping[Key, str],
) -> None:
    for mutant in excused:
        click.echo(f"No case can tell: {mutant.file}, {mutant.element}: {mutant.change} ({equivalent[key_of(mutant)]})")
    for mutant in survived:
        click.echo(f"Nobody notices: {mutant.file}, {mutant.element}: {mutant.change}")
    click.echo(
        f"{tried} changes: {count[Verdict.KILLED_BY_SCENARIOS]} noticed by scenarios, "
        f"{count[Verdict.KILLED_BY_CHECK]} by `cspr check` only, {count[Verdict.UNLOADABLE]} cannot be loaded, "
        f"{len(excused)} make no difference, {len(survived)} survive."
    )
