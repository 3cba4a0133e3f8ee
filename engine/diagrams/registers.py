"""The registers of a revision: what is gathered from all cases, such as actions (`bpmn/registers.yaml`).

A register is a table. Each of its entries begins with a form that a case was sent, or with an item of a group of one;
its columns are answers, dates and decisions of that case, and its state is the first of the register's that applies.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from engine.diagrams.clauses import Clause
from engine.diagrams.elements import Element
from forms.definition import Form
from forms.expressions import Expression

FILE = "bpmn/registers.yaml"
ITEM, ANCHORS, SENT, ENTRY, CASE = "item", "anchors", "sent", "entry", "case"
SENT_ON = "sent_on"
REFERRER = "referring_organisation"
OF_THE_CASE: Mapping[str, frozenset[str]] = MappingProxyType({ENTRY: frozenset({SENT_ON}), CASE: frozenset({REFERRER})})
"""What is known of every entry and every case, whatever the revision's forms ask."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where what stands in a column comes from.

    Attributes:
        of: a form or a decision table; or `item`, `anchors`, `sent`, `entry`, `case`.
        name: the question or the output; the anchor; the form that was sent.
    """

    of: str
    name: str

    def __str__(self) -> str:
        return f"{self.of}.{self.name}"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a register.

    Attributes:
        name: its key.
        title: its heading.
        sources: the first of them that is known stands in the column.
        limit: the clause whose time limit the date of the sources is held against; empty for none.
        choices: what the values of a decision table, or of choices, are called here.
        otherwise: what stands there if nothing is known; empty for nothing.
        brief: it stands in the list itself, and not with the rest of the entry.
        owner: who the entry belongs to, outside the partnership, reads it too.
    """

    name: str
    title: str
    sources: tuple[Source, ...]
    limit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""
    brief: bool = False
    owner: bool = False


@dataclass(frozen=True, kw_only=True)
class State:
    """What an entry can be: the first state of a register that applies is the entry's.

    Attributes:
        name: its key.
        title: what it is called.
        each: it applies only to entries that begin so; to all if there is none.
        during: it applies only while one of these user tasks is open for the entry, as (process, element).
        when: it applies only if this holds.
        waits: something is still to be done, so that it can be late.
        public: who has no account may read the entry.
    """

    name: str
    title: str
    each: tuple[str, ...] = ()
    during: tuple[tuple[str, str], ...] = ()
    when: Expression | None = None
    waits: bool = False
    public: bool = False

    @property
    def is_conditional(self) -> bool:
        """Whether there are entries to which it does not apply."""
        return bool(self.each or self.during or self.when)


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose an entry is: who holds a role as the agency that answers a question of the entry's item."""

    role: str
    question: str


@dataclass(frozen=True, kw_only=True)
class Public:
    """What everybody may read of entries whose state is public.

    Attributes:
        title: of the page that lists them.
        says: what the page is for.
        by: the form that publishes; nothing but what it marks as public is shown.
        heading: the column that names an entry.
        columns: what else is shown.
        files: the column of the files that can be downloaded.
    """

    title: str
    says: str
    by: str
    heading: str
    columns: tuple[str, ...]
    files: str = ""


@dataclass(frozen=True, kw_only=True)
class Register:
    """A register.

    Attributes:
        name: its key.
        title: what it is called.
        says: what it is for.
        entry: what one entry is called.
        clauses: the clauses that it keeps.
        state_title: what its states are called together.
        each: the forms, or groups as `form.group`, that entries begin with.
        heading: the column that stands first.
        dated: the column by whose date entries are put in years.
        due: the column whose date can be late; empty for none.
        agency: the column that names an organisation by which entries are looked for; empty for none.
        theme: the column by whose words entries are looked for; empty for none.
    """

    name: str
    title: str
    says: str
    entry: str
    each: tuple[str, ...]
    columns: Mapping[str, Column]
    states: Mapping[str, State]
    heading: str
    dated: str
    clauses: tuple[str, ...] = ()
    state_title: str = "State"
    owner: Owner | None = None
    due: str = ""
    agency: str = ""
    theme: str = ""
    public: Public | None = None

    def begins_with(self) -> tuple[tuple[str, str], ...]:
        """Return the forms that entries begin with, each with its group or an empty text."""
        pairs = (each.partition(".") for each in self.each)
        return tuple((form, group) for form, _, group in pairs)

    def sources(self) -> tuple[Source, ...]:
        """Return every source of every column."""
        return tuple(source for column in self.columns.values() for source in column.sources)


@dataclass(frozen=True, kw_only=True)
class Reads:
    """What a register is worked out from: when something of it changes, an entry may have changed.

    Attributes:
        forms: whose answers it reads.
        decisions: the decision tables whose outputs it reads.
        anchors: the dates that it reads; also clauses, by whose ids extensions are kept.
        tasks: the user tasks that it looks at, as (process, element).
        limits: the clauses whose time limits it shows.
    """

    forms: frozenset[str]
    decisions: frozenset[str]
    anchors: frozenset[str]
    tasks: frozenset[tuple[str, str]]
    limits: frozenset[str]


def reads_of(
    register: Register,
    forms: Mapping[str, Form],
    elements: Mapping[tuple[str, str], Element],
    clauses: Mapping[str, Clause],
) -> Reads:
    """Return what a register is worked out from."""
    sources, states = register.sources(), register.states.values()
    begun = {form for form, _ in register.begins_with()}
    lists = {group.list for name in begun if name in forms for group in forms[name].lists}
    filling = {form.form for form in forms.values() if lists & {group.list for group in form.lists}}
    tasks = frozenset(task for state in states for task in state.during)
    named = {source.of for source in sources} | {source.name for source in sources if source.of == SENT}
    asked = {name.partition(".")[0] for state in states if state.when for name in state.when.names}
    asked |= {str(name) for state in states if state.when for _, names in state.when.calls for name in names}
    done = {elements[task].form for task in tasks if task in elements}
    limits = [clauses[column.limit] for column in register.columns.values() if column.limit in clauses]
    anchors = {source.name for source in sources if source.of == ANCHORS}
    anchors |= {clause.id for clause in limits} | {limit.anchor for clause in limits for limit in clause.limits}
    every = begun | filling | named | asked | done | ({register.public.by} if register.public else set())
    return Reads(
        forms=frozenset(every & forms.keys()),
        decisions=frozenset((named | asked) - forms.keys()),
        anchors=frozenset(anchors),
        tasks=tasks,
        limits=frozenset(clause.id for clause in limits),
    )
