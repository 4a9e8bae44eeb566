"""Deadlines as an iCalendar file (RFC 5545), for calendar programs that ask for it every hour or so.

A deadline of a day is a whole-day entry that takes no time of the day; one with an hour has that hour of Việt
Nam. The same deadlines give the same bytes on any day, so that asking again costs little.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vDuration

from nhacviec.queries.calendar_apart import Apart
from nhacviec.queries.calendar_feeds import Deadlines, Entry
from nhacviec.records.models import Person
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.reminders import Noun
from nhacviec.rules.timeliness import LOCAL_ZONE
from nhacviec.rules.words import DUTIES

FORM = 2  # rises when the same deadlines are written in another way
AGAIN = timedelta(hours=1)
MOST_TITLE, MOST_CONTENT = 120, 300


def tag_of(person: Person, deadlines: Deadlines) -> str:
    """The same as long as the file would be the same; known without writing it."""
    said = (FORM, settings.SITE, person.full_name, sorted(deadlines.own_unit_ids), *deadlines[::2])
    return f'"{hashlib.sha256(repr(said).encode()).hexdigest()[:40]}"'


def calendar_of(person: Person, deadlines: Deadlines) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Nhac Viec//Thoi han//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"Thời hạn: {person.full_name}")
    calendar.add("x-wr-timezone", LOCAL_ZONE.key)
    calendar.add("refresh-interval", vDuration(AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(AGAIN))
    if any(entry.due_hour for entry in deadlines.entries):
        calendar.add_component(_zone())
    for event in (*_events(deadlines), *_apart(deadlines.apart)):
        calendar.add_component(event)
    return calendar.to_ical()


def _zone() -> Timezone:
    """UTC+7 since 13/06/1975, without summer time."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", LOCAL_ZONE.key)
    standard.add("dtstart", datetime(1975, 6, 13))
    standard.add("tzoffsetfrom", timedelta(hours=7))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def _events(deadlines: Deadlines) -> Iterable[Event]:
    place = urlsplit(settings.SITE).hostname or "nhacviec"
    for entry in deadlines.entries:
        event = Event()
        event.add("uid", f"{entry.code}@{place}")
        event.add("dtstamp", entry.changed_at.astimezone(UTC))
        event.add("created", entry.assigned_at.astimezone(UTC))
        event.add("last-modified", entry.changed_at.astimezone(UTC))
        event.add("sequence", entry.version)
        if entry.due_hour is None:
            event.add("dtstart", entry.due_on)
            event.add("dtend", entry.due_on + timedelta(days=1))
        else:
            event.add("dtstart", datetime.combine(entry.due_on, entry.due_hour, tzinfo=LOCAL_ZONE))
        event.add("summary", _title(entry, named=entry.unit_id not in deadlines.own_unit_ids))
        event.add("description", _text(entry))
        event.add("url", _address(entry))
        event.add("transp", "TRANSPARENT")
        yield event


# The key and the page of each, and whose day it is.
_APART = {
    Noun.UPWARD: ("trinh-cap-tren", "upward.show", "Hạn chờ {other} cho ý kiến về {symbol}"),
    Noun.SUBMISSION: ("ho-so", "submissions.show", "Hạn trả lời hồ sơ {symbol} của {unit}"),
    Noun.COORDINATION: ("phoi-hop", "coordinations.show", "Hạn phối hợp: {other} hỏi {unit}"),
}


def _apart(rows: Iterable[Apart]) -> Iterable[Event]:
    """Submissions and requests to coordinate: whole days."""
    place = urlsplit(settings.SITE).hostname or "nhacviec"
    for row in rows:
        key, page, words = _APART[row.noun]
        address = settings.SITE + reverse(page, args=[row.id])
        event = Event()
        event.add("uid", f"{key}-{row.id}@{place}")
        event.add("dtstamp", row.changed_at.astimezone(UTC))
        event.add("created", row.begun_at.astimezone(UTC))
        event.add("last-modified", row.changed_at.astimezone(UTC))
        event.add("sequence", row.version)
        event.add("dtstart", row.due_on)
        event.add("dtend", row.due_on + timedelta(days=1))
        content = _short(" ".join(row.content.split()), MOST_CONTENT)
        whose = words.format(symbol=row.symbol, unit=row.unit, other=row.other)
        event.add("summary", _short(f"{whose}: {content}", MOST_TITLE))
        event.add("description", "\n".join((content, f"{whose}: {row.due_on:%d/%m/%Y}", address)))
        event.add("url", address)
        event.add("transp", "TRANSPARENT")
        yield event


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _title(entry: Entry, *, named: bool) -> str:
    """What stands in the small box of a day: whose, if it is not one's own, and what."""
    unit = f"{entry.unit_short or entry.unit}: " if named else ""
    words = " ".join(entry.content.split())
    said = f"Hạn {unit}{words}" if unit else f"Hạn: {words}"
    return _short(said, MOST_TITLE)


def _text(entry: Entry) -> str:
    hour = f"{entry.due_hour:%H:%M} " if entry.due_hour else ""
    lines = [
        _short(entry.content, MOST_CONTENT),
        f"{DUTIES[Duty(entry.duty)]}: {entry.unit}",
        f"Thời hạn: {hour}{entry.due_on:%d/%m/%Y}",
        f"Văn bản: {entry.symbol}" if entry.symbol else "",
        f"Mã: {entry.code}",
        _address(entry),
    ]
    return "\n".join(line for line in lines if line)


def _address(entry: Entry) -> str:
    return settings.SITE + reverse("assignments.show", args=[entry.code])
