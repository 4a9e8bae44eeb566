"""People get accounts, lose them, get them back. What they may do comes from their posts (actions/posts)."""

import secrets
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from nhacviec.actions.api_tokens import revoke_all
from nhacviec.actions.calendar_feeds import revoke_feed
from nhacviec.actions.recording import record
from nhacviec.actions.units import lock_organisation
from nhacviec.queries.people import administrators, person_search_text
from nhacviec.records.models import Person, PushDevice
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.timeliness import local_date

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is read out or copied wrongly: no i, l, o, 0, 1


@dataclass(frozen=True, kw_only=True)
class PersonValues:
    username: str
    full_name: str
    email: str = ""
    phone: str = ""


@transaction.atomic
def create_person(
    *, actor: Actor | None, values: PersonValues, with_password: bool = True, now: datetime
) -> tuple[Person, str]:
    """The person and the first password, which is kept nowhere in the clear: show it now or never.

    Without one ("") the person cannot sign in until a password is reset."""
    lock_organisation()
    person = Person(must_change_password=True)
    _put(person, values)
    _check_unique(person)
    password = new_password() if with_password else ""
    person.set_password(password or None)
    person.save()
    record(EventName.PERSON_CREATED, actor=actor, now=now, person=person, after=_as_recorded(person))
    return person, password


@transaction.atomic
def change_person(*, actor: Actor, person: Person, values: PersonValues, now: datetime) -> bool:
    """Whether anything changed. A new e-mail address replaces the old one at once, for sign-in too."""
    lock_organisation()
    fresh = Person.objects.get(pk=person.pk)
    before = _as_recorded(fresh)
    _put(fresh, values)
    _check_unique(fresh)
    after = _as_recorded(fresh)
    changed = {key for key in after if after[key] != before[key]}
    if not changed:
        return False
    fresh.save()
    if "email" in changed:
        EmailAddress.objects.filter(user=fresh).exclude(email__iexact=fresh.email).delete()
    record(
        EventName.PERSON_CHANGED,
        actor=actor,
        now=now,
        person=fresh,
        before={key: before[key] for key in before if key in changed},
        after={key: after[key] for key in after if key in changed},
    )
    return True


@transaction.atomic
def deactivate_person(*, actor: Actor, person: Person, reason: str, now: datetime) -> None:
    """Takes effect on the next request: the account is refused, its sessions and keys are gone."""
    lock_organisation()
    if person.pk == actor.person_id:
        raise MoveNotAllowed("not_on_oneself")
    if not Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        raise MoveNotAllowed("already_inactive")
    if not administrators(local_date(now)).exists():
        raise MoveNotAllowed("last_administrator")
    sign_out_everywhere(person)
    revoke_all(actor=actor, person=person, now=now)
    revoke_feed(person=person, actor=actor, now=now)
    record(EventName.PERSON_DEACTIVATED, actor=actor, now=now, person=person, reason=reason)


@transaction.atomic
def reactivate_person(*, actor: Actor, person: Person, now: datetime) -> None:
    if not Person.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        raise MoveNotAllowed("already_active")
    record(EventName.PERSON_REACTIVATED, actor=actor, now=now, person=person)


@transaction.atomic
def reset_password(*, actor: Actor, person: Person, now: datetime) -> str:
    """A new first password, to be shown once; whoever was signed in with the old one is out."""
    password = new_password()
    fresh = Person.objects.select_for_update().get(pk=person.pk)
    fresh.set_password(password)
    fresh.must_change_password = True
    fresh.save(update_fields=["password", "must_change_password"])
    sign_out_everywhere(fresh)
    record(EventName.PASSWORD_RESET, actor=actor, now=now, person=fresh)
    return password


@transaction.atomic
def set_own_password(*, person: Person, password: str, now: datetime) -> None:
    """A password of one's own: it ends the duty to change the one that was handed out."""
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    record(EventName.PASSWORD_CHANGED, actor=None, by=person, now=now, person=person)


def new_password() -> str:
    """Three groups of five, easy to read out: about 74 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(3))


def sign_out_everywhere(person: Person) -> None:
    """No browser shows him anything any more, nor is woken for him."""
    PushDevice.objects.filter(person=person).delete()
    known = UserSession.objects.filter(user=person)
    Session.objects.filter(session_key__in=known.values("session_key")).delete()
    known.delete()


def _put(person: Person, values: PersonValues) -> None:
    for field in fields(values):
        setattr(person, field.name, getattr(values, field.name))
    person.search_text = person_search_text(person)


def _check_unique(person: Person) -> None:
    others = Person.objects.exclude(pk=person.pk)
    if others.filter(username__iexact=person.username).exists():
        raise MoveNotAllowed("username_taken", username=person.username)
    if person.email and others.filter(email__iexact=person.email).exists():
        raise MoveNotAllowed("email_taken", email=person.email)


def _as_recorded(person: Person) -> dict[str, Any]:
    return {
        "username": person.username,
        "full_name": person.full_name,
        "email": person.email,
        "phone": person.phone,
    }
