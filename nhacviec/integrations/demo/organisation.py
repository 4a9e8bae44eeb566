"""Writes the organisation, the people, the fields and the calendar of the demo, with their history."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from nhacviec.integrations.demo.accounts import ACCOUNTS
from nhacviec.integrations.demo.field_tables import FIELDS
from nhacviec.integrations.demo.local_tables import COMMUNES, DISTRICTS
from nhacviec.integrations.demo.staff_tables import AGENCIES, StaffRow, all_staff, division_rows
from nhacviec.integrations.demo.unit_tables import (
    DEPARTMENTS,
    OFFICE_DIVISIONS,
    PARTY_COMMITTEES,
    RECORDS_DESK,
    SERVICES,
    SUPERIORS,
    TOP,
    VERTICALS,
    UnitRow,
)
from nhacviec.integrations.holiday_calendar import days_of_year
from nhacviec.records.models import CalendarDay, Event, Field, Person, Post, Unit
from nhacviec.rules.calendar_seed import FIRST_YEAR
from nhacviec.rules.events import EventName
from nhacviec.rules.permissions import Role
from nhacviec.rules.text import fold
from nhacviec.rules.timeliness import LOCAL_ZONE

MAIL_DOMAIN = "demo.nhacviec.invalid"  # also how a loaded demo is recognised
BEGINNING = datetime(2018, 6, 1, 8, 0, tzinfo=LOCAL_ZONE)
LAST_CALENDAR_YEAR = 2027
SECOND_POST = ("pho_cvp_van_xa", "btcd", Role.DIVISION_HEAD, "Trưởng Ban Tiếp công dân tỉnh (kiêm nhiệm)")
# (who is away, who sits at his desk): both are specialists of Phòng Tổng hợp.
SUBSTITUTION = ("chuyen_vien_th_2", "chuyen_vien")


def write_units() -> dict[str, Unit]:
    """Every unit by its key, parents before children."""
    levels: list[tuple[UnitRow, ...]] = [
        TOP[:-1],
        (TOP[-1], *DEPARTMENTS, *VERTICALS, *SERVICES, *DISTRICTS, *COMMUNES, *SUPERIORS, *PARTY_COMMITTEES),
        (*OFFICE_DIVISIONS, *(row for agency in AGENCIES for row in division_rows(agency))),
        (RECORDS_DESK,),
    ]
    units: dict[str, Unit] = {}
    for level in levels:
        rows = [_unit(row, units, 10 * place) for place, row in enumerate(level, start=1)]
        for row, unit in zip(level, Unit.objects.bulk_create(rows), strict=True):
            unit.lineage = [*(unit.parent.lineage if unit.parent else []), unit.pk]
            units[row.key] = unit
    Unit.objects.bulk_update(units.values(), ["lineage"])
    for row in (*DEPARTMENTS, *DISTRICTS, *PARTY_COMMITTEES):
        units[row.key].successors.set([units[key] for key in row.successors])
    return units


def _unit(row: UnitRow, units: dict[str, Unit], position: int) -> Unit:
    return Unit(
        kind=row.kind,
        name=row.name,
        short_name=row.short,
        abbreviation=row.abbreviation,
        parent=units[row.parent] if row.parent else None,
        position=position,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        search_text=fold(f"{row.name} {row.short} {row.abbreviation}"),
    )


def write_people(units: dict[str, Unit], *, password: str, today: date) -> dict[str, Person]:
    """Everybody by user name, each with his posts. One hash serves all: hashing 300 would take a minute."""
    hashed = make_password(password)
    staff, labels = all_staff(), {account.username: account.label for account in ACCOUNTS}
    people = Person.objects.bulk_create(
        Person(
            username=row.username,
            full_name=labels.get(row.username, row.title),
            email=f"{row.username}@{MAIL_DOMAIN}",
            password=hashed,
            search_text=fold(f"{row.title} {row.username}"),
        )
        for row in staff
    )
    by_name = {person.username: person for person in people}
    posts = Post.objects.bulk_create(_post(row, by_name[row.username], units[row.unit]) for row in staff)
    second_name, second_unit, second_role, second_title = SECOND_POST
    Post.objects.create(
        person=by_name[second_name],
        unit=units[second_unit],
        role=second_role,
        title=second_title,
        valid_from=date(2024, 1, 1),
    )
    away = next(post for post in posts if post.person.username == SUBSTITUTION[0])
    Post.objects.create(
        person=by_name[SUBSTITUTION[1]],
        unit=away.unit,
        role=away.role,
        title=away.title,
        valid_from=today - timedelta(days=4),
        valid_to=today + timedelta(days=10),
        stands_in_for=away,
    )
    return by_name


def _post(row: StaffRow, person: Person, unit: Unit) -> Post:
    return Post(
        person=person,
        unit=unit,
        role=row.role,
        title=row.title,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def write_fields(people: dict[str, Person]) -> dict[str, Field]:
    """Each field with the monitors proposed for it."""
    fields = {}
    for place, row in enumerate(FIELDS, start=1):
        first, _ = specialists_of(row.division)
        fields[row.key] = Field.objects.create(
            name=row.name,
            position=10 * place,
            specialist=people[first],
            office_leader=people[office_leader_for(row.leader)],
            committee_leader=people[row.leader],
        )
    return fields


def specialists_of(division: str) -> tuple[str, str]:
    """User names of the two specialists of an Office division."""
    first = "chuyen_vien" if division == "th" else f"chuyen_vien_{division}_1"
    return first, f"chuyen_vien_{division}_2"


def head_of(division: str) -> str:
    return "truong_phong" if division == "th" else f"truong_phong_{division}"


def office_leader_for(committee_leader: str) -> str:
    pairs = {"pct_kinh_te": "pho_cvp_kinh_te", "pct_van_xa": "pho_cvp_van_xa"}
    return pairs.get(committee_leader, "chanh_van_phong")


def write_calendar() -> None:
    """The days off of every year the demo tells of; a day that is there already keeps what it says."""
    CalendarDay.objects.bulk_create(
        (
            CalendarDay(
                date=day.date,
                kind=day.kind,
                name=day.name,
                decision=day.source,
                is_confirmed=day.confirmed,
            )
            for year in range(FIRST_YEAR, LAST_CALENDAR_YEAR + 1)
            for day in days_of_year(year)
        ),
        ignore_conflicts=True,
    )


def write_history(
    units: Iterable[Unit], people: Iterable[Person], *, administrator: Person, until: datetime
) -> None:
    """How the organisation came to be: one line for each unit, person and post, by the administrator."""
    posts = list(Post.objects.select_related("person", "unit", "stands_in_for").order_by("id"))
    desk = next(post for post in posts if post.person_id == administrator.pk)

    def told(name: EventName, moment: datetime, **about: Any) -> Event:
        return Event(
            name=name, happened_at=moment, recorded_at=moment, actor=administrator, post=desk, **about
        )

    lines = [told(EventName.UNIT_CREATED, _from(u.valid_from), unit=u, after={"name": u.name}) for u in units]
    lines += [
        told(
            EventName.UNIT_CLOSED, _evening(u.valid_to), unit=u, after={"valid_to": u.valid_to.isoformat()}
        )
        for u in units
        if u.valid_to
    ]  # fmt: skip
    lines += [
        told(EventName.PERSON_CREATED, BEGINNING, person=p, after={"name": p.full_name}) for p in people
    ]
    lines += [
        told(
            EventName.SUBSTITUTION_GIVEN if post.stands_in_for_id else EventName.POST_GIVEN,
            _from(post.valid_from),
            unit=post.unit,
            person=post.person,
            after={"role": post.role, "valid_from": post.valid_from.isoformat()},
        )
        for post in posts
    ]
    lines += [
        told(EventName.CALENDAR_IMPORTED, _new_year_eve(year), before={"replaced": []}, after=import_of(year))
        for year in range(FIRST_YEAR, LAST_CALENDAR_YEAR + 1)
        if _new_year_eve(year) < until
    ]
    Event.objects.bulk_create(sorted(lines, key=lambda line: line.happened_at))


def import_of(year: int) -> dict[str, Any]:
    """As actions/calendar.import_year tells of it: the numbers of a past day take back what came later."""
    days = [
        {
            "date": day.date.isoformat(),
            "kind": day.kind,
            "name": day.name,
            "decision": day.source,
            "is_confirmed": day.confirmed,
        }
        for day in days_of_year(year)
    ]
    return {"year": year, "days": days, "moved": 0}


def _from(day: date | None) -> datetime:
    return max(BEGINNING, datetime.combine(day, time(8), tzinfo=LOCAL_ZONE)) if day else BEGINNING


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(17), tzinfo=LOCAL_ZONE)


def _new_year_eve(year: int) -> datetime:
    return max(BEGINNING, datetime(year - 1, 12, 1, 9, 0, tzinfo=LOCAL_ZONE))
