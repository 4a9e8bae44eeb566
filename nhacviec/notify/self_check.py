"""Once a day: what should have been told against what was. The administrators are told of a difference."""

from datetime import datetime

from nhacviec.queries.deliveries import Backlog, backlog
from nhacviec.queries.people import administrators
from nhacviec.records.models import Notice
from nhacviec.rules.notices import NoticeKind, Who
from nhacviec.rules.timeliness import local_date


def check_told(*, now: datetime) -> Backlog:
    """Each administrator once a day."""
    found = backlog(now)
    if not found:
        return found
    today = local_date(now)
    for post in administrators(today).order_by("person_id", "id"):
        Notice.objects.get_or_create(
            person_id=post.person_id,
            key=f"check:{today:%Y%m%d}",
            defaults={
                "post": post,
                "kind": NoticeKind.OFFICE,
                "relation": Who.ADMINISTRATOR,
                "created_at": now,
                "is_mandatory": True,
                "asks": True,
                "data": {
                    "check": {
                        "untold": found.untold,
                        "unfolded": found.unfolded,
                        "unsent": found.unsent,
                        "given_up": found.given_up,
                    }
                },
            },
        )
    return found
