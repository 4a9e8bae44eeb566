"""A message as the few words that a phone shows: how many things, or the one thing, and where to read on.

It is sealed for the browser (RFC 8291): the push service carries it and cannot read it. Still it lies on a
screen that others may see, so it is short."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from nhacviec.notify.contents import Contents, contents_of, in_short
from nhacviec.notify.texts import address
from nhacviec.records.models import Delivery
from nhacviec.rules.words_notices import PUSH_MANY

MOST_TITLE, MOST_BODY = 90, 160
USEFUL = timedelta(days=1)  # a phone that was off for longer stays quiet: it is read in the centre
OLD = timedelta(days=4)  # after which it is not tried any more; a weekend is shorter


@dataclass(frozen=True)
class Push:
    title: str
    body: str
    path: str  # where a tap leads, on this site
    tag: str  # what carries the same one is shown once
    is_pressing: bool
    since: datetime  # when the newest of it should have gone

    def as_bytes(self) -> bytes:
        told = {"title": self.title, "body": self.body, "path": self.path, "tag": self.tag}
        return json.dumps(told, ensure_ascii=False).encode()


def push_of(delivery: Delivery, *, now: datetime) -> Push | None:
    """None when there is nothing left to say."""
    contents = contents_of(delivery, now=now)
    if contents is None:
        return None
    title, body = _words(contents)
    return Push(
        title=_cut(title, MOST_TITLE),
        body=_cut(body, MOST_BODY),
        path=_path(contents),
        tag=delivery.message_id.strip("<>").partition("@")[0][:32],
        is_pressing=any(notice.asks for notice in contents.notices),
        since=max(delivery.due_at, *(notice.created_at for notice in contents.notices)),
    )


def _words(contents: Contents) -> tuple[str, str]:
    if contents.count > 1:
        short = in_short(contents)
        return PUSH_MANY.format(count=contents.count), short[0].upper() + short[1:]
    line = contents.sections[0].lines[0]
    # a reminder begins with its day, news with what happened
    title = line.says if line.says and not line.asks and line.code else line.unit
    return title, line.text or line.reason


def _path(contents: Contents) -> str:
    """Of one notice the way through it, which marks it read; else the centre."""
    if len(contents.notices) > 1:
        return reverse("notices.index")
    [notice] = contents.notices
    if notice.is_hidden:  # it is not in his centre
        return address(notice) or reverse("notices.index")
    return reverse("notices.follow", args=[notice.pk])


def _cut(text: str, most: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def subject_of_installation() -> str:
    """Whom a push service may write to about us (RFC 8292 §2.1)."""
    if settings.SITE.startswith("https://"):
        return str(settings.SITE)
    from_address = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].strip("<> ")
    return f"mailto:{from_address}"
