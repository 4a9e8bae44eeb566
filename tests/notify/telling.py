"""What the tests of notices share."""

from datetime import datetime

from nhacviec.notify.announce import announce
from nhacviec.notify.fold import fold
from nhacviec.queries.access import visible_tasks
from nhacviec.queries.actors import actor_in
from nhacviec.records.models import Assignment, Notice, Reminder, Unannounced
from nhacviec.rules.events import EventName
from nhacviec.rules.notices import Who
from tests.make import NOW


def forget() -> None:
    """What the test did until here is told to nobody."""
    Unannounced.objects.all().delete()


def told(name: EventName) -> dict[str, Who]:
    """Username → why, of all who were told of events of this name."""
    announce(now=NOW)
    rows = Notice.objects.filter(event__name=name).select_related("person")
    return {notice.person.username: Who(notice.relation) for notice in rows}


def reminded(step: str, *, now: datetime = NOW) -> dict[str, Who]:
    """Username → why, of all who stand in a notice of a step of this name."""
    announce(now=now)
    fold(now=now)
    rows = Reminder.objects.filter(step=step).exclude(notice=None).select_related("person")
    return {reminder.person.username: Who(reminder.relation) for reminder in rows}


def asked(duty: Assignment) -> set[str]:
    """Of whom something is still asked about this duty."""
    announce(now=NOW)
    return set(Notice.objects.filter(assignment=duty, asks=True).values_list("person__username", flat=True))


def nothing_wrong() -> None:
    """Nobody was told of his own deed, or of what he may not read."""
    for notice in Notice.objects.select_related("event", "post__person", "post__unit"):
        assert notice.event is None or notice.event.actor_id != notice.person_id
        if notice.task_id:
            assert notice.post is not None
            assert visible_tasks(actor_in(notice.post)).filter(pk=notice.task_id).exists()
