"""A leader of the Committee sees the province first: numbers, what is newly late, who is overdue most."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhacviec.actions.standings import follow
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.timeliness import local_date
from nhacviec.screens.assignments.home import MOST_EACH
from tests.cast import Cast
from tests.make import make_unit
from tests.queries_count import more_queries, queries_of


def _duties(cast: Cast) -> None:
    """Sở Xây dựng: two overdue, its branch one; Sở Tài chính one; one done in time, one late."""
    today = local_date(timezone.now())
    branch = make_unit("Chi cục Giám định", parent=cast.construction)
    late: dict[str, Any] = {"due_on": today - timedelta(days=30)}
    duties = [
        cast.duty(**late),
        cast.duty(**late),
        cast.duty(unit=branch, **late),
        cast.duty(unit=cast.finance, **late),
        cast.duty(unit=cast.finance, duty=Duty.COORDINATE, **late),
        cast.duty(state=State.ANSWERED, outcome="early"),
        cast.duty(state=State.COMPLETED, outcome="late", outcome_original="late", days_late=3),
        cast.duty(unit=cast.bien_hoa, due_on=today + timedelta(days=90)),
    ]
    Assignment.objects.filter(pk__in=[d.pk for d in duties]).update(
        assigned_at=timezone.now() - timedelta(days=60)
    )
    follow([d.pk for d in duties], day=today - timedelta(days=60))


def test_the_province_stands_above_the_list_and_agencies_by_overdue(client: Client, cast: Cast) -> None:
    _duties(cast)
    client.force_login(cast.chair)
    response = client.get("/")
    view = response.context["province"]
    assert (view.numbers.assigned, view.numbers.overdue, view.numbers.unanswered) == ("7", "4", "5")
    assert (view.numbers.in_time, view.numbers.in_time_of) == ("50,0 %", "1/2; R5")
    assert [(a.name, a.overdue) for a in view.agencies] == [
        ("Sở Xây dựng", "3"),
        ("Sở Tài chính", "1"),
    ]
    page = response.content.decode()
    assert f"/thong-ke/don-vi/{cast.construction.pk}/" in page
    assert f"{reverse('statistics.province_rows')}?so=qua-han" in page


def test_only_leaders_of_the_committee_get_it_and_a_step_in_a_row_does_not_ask_again(
    client: Client, cast: Cast
) -> None:
    for who in ("office_leader", "specialist", "clerk", "inspector", "focal", "director"):
        client.force_login(getattr(cast, who))
        assert "Toàn tỉnh hôm nay" not in client.get("/").content.decode(), who
    client.force_login(cast.chair)
    part = client.get("/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<nav id="counts"') and "Toàn tỉnh" not in part


def test_nothing_assigned_is_said_without_a_rate(client: Client, cast: Cast) -> None:
    client.force_login(cast.chair)
    view = client.get("/").context["province"]
    assert (view.numbers.assigned, view.numbers.in_time, view.agencies) == ("0", "–", [])


def test_more_agencies_cost_no_more_queries(client: Client, cast: Cast) -> None:
    _duties(cast)
    client.force_login(cast.chair)
    short = queries_of(client, "/")
    for number in range(15):
        unit = make_unit(f"Sở {number}", parent=cast.committee)
        duty = cast.duty(unit=unit, due_on=local_date(timezone.now()) - timedelta(days=9))
        follow([duty.pk], day=local_date(timezone.now()) - timedelta(days=20))
    assert more_queries(short, queries_of(client, "/")) == []
    assert len(client.get("/").context["province"].agencies) == 10


def test_every_home_says_that_it_counts_what_is_coordinated_too(client: Client, cast: Cast) -> None:
    for who in ("inspector", "focal", "director", "specialist", "chair"):
        client.force_login(getattr(cast, who))
        assert "việc chủ trì và phối hợp" in client.get(reverse("home")).content.decode(), who


def test_many_overdue_leave_room_for_what_is_starred(client: Client, cast: Cast) -> None:
    today = local_date(timezone.now())
    for _ in range(45):
        cast.duty(due_on=today - timedelta(days=30))
    starred = cast.duty(task=cast.task(is_starred=True), due_on=today + timedelta(days=60))
    client.force_login(cast.chair)
    shown = {group.key: group.rows for group in client.get("/").context["groups"]}
    assert len(shown["theo-doi-qua-han"]) == MOST_EACH
    assert [row.duty.code for row in shown["trong-tam"]] == [starred.code]
    client.force_login(cast.inspector)
    shown = {group.key: group.rows for group in client.get("/").context["groups"]}
    assert len(shown["theo-doi-qua-han"]) == 40
