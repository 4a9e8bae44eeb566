"""Statements that are written once and prepared by each connection."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet, Value
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from nhacviec.queries import kept_statements
from nhacviec.queries.kept_statements import Among, Given, GivenList, Kept, keep
from nhacviec.records.models import CalendarDay, Unit

pytestmark = pytest.mark.django_db


def _units(**named: object) -> "QuerySet[Unit]":
    return Unit.objects.filter(**named).order_by("pk")


def _known_names() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE name LIKE 'kept!_%' ESCAPE '!'")
        return {name for (name,) in cursor.fetchall()}


def test_what_is_the_same_is_part_of_the_statement_and_what_is_given_is_not() -> None:
    kept = keep(
        _units(kind="agency", pk=Given("unit"), name__contains="50%").values_list("pk"), planned_once=True
    )
    said = kept.prepared(lambda value: f"<{value}>")
    assert "<agency>" in said and "= ($1)" in said and "<%50\\%%>" in said
    assert "%s" not in said and "$2" not in said


def test_it_answers_as_the_query_does_whatever_is_given() -> None:
    rows = [
        Unit.objects.create(kind="department", name=name, code=name) for name in ("100% Nhà", "Sở %s", "X")
    ]
    kept = keep(_units(name=Given("name")).values_list("name"), planned_once=True)
    of_ids = keep(_units().filter(Among("pk", Given("ids"))).values_list("pk"), planned_once=True)
    of_list = keep(_units(pk__in=GivenList("ids", 2)).values_list("pk", Value("a 'b' %")), planned_once=True)
    for row in rows:
        assert kept.ask({"name": row.name}) == [(row.name,)]
    assert kept.ask({"name": "' OR true --"}) == []
    ids = [row.pk for row in rows]
    assert of_ids.ask({"ids": ids}) == [(pk,) for pk in ids]
    assert of_ids.ask({"ids": []}) == []
    assert of_list.ask({"ids": ids[:2]}) == [(pk, "a 'b' %") for pk in ids[:2]]


def test_one_statement_is_prepared_once_and_counts_as_one_question() -> None:
    kept = keep(
        CalendarDay.objects.filter(date__gte=Given("day")).order_by("date").values_list("date"),
        planned_once=True,
    )
    kept.ask({"day": date(2018, 1, 1)})
    before = _known_names()
    assert kept.name in before
    with CaptureQueriesContext(connection) as captured:
        kept.ask({"day": date(2019, 1, 1)})
    assert len(captured) == 1
    assert _known_names() == before


def test_a_connection_does_not_prepare_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_statements, "MOST_PREPARED", 3)
    many = [
        keep(_units(pk=Given("unit"), position=n).values_list("pk"), planned_once=True)
        for n in range(1000, 1008)
    ]
    for _ in range(2):
        for kept in many:
            assert kept.ask({"unit": 1}) == []
            assert len(_known_names()) <= 3


def test_what_was_prepared_in_a_transaction_that_failed_is_still_known() -> None:
    kept = keep(_units(pk=Given("unit"), position=1234).values_list("pk"), planned_once=True)
    with pytest.raises(RuntimeError), transaction.atomic():
        kept.ask({"unit": 1})
        raise RuntimeError
    assert kept.ask({"unit": 1}) == []


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_prepares_anew() -> None:
    kept = keep(_units(pk=Given("unit"), position=4321).values_list("pk"), planned_once=True)
    assert kept.ask({"unit": 1}) == []
    connection.connection.close()  # as a server that was started anew does
    connection.close()
    assert kept.ask({"unit": 1}) == []


def test_an_error_is_the_databases_error() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Kept("SELECT 1 FROM no_such_table", (), planned_once=True).ask({})
    kept = keep(_units(pk=Given("unit"), position=77).values_list("pk"), planned_once=True)
    assert kept.ask({"unit": 1}) == []
