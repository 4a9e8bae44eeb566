"""What is kept of each duty from day to day agrees with a replay of its whole history, on every day."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from django.db.models import F

from nhacviec.records.models import Assignment, Event, Standing
from nhacviec.rules.events import MOVES_STANDING
from nhacviec.rules.statistics import FOREVER, Reading
from tests.statistics.conftest import FIRST, LAST
from tests.statistics.counter import History, Life
from tests.statistics.year import Year

pytestmark = pytest.mark.django_db


def kept(day: date, reading: str) -> dict[int, Life]:
    rows = Standing.objects.filter(**{f"{reading}_from__lte": day, f"{reading}_to__gt": day})
    found = [_as_life(row) for row in rows]
    lives = {life.pk: life for life in found}
    assert len(lives) == len(found), "a duty stands in two ways at once"
    return lives


def _as_life(row: Standing) -> Life:
    return Life(
        pk=row.assignment_id, unit=row.unit_id, document=row.document_id, field=row.field_id, duty=row.duty,
        assigned_on=row.assigned_on, kind=row.kind, due_on=row.due_on, original=row.original_due_on,
        hour=row.due_hour, extended=row.is_extended, outcome=row.outcome,
        outcome_original=row.outcome_original, days_late=row.days_late, division=row.division_id,
        officer=row.officer_id, specialist=row.specialist_id, office_leader=row.office_leader_id,
        committee_leader=row.committee_leader_id,
    )  # fmt: skip


def test_everything_that_moves_a_standing_happened(year: Year) -> None:
    happened = Counter(Event.objects.values_list("name", flat=True))
    seldom = {name: happened[name] for name in MOVES_STANDING if happened[name] < 5}
    assert seldom == {}
    late = Event.objects.filter(name="answered", happened_at__date__lt=F("recorded_at__date"))
    corrected = Event.objects.filter(name="extension_granted", after__has_key="outcome")
    assert late.count() >= 30
    assert corrected.count() >= 3
    assert len(year.states) >= 500


def test_every_duty_stands_as_its_history_says_on_every_day(year: Year) -> None:
    history, rng, wrong = History(), Random(7), []
    days = [FIRST + timedelta(days=rng.randint(-5, (LAST - FIRST).days)) for _ in range(60)]
    for day in [*days, LAST, LAST + timedelta(days=30)]:
        for reading in Reading:
            counted = {life.pk: life for life in history.lives(day, reading)}
            ours = kept(day, reading)
            wrong += [
                (day, reading, ours.get(pk), counted.get(pk))
                for pk in ours.keys() | counted.keys()
                if ours.get(pk) != counted.get(pk)
            ]
    assert wrong == []


def test_every_duty_stands_now_as_its_row_says(year: Year) -> None:
    today = kept(FOREVER - timedelta(days=1), Reading.RECORDED)
    assert today == kept(FOREVER - timedelta(days=1), Reading.HAPPENED)
    for duty in Assignment.objects.select_related("task").exclude(state="draft"):
        life = today.pop(duty.pk)
        done = duty.state in ("answered", "completed")
        assert life.kind == ("unanswered" if duty.state in ("assigned", "in_progress") else duty.state)
        assert (life.due_on, life.original, life.hour) == (duty.due_on, duty.original_due_on, duty.due_hour)
        assert (life.division, life.officer) == (duty.division_id, duty.officer_id)
        assert (life.specialist, life.field) == (duty.task.specialist_id, duty.task.field_id)
        frozen = (duty.outcome, duty.outcome_original, duty.days_late) if done else ("", "", None)
        assert (life.outcome, life.outcome_original, life.days_late) == frozen
    assert today == {}
