"""The address at which a calendar program reads a person's deadlines: made anew, taken back."""

import secrets
from datetime import datetime

from django.db import transaction

from nhacviec.actions.recording import record
from nhacviec.queries.api_tokens import digest_of
from nhacviec.records.models import CalendarFeed, Person
from nhacviec.rules.events import EventName
from nhacviec.rules.permissions import Actor


@transaction.atomic
def create_feed(*, person: Person, now: datetime) -> str:
    """The secret, 256 random bits, kept nowhere: show it now or never. The one before opens nothing more."""
    Person.objects.select_for_update().get(pk=person.pk)
    CalendarFeed.objects.filter(person=person).delete()
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(person=person, digest=digest_of(secret), created_at=now)
    record(EventName.CALENDAR_FEED_CREATED, actor=None, by=person, now=now, person=person)
    return secret


@transaction.atomic
def revoke_feed(
    *, person: Person, actor: Actor | None = None, by: Person | None = None, now: datetime
) -> bool:
    """Whether there was one. `by`: its owner; `actor`: an administrator."""
    if not CalendarFeed.objects.filter(person=person).delete()[0]:
        return False
    record(EventName.CALENDAR_FEED_REVOKED, actor=actor, by=by, now=now, person=person)
    return True
