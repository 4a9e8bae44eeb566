"""A person reads what he was told, and says what he wants to be told."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from nhacviec.queries.notices import about_the_same
from nhacviec.records.models import Notice, NoticeSetting, Person
from nhacviec.rules.notices import MANDATORY, Channel, NoticeKind


def read(*, notice: Notice, now: datetime) -> None:
    """With all others about the same duty: its page shows what they say."""
    about_the_same(notice).update(read_at=now)


def read_all(*, person_id: int, newest: int, now: datetime) -> int:
    """All up to the newest one that he was shown; how many."""
    return Notice.objects.filter(person_id=person_id, read_at=None, pk__lte=newest).update(read_at=now)


def unread(*, notice: Notice) -> None:
    Notice.objects.filter(pk=notice.pk).update(read_at=None)


def stop_letters(*, person: Person, kinds: Iterable[NoticeKind], now: datetime) -> None:
    """From a letter: no more letters of these kinds. The notice centre keeps telling."""
    for kind in kinds:
        if kind not in MANDATORY:
            NoticeSetting.objects.update_or_create(
                person=person, kind=kind, channel=Channel.EMAIL, defaults={"is_on": False, "set_at": now}
            )


@transaction.atomic
def choose(
    *,
    person: Person,
    wanted: Mapping[tuple[NoticeKind, Channel], bool],
    default: Mapping[tuple[NoticeKind, Channel], bool],
    now: datetime,
) -> None:
    """Keep what differs from the default of his role; the mandatory kinds are left as they are."""
    NoticeSetting.objects.filter(person=person, channel__in={channel for _kind, channel in wanted}).delete()
    NoticeSetting.objects.bulk_create(
        NoticeSetting(person=person, kind=kind, channel=channel, is_on=on, set_at=now)
        for (kind, channel), on in wanted.items()
        if kind not in MANDATORY and default[kind, channel] != on
    )
