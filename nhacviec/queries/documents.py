"""Documents: the same one twice, and those whose tasks wait to be entered."""

from datetime import date
from typing import TypedDict

from django.db import connection
from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict

from nhacviec.queries.search import matching_documents
from nhacviec.records.models import Document, EntryState, Task, Unit
from nhacviec.rules.document_kinds import kind_of
from nhacviec.rules.permissions import Actor, Right, Role
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.symbols import parse_symbol
from nhacviec.rules.text import visible
from nhacviec.rules.typed_numbers import typed_number

# From one to the next in the index: to find a few units among a million documents without reading these.
_ISSUERS = """
WITH RECURSIVE known AS (
  SELECT min(issuer_id) AS id FROM records_document
  UNION ALL
  SELECT (SELECT min(issuer_id) FROM records_document WHERE issuer_id > known.id) FROM known
  WHERE known.id IS NOT NULL
)
SELECT id FROM known WHERE id IS NOT NULL
"""


def find_same(
    *, issuer: Unit, issued_on: date, symbol: str, kind: str, but: Document | None = None
) -> Document | None:
    """A document with the same issuer, year, number and kind (numbers restart every 1 January), or None."""
    typed = parse_symbol(symbol)
    same_series = Document.objects.filter(issuer=issuer, year=issued_on.year)
    if but is not None:
        same_series = same_series.exclude(pk=but.pk)
    if typed.number is None:
        return same_series.filter(symbol_key=typed.folded_key).first()
    candidates = same_series.filter(number=typed.number, kind=kind)
    return next((d for d in candidates if parse_symbol(d.symbol).number_key == typed.number_key), None)


def waiting_for_entry(actor: Actor, policies: PolicySet) -> QuerySet[Document]:
    """Documents whose tasks this person must enter, by policy 1; those most pressing first."""
    waiting = Document.objects.filter(entry_state=EntryState.TO_ENTER).order_by("entry_due_on", "id")
    if not actor.has(Right.ENTER_DOCUMENTS):
        return waiting.none()
    if policies.entry_role == "records_clerk":
        return waiting if actor.role is Role.RECORDS_CLERK else waiting.none()
    # What an agency outside the Office drafted, or nobody is named for, falls to the records clerk.
    if actor.role is Role.RECORDS_CLERK:
        return waiting.filter(
            Q(drafting_unit=None) | ~Q(drafting_unit__kind__in=["office", "office_division"])
        )
    return waiting.filter(drafting_unit_id__in=actor.own_unit_ids | {actor.unit_id})


class Chosen(TypedDict):
    """What the register is narrowed by: the arguments of `matching`."""

    text: str
    kind: str
    issuer_id: int | None
    year: int | None
    entry_state: str


def chosen(query: QueryDict) -> Chosen:
    """Of the address. Only values that exist: one made by hand narrows nothing or to nothing, it never
    breaks."""
    kind, state = query.get("loai", ""), query.get("nhap", "")
    return {
        "text": visible(query.get("q", ""))[:200],
        "kind": kind if kind_of(kind) else "",
        "issuer_id": typed_number(query.get("co-quan", "")),
        "year": typed_number(query.get("nam", ""), digits=4),
        "entry_state": state if state in set(EntryState) else "",
    }


def matching(
    documents: QuerySet[Document],
    *,
    actor: Actor,
    text: str = "",
    kind: str = "",
    issuer_id: int | None = None,
    year: int | None = None,
    entry_state: str = "",
) -> QuerySet[Document]:
    """Narrow a list of what the actor may see; the text is looked for as everywhere (queries/search).

    Each row brings `task_count` along: its issued tasks and drafts together."""
    if text:
        documents = documents.filter(matching_documents(text, actor=actor))
    if kind:
        documents = documents.filter(kind=kind)
    if issuer_id is not None:
        documents = documents.filter(issuer_id=issuer_id)
    if year is not None:
        documents = documents.filter(year=year)
    if entry_state:
        documents = documents.filter(entry_state=entry_state)
    per_document = Task.objects.filter(document=OuterRef("pk"), issued_at__isnull=False).order_by()
    counted = per_document.values("document").annotate(n=Count("pk")).values("n")
    return documents.select_related("issuer", "drafting_unit").annotate(
        task_count=Coalesce(Subquery(counted), 0)
    )


def issuers() -> QuerySet[Unit]:
    """Units that have issued something, for the filter of a list."""
    with connection.cursor() as cursor:
        cursor.execute(_ISSUERS)
        return Unit.objects.filter(pk__in=[issuer for (issuer,) in cursor.fetchall()])


def years() -> list[int]:
    """From the latest document's year back to the earliest's: two reads of an index."""
    ends = Document.objects.aggregate(first=Min("issued_on"), last=Max("issued_on"))
    if ends["last"] is None:
        return []
    return list(range(ends["last"].year, ends["first"].year - 1, -1))
