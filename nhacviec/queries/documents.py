"""Documents: the same one twice, and those whose tasks wait to be entered."""

from datetime import date

from django.db.models import Q, QuerySet

from nhacviec.records.models import Document, EntryState, Unit
from nhacviec.rules.permissions import Actor, Right, Role
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.symbols import parse_symbol


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
