"""Do the rows of a list of people and their posts, as a person would on the screens.

Runs inside the caller's transaction, which is rolled back after a dry run or when a row is wrong.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from nhacviec.actions.people import PersonValues, change_person, create_person
from nhacviec.actions.posts import PostValues, change_post, give_post
from nhacviec.actions.units import lock_organisation
from nhacviec.integrations.organisation_import.plan import (
    CHANGED,
    NEW,
    UNCHANGED,
    WRONG,
    Plan,
    PlannedRow,
    chosen,
)
from nhacviec.integrations.organisation_import.reading import SourceRow
from nhacviec.queries.unit_directory import directory_of_open_units
from nhacviec.records.models import Person, Post, Unit
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.person_data import is_well_formed
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.typed_dates import parse_day
from nhacviec.rules.words import REFUSALS, ROLES
from nhacviec.rules.words_organisation import MISSHAPEN

_PERSON = ("full_name", "email", "phone")
_POST = ("unit", "role", "valid_from")
_COLUMN_OF = {
    "username_taken": "username",
    "email_taken": "email",
    "role_misplaced": "role",
    "post_outside_unit": "unit",
    "post_overlaps": "unit",
    "dates_not_in_order": "valid_to",
}


def do_people(sources: list[SourceRow], *, actor: Actor, now: datetime) -> Plan:
    lock_organisation()
    work = _Work(sources, actor=actor, now=now)
    for row in work.rows:
        work.do(row)
    return Plan(work.rows)


class _Work:
    def __init__(self, sources: list[SourceRow], *, actor: Actor, now: datetime) -> None:
        self.rows = [PlannedRow(source, WRONG if source.problems else UNCHANGED) for source in sources]
        self.actor, self.now = actor, now
        self.today = local_date(now)
        self.directory = directory_of_open_units(self.today)
        usernames = {source.cells.get("username", "").lower() for source in sources}
        self.people = {
            person.username.lower(): person
            for person in Person.objects.all()
            if person.username.lower() in usernames
        }
        self.posts: dict[int, list[Post]] = {}
        known = Post.objects.filter(person__in=[p.pk for p in self.people.values()], ended_at=None)
        for post in known.filter(stands_in_for=None).select_related("unit"):
            self.posts.setdefault(post.person_id, []).append(post)
        self.first: dict[str, PlannedRow] = {}  # username → the row that said who this is
        self.done: dict[int, int] = {}  # post → number of the row that is about it

    def do(self, row: PlannedRow) -> None:
        for key in ("username", *_PERSON):
            cell = row.source.cells.get(key, "")
            if cell and not is_well_formed(key, cell):
                row.wrong(key, "bad_value", why=MISSHAPEN[key])
        post = self._post_values(row)
        if row.outcome == WRONG:
            self.first.setdefault(row.source.cells.get("username", "").lower(), row)
            return
        try:
            with transaction.atomic():
                person = self._person(row)
                if person is not None and post is not None:
                    self._post(row, person, post)
        except MoveNotAllowed as refused:
            why = REFUSALS[refused.code].format(**refused.params)
            row.wrong(_COLUMN_OF.get(refused.code, "username"), "bad_value", why=why)

    def _person(self, row: PlannedRow) -> Person | None:
        cells = row.source.cells
        key = cells["username"].lower()
        first = self.first.setdefault(key, row)
        if first is not row:
            for column in _PERSON:
                if cells.get(column) and cells[column] != first.source.cells.get(column, ""):
                    row.wrong(column, "name_differs", row=first.source.number)
            if row.outcome == WRONG:
                return None
            if key in self.people:
                return self.people[key]
        written = {column: cells[column] for column in _PERSON if cells.get(column)}
        person = self.people.get(key)
        if person is None:
            values = PersonValues(username=cells["username"], **written)
            person, _ = create_person(actor=self.actor, values=values, with_password=False, now=self.now)
            self.people[key] = person
            row.outcome = NEW
            return person
        old = {column: getattr(person, column) for column in _PERSON}
        row.changes = [column for column in written if old[column] != written[column]]
        if row.changes:
            values = PersonValues(username=person.username, **(old | written))
            change_person(actor=self.actor, person=person, values=values, now=self.now)
            row.outcome = CHANGED
        return person

    def _post_values(self, row: PlannedRow) -> dict[str, Any] | None:
        """The post that the row tells of; None when it tells of none, or of one that cannot be read."""
        cells = row.source.cells
        if not any(cells.get(key) for key in (*_POST, "title", "valid_to")):
            return None
        for key in _POST:
            if not cells.get(key):
                row.wrong(key, "post_incomplete")
        role = chosen(cells.get("role", ""), ROLES.items())
        if cells.get("role") and role is None:
            row.wrong("role", "bad_choice", value=cells["role"])
        unit = self._unit(row, cells.get("unit", ""))
        if row.outcome == WRONG:
            return None
        return {
            "unit": unit,
            "role": role,
            "title": cells.get("title", ""),
            "valid_from": parse_day(cells["valid_from"]),
            "valid_to": parse_day(cells["valid_to"]) if cells.get("valid_to") else None,
        }

    def _unit(self, row: PlannedRow, written: str) -> Unit | None:
        found = self.directory.find(written) if written else []
        if written and not found:
            row.wrong("unit", "unit_unknown", value=written)
        elif len(found) > 1:
            row.wrong("unit", "unit_ambiguous", value=written, count=len(found))
        return found[0] if len(found) == 1 else None

    def _post(self, row: PlannedRow, person: Person, values: dict[str, Any]) -> None:
        held = self._held(person, values["unit"], values["role"], values["valid_from"])
        if held is None:
            post = give_post(actor=self.actor, person=person, values=PostValues(**values), now=self.now)
            self.posts.setdefault(person.pk, []).append(post)
            self.done[post.pk] = row.source.number
            row.outcome = NEW if row.outcome == NEW else CHANGED
            row.changes = [*row.changes, "unit", "role"]
            return
        if held.pk in self.done:
            row.wrong("unit", "same_row", row=self.done[held.pk])
            return
        self.done[held.pk] = row.source.number
        new = {key: values[key] or getattr(held, key) for key in ("title", "valid_from", "valid_to")}
        changed = [key for key in new if new[key] != getattr(held, key)]
        if changed:
            change_post(actor=self.actor, post=held, values=PostValues(**values | new), now=self.now)
            row.outcome, row.changes = CHANGED, [*row.changes, *changed]

    def _held(self, person: Person, unit: Unit, role: str, start: date) -> Post | None:
        """The post of this unit and role that is not over when the written one begins."""
        for post in self.posts.get(person.pk, []):
            if (
                post.unit_id == unit.pk
                and post.role == role
                and (not post.valid_to or post.valid_to >= start)
            ):
                return post
        return None
