"""Many events of one kind that one person is told of in one notice: of the day, with their number."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from nhacviec.notify.outbox import gone
from nhacviec.records.models import Notice
from nhacviec.rules.timeliness import local_date

MOST_NAMED = 20  # the others are counted


def add_up(notices: Iterable[Notice], *, now: datetime) -> list[Notice]:
    """Write these, unsaved, as one notice to each person: the day's own while he has not read it, nor had a
    letter of it.

    Returns those that are new."""
    by_person: dict[int, list[Notice]] = defaultdict(list)
    for notice in notices:
        by_person[notice.person_id].append(notice)
    day = f"recomputed:{local_date(now):%Y%m%d}"
    held = Notice.objects.select_for_update().filter(
        person__in=by_person, key__startswith=day, read_at=None, assignment=None
    )
    unread = list(held.order_by("pk"))
    over = gone(unread, now=now)
    of_day = {notice.person_id: notice for notice in unread if notice.pk not in over}
    new = []
    for person, own in by_person.items():
        said = [notice.data for notice in own]
        kept = of_day.get(person)
        if kept is None:
            kept = own[0]
            kept.key = f"{day}:{kept.event_id}"
            kept.assignment = kept.task = None
            kept.count, kept.data = 0, {"rows": []}
            new.append(kept)
        rows = kept.data["rows"] + said[: max(0, MOST_NAMED - len(kept.data["rows"]))]
        kept.count, kept.data = kept.count + len(own), {"rows": _brief(rows)}
        kept.save()
    return new


def _brief(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    kept = ("code", "task", "content", "was", "now")
    return [{name: row[name] for name in kept if name in row} for row in rows]
