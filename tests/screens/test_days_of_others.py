"""Of the days lost waiting, a unit that is asked reads its own: what was asked of others is theirs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhacviec.actions import coordination, delays
from nhacviec.queries.actors import actor_in
from nhacviec.records.models import Assignment, Coordination, Person
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.permissions import Actor
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.make import make_assignment

OWN, OTHER = "chờ Sở Tài chính", "chờ UBND thành phố Biên Hòa"


def _actor(person: Person) -> Actor:
    return actor_in(person.posts.select_related("unit", "person").get())


@pytest.fixture
def requests(cast: Cast) -> list[Coordination]:
    """For the sake of an overdue duty both were asked, and both say that they were late."""
    now = timezone.now()
    duty = cast.duty(due_on=local_date(now) - timedelta(days=12))
    made = coordination.ask(
        actor=_actor(cast.focal),
        assignment=duty,
        units=[cast.finance, cast.bien_hoa],
        content="Cho ý kiến về vốn",
        due_on=local_date(now) - timedelta(days=19),
        now=now - timedelta(days=20),
    )
    for request, person, days in ((made[0], cast.finance_focal, 9), (made[1], cast.bien_hoa_focal, 5)):
        then = now - timedelta(days=days)
        delays.report_delay(actor=_actor(cast.focal), request=request, now=then)
        delays.accept_delay(actor=_actor(person), request=request, now=then)
        request.refresh_from_db()
        late = {"actor": _actor(person), "request": request, "now": then}
        coordination.reply(reply_kind=coordination.ReplyKind.AGREE, **late)  # type: ignore[arg-type]
    return made


def _page(client: Client, person: Person, name: str, key: object) -> str:
    client.force_login(person)
    return client.get(reverse(name, args=[key])).content.decode()


def test_on_the_page_of_its_request(client: Client, cast: Cast, requests: list[Coordination]) -> None:
    page = _page(client, cast.finance_focal, "coordinations.show", requests[0].pk)
    assert OWN in page and OTHER not in page
    page = _page(client, cast.bien_hoa_focal, "coordinations.show", requests[1].pk)
    assert OTHER in page and OWN not in page


def test_on_the_page_of_a_duty_that_it_coordinates(
    client: Client, cast: Cast, requests: list[Coordination]
) -> None:
    duty = Assignment.objects.get(pk=requests[0].assignment_id)
    make_assignment(duty.task, cast.finance, duty=Duty.COORDINATE)
    page = _page(client, cast.finance_focal, "assignments.show", duty.code)
    assert OWN in page and OTHER not in page


@pytest.mark.parametrize("who", ["focal", "specialist", "inspector"])
def test_who_asks_and_who_sees_all_read_every_share(
    who: str, client: Client, cast: Cast, requests: list[Coordination]
) -> None:
    person = getattr(cast, who)
    page = _page(client, person, "coordinations.show", requests[0].pk)
    assert OWN in page and OTHER in page
    page = _page(client, person, "assignments.show", requests[0].assignment.code)
    assert OWN in page and OTHER in page
