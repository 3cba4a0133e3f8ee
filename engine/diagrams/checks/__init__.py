"""The static rules that a revision must keep before any case may run on it. All problems come at once.

`check` is for a revision that can be read, `check_bundle` for any bundle of our own, and
`engine.diagrams.sandbox.check_untrusted` for a stranger's.
"""

from collections.abc import Callable, Iterator

from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import (
    answers,
    calls,
    decisions,
    extensions,
    figures,
    forms,
    gateways,
    guards,
    instances,
    lanes,
    letters,
    meetings,
    names,
    registers,
    retention,
    shape,
    time_limits,
    tokens,
    unused,
)
from engine.diagrams.checks.subject import Subject
from engine.diagrams.errors import Problem
from engine.diagrams.revision import Revision, gather

Rule = Callable[[Subject], Iterator[Problem]]

EVERYTHING = frozenset({"diagrams", "decisions", "clauses", "partnership", "forms", "letters", "documents"})
RULES: tuple[tuple[frozenset[str], Rule], ...] = (
    (frozenset(), names.ids_are_fit),
    (frozenset(), names.properties_are_known),
    (frozenset({"forms"}), names.forms_exist),
    (frozenset({"decisions"}), names.decisions_exist),
    (frozenset({"letters"}), names.letters_exist),
    (frozenset({"documents"}), names.documents_exist),
    (frozenset({"forms"}), names.meetings_are_planned),
    (frozenset({"diagrams", "forms"}), meetings.records_follow_each_other),
    (frozenset({"forms", "partnership"}), meetings.agendas_are_of_bodies),
    (frozenset({"clauses"}), names.clauses_exist),
    (frozenset({"partnership"}), names.recipients_exist),
    (frozenset(), lanes.every_node_has_its_lane),
    (frozenset({"partnership"}), lanes.lanes_are_roles),
    (frozenset({"diagrams", "partnership", "forms"}), lanes.instances_say_who),
    (frozenset({"partnership", "forms"}), lanes.chosen_roles_are_chosen),
    (frozenset(), shape.processes_start_and_end),
    (frozenset(), shape.flows_fit),
    (frozenset(), shape.events_fit),
    (frozenset(), shape.everything_is_reached),
    (frozenset(), gateways.conditions_are_where_they_count),
    (frozenset(), tokens.branches_meet_as_they_parted),
    (frozenset({"diagrams"}), calls.processes_exist),
    (frozenset({"diagrams"}), calls.no_process_calls_itself),
    (frozenset({"diagrams", "partnership"}), calls.cases_start),
    (frozenset({"diagrams", "partnership", "forms"}), instances.lists_exist),
    (frozenset({"diagrams", "partnership", "forms"}), instances.groups_fit_their_lists),
    (frozenset({"diagrams", "forms"}), instances.answers_belong_to_one_list),
    (frozenset({"clauses"}), time_limits.timers_name_a_time_limit),
    (frozenset({"clauses"}), time_limits.time_limits_are_watched),
    (frozenset({"clauses", "letters", "partnership"}), time_limits.reminders_can_be_sent),
    (frozenset({"letters", "partnership"}), guards.openings_are_told),
    (frozenset({"diagrams", "forms", "partnership"}), retention.periods_name_what_exists),
    (frozenset({"clauses", "forms"}), time_limits.anchors_are_recorded),
    (frozenset({"clauses", "forms", "partnership"}), extensions.extensions_are_allowed),
    (frozenset({"clauses", "forms", "letters", "partnership"}), extensions.extensions_are_told),
    (frozenset({"forms", "decisions"}), gateways.conditions_read_what_exists),
    (frozenset({"forms", "decisions"}), decisions.tables_are_complete),
    (frozenset({"forms", "decisions"}), forms.expressions_read_what_exists),
    (frozenset({"forms", "clauses", "partnership"}), forms.functions_name_what_exists),
    (frozenset({"forms", "clauses", "partnership"}), forms.names_exist),
    (frozenset({"registers", *EVERYTHING}), registers.registers_gather_what_exists),
    (frozenset({"registers", *EVERYTHING}), registers.registers_publish_what_is_public),
    (frozenset({"diagrams", "forms", "letters", "decisions", "clauses"}), letters.letters_can_be_written),
    (frozenset({"diagrams", "forms", "letters"}), letters.items_say_what_is_named),
    (frozenset({"diagrams", "forms", "partnership"}), figures.returns_are_asked_of_agencies),
    (frozenset({"diagrams", "forms"}), figures.themes_are_answered_once),
    (EVERYTHING, answers.answers_are_given),
    (EVERYTHING, answers.loops_ask_again),
    (EVERYTHING, answers.branches_do_not_race),
    (EVERYTHING, unused.everything_is_used),
)
"""Each rule, after the kinds of file that it needs whole: without them it would only tell what follows from that."""


def check(revision: Revision) -> list[Problem]:
    """Return every problem of a revision, by file and line."""
    return _ordered(_broken(Subject(revision), frozenset()))


def check_bundle(bundle: Bundle) -> list[Problem]:
    """Return every problem of a bundle: what cannot be read, and every rule that what can be read breaks."""
    gathered = gather(bundle)
    kinds = frozenset(_kind(problem.file) for problem in gathered.problems)
    problems = [*gathered.problems, *_broken(Subject(gathered.revision), kinds)]
    return _ordered(problems or list(gathered.build()[1]))


def _broken(subject: Subject, unreadable: frozenset[str]) -> list[Problem]:
    return [problem for needs, rule in RULES if not needs & unreadable for problem in rule(subject)]


def _kind(file: str) -> str:
    """Return which kind of file a path is, as the rules name them."""
    if file.endswith(".bpmn"):
        return "diagrams"
    if file.endswith(".dmn"):
        return "decisions"
    folder, _, name = file.rpartition("/")
    return (
        folder.rpartition("/")[2].replace("definitions", "forms") if folder.startswith("forms") else name.split(".")[0]
    )


def _ordered(problems: list[Problem]) -> list[Problem]:
    """Sort by place; what two rules say in the same words is said once."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.element, p.rule, p.message))
