"""Whom an event concerns, each person once, and only who may read of it: the table of recipients applied.

Apart from telling them: a rehearsal asks the same without any channel."""

from collections.abc import Iterator
from dataclasses import dataclass

from nhacviec.notify.ladder_events import is_step, named
from nhacviec.notify.people import About, Directory
from nhacviec.notify.recipients import TOLD, Told
from nhacviec.records.models import Event, Post
from nhacviec.rules.events import EventName
from nhacviec.rules.notices import NoticeKind, Who


@dataclass(frozen=True)
class Recipient:
    person_id: int
    post: Post | None
    who: Who
    told: Told
    about: About


def recipients(event: Event, directory: Directory) -> Iterator[Recipient]:
    """Whom the table names, each person once: the first line that fits him says why he is told."""
    name = EventName(event.name)
    if event.after.get("closed_by") and name == EventName.EXTENSION_WITHDRAWN:
        return  # only an echo of another event, which is told
    if is_step(event):
        yield from _named_by_step(event, directory)
        return
    done = {event.actor_id}  # nobody is told of what he did himself
    for told in TOLD[name]:
        if told.by_clock and event.actor_id is not None:
            continue
        for about in _abouts(event, told, directory):
            for recipient in _reached(told, about, directory):
                if recipient.person_id not in done:
                    done.add(recipient.person_id)
                    yield recipient


def _named_by_step(event: Event, directory: Directory) -> Iterator[Recipient]:
    """Of the table whom the step of the ladder names; where none of them is left, the next desk."""
    done: set[int] = set()
    wanted = named(event)
    abouts = directory.abouts(event) if event.task_id else [About(event, None)]
    for told in TOLD[EventName(event.name)]:
        for who in [one for one in told.who if one in wanted]:
            for recipient in (r for about in abouts for r in _may_read(who, told, about, directory)):
                if recipient.person_id not in done:
                    done.add(recipient.person_id)
                    yield recipient
    instead = directory.instead(wanted[0]) if wanted else None
    while instead is not None and not done:
        for recipient in _may_read(instead, TOLD[EventName(event.name)][0], abouts[0], directory):
            if recipient.person_id not in done:
                done.add(recipient.person_id)
                yield recipient
        instead = directory.instead(instead)


def _abouts(event: Event, told: Told, directory: Directory) -> list[About]:
    if Who.ONESELF in told.who or event.task_id is None:
        return [About(event, None)]
    return directory.abouts(event)


def _reached(told: Told, about: About, directory: Directory) -> Iterator[Recipient]:
    if Who.ONESELF in told.who:
        person = about.event.person
        if person is not None and person.is_active:
            yield Recipient(person.pk, None, Who.ONESELF, told, about)
        return
    anybody = False
    for who in told.who:
        for recipient in _may_read(who, told, about, directory):
            anybody = True
            yield recipient
    if anybody or not told.asks:
        return
    # what asks for something must reach somebody
    instead = directory.instead(told.who[-1])
    while instead is not None and not anybody:
        for recipient in _may_read(instead, told, about, directory):
            anybody = True
            yield recipient
        instead = directory.instead(instead)


def _may_read(who: Who, told: Told, about: About, directory: Directory) -> Iterator[Recipient]:
    if who is Who.NOBODY_LEFT:
        told = Told(NoticeKind.OFFICE, (who,))
    for post in directory.posts(who, about):
        if who is Who.NOBODY_LEFT or directory.may_read(post, about.event):
            yield Recipient(post.person_id, post, who, told, about)
