"""Documents: written from a revision's template for one case, and kept as they were written.

A document that is written is never changed: its row bears the hash of what it says, and what is written
later is a version beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from engine.correspondence.context import CaseOnPaper, context_of
from engine.diagrams.documents import DocumentError, read_document
from engine.diagrams.revision import Revision
from engine.paper.markdown import read_sheet
from engine.records.db import Transaction
from engine.records.tables import document

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_d, _b = document.c, sa.bindparam
_VERSIONS = (
    sa.select(sa.func.count())
    .select_from(document)
    .where(
        _d.case_id == _b("case_id", type_=_d.case_id.type),
        _d.name == _b("name", type_=_d.name.type),
        _d.instance.is_not_distinct_from(_b("instance", type_=_d.instance.type)),
    )
)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A version of a document that was written."""

    id: int
    version: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """What a document says now: in Markdown, and the submissions that it was written from."""

    source: str
    submissions: tuple[str, ...]


def write_document(
    tx: Transaction,
    revision: Revision,
    *,
    case: CaseOnPaper,
    name: str,
    held_by: str,
    organisation: str,
    instance: str | None,
) -> Kept:
    """Write a version of a document, as part of the transaction of the step that has locked the case.

    Args:
        tx: the transaction of the step.
        revision: of the case: its templates.
        case: what the document may say of it.
        name: the template's.
        held_by: who holds the role in whose lane it is written: they may read it.
        organisation: that the instance belongs to: it may read what is written of it; empty outside.
        instance: of the multi-instance activity that the document is about.

    Raises:
        DocumentError: the template cannot be written for this case.
    """
    rendered = render_document(tx, revision, case=case, name=name, instance=instance)
    earlier = tx.connection.scalar(_VERSIONS, {"case_id": case.id, "name": name, "instance": instance})
    version = (earlier or 0) + 1
    digest = sha256(rendered.source.encode()).hexdigest()
    row = {
        "case_id": case.id,
        "name": name,
        "instance": instance,
        "version": version,
        "held_by": held_by,
        "organisation": organisation,
        "title": read_sheet(rendered.source).title,
        "source": rendered.source,
        "sha256": digest,
        "revision_id": revision.digest,
        "submissions": list(rendered.submissions),
        "at": tx.at,
    }
    document_id: int = tx.connection.execute(sa.insert(document).returning(_d.id), row).scalar_one()
    return Kept(id=document_id, version=version, sha256=digest)


def render_document(
    tx: Transaction,
    revision: Revision,
    *,
    case: CaseOnPaper,
    name: str,
    instance: str | None,
    given: Mapping[str, Mapping[str, Any]] = _NOTHING,
) -> Rendered:
    """Return a document as it would be written now; nothing is kept.

    `given` are answers, by form, that are about to be sent and stand in place of earlier ones.

    Raises:
        DocumentError: the template cannot be written for this case.
    """
    if name not in revision.documents:
        raise DocumentError(name, f"the revision has no document of this name; write forms/documents/{name}.md")
    template = read_document(name, revision.documents[name])
    context = context_of(tx, revision, template.reads, case=case, instance=instance, given=given)
    return Rendered(source=template.write(context.names), submissions=context.submissions)
