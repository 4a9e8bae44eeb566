"""An agency's page shows what the Committee owes it, what it owes others and what others owe it: against a
count by hand, as of several days, every number leading to exactly its rows."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from lxml import html

from nhacviec.actions import coordination
from nhacviec.actions.coordination_time import ask_time, grant_time
from nhacviec.queries.actors import actor_in
from nhacviec.queries.submission_clock import clock_of
from nhacviec.records.models import Coordination, PolicyValue, Submission, TimeRequest, Unit
from nhacviec.rules.modules import Module
from tests.cast import Cast
from tests.coordination import asked, fresh, on, reply
from tests.exports.reading import body, sheets_of
from tests.make import NOW, TODAY, make_unit
from tests.queries_count import more_queries, queries_of
from tests.submitting import answered, day, forwarded, handed_back, submitted, supplemented

LATER = on(date(2018, 9, 3))
FOLLOWED = date(2018, 7, 24)
DAYS = [date(2018, 7, 2), date(2018, 7, 13), date(2018, 7, 24), date(2018, 8, 1), date(2018, 9, 3)]


@pytest.fixture
def busy(cast: Cast) -> Unit:
    """Sở Xây dựng and its branch submit, ask and are asked; so do others. The branch is returned."""
    branch = make_unit("Chi cục Giám định", parent=cast.construction)
    for start in (0, 3, 9):
        forwarded(cast, submitted(cast, on=day(start)), on=day(start))
    submitted(cast, on=day(1), unit=branch, who="clerk")
    submitted(cast, on=day(2), unit=cast.finance, who="clerk")
    pause = handed_back(cast, forwarded(cast, submitted(cast, on=day(0)), on=day(1)), on=day(4))
    supplemented(cast, pause, on=day(25))
    handed_back(cast, forwarded(cast, submitted(cast, on=day(2)), on=day(3)), on=day(11))
    answered(cast, forwarded(cast, submitted(cast, on=day(0)), on=day(1)), on=day(26))
    reply(cast, asked(cast), now=on(date(2018, 7, 25)))
    asked(cast, units=[cast.finance, cast.bien_hoa])
    theirs = cast.duty(unit=cast.finance)
    actor = actor_in(cast.finance_focal.posts.select_related("unit", "person").get())
    for unit, due in ((cast.construction, date(2018, 7, 16)), (branch, date(2018, 7, 31))):
        coordination.ask(
            actor=actor, assignment=theirs, units=[unit], content="Cho ý kiến", due_on=due, now=NOW
        )
    late = asked(cast, cast.duty())
    wanted = date(2018, 8, 10)
    ask_time(actor=actor, request=fresh(late), asked_due_on=wanted, reason="Chờ số liệu", now=on(TODAY))
    grant_time(
        actor=cast.acting("focal"), request=fresh(late), granted_due_on=wanted, now=on(date(2018, 7, 19))
    )
    return branch


def by_hand(ids: set[int], then: date) -> list[list[int]]:
    """Open, late, and the rest that a side shows, each side of these units."""
    own: list[date | None] = []
    for row in Submission.objects.filter(unit__in=ids, arrived_on__lte=then):
        if row.closed_on is None or row.closed_on > then:
            own.append(clock_of(row, row.stops.all(), on=then).due_on)
    late = [due for due in own if due and due < then]
    found = [[len(own), len(late), len([d for d in own if d and d >= then]), own.count(None)]]
    for side in ("unit_id", "asking_unit_id"):
        dues = []
        for request in Coordination.objects.filter(asked_on__lte=then):
            if getattr(request, side) in ids and (request.ended_on is None or request.ended_on > then):
                granted = TimeRequest.objects.filter(coordination=request, state="granted").first()
                unknown = granted is not None and granted.decided_on is not None and granted.decided_on > then
                dues.append(granted.from_due_on if granted and unknown else request.due_on)
        overdue = [due for due in dues if due < then]
        found.append([len(dues), len(overdue), len(dues) - len(overdue)])
    return found


@pytest.mark.parametrize("who", ["chair", "specialist", "focal"])
@pytest.mark.parametrize("own_only", [False, True])
def test_every_side_is_what_was_open_that_day(
    who: str, own_only: bool, busy: Unit, cast: Cast, client: Client
) -> None:
    client.force_login(getattr(cast, who))
    seen = set()
    ids = {cast.construction.pk} if own_only else {cast.construction.pk, busy.pk}
    with time_machine.travel(LATER, tick=False):
        for then in DAYS:
            url = f"/thong-ke/don-vi/{cast.construction.pk}/?tinh-den={then}"
            context = client.get(url + ("&pham-vi=rieng" if own_only else "")).context
            shown = [[side.head.count, *(p.count for p in side.parts)] for side in context["sides"]]
            assert shown == by_hand(ids, then), then
            for side in context["sides"]:
                for part in (side.head, *side.parts):
                    assert bool(part.figure.url) == bool(part.count)
                    if part.count and then == FOLLOWED:
                        assert _rows_behind(client, part.figure.url) == part.count, part.figure.url
            seen.add(str(shown))
    assert len(seen) == len(DAYS)  # no day tells the same as another


def test_days_of_what_is_latest_are_said(busy: Unit, cast: Cast, client: Client) -> None:
    client.force_login(cast.chair)
    with time_machine.travel(LATER, tick=False):
        page = client.get(f"/thong-ke/don-vi/{cast.construction.pk}/").content.decode()
    # submitted on Monday 2 July, 20 days: due on Monday the 23rd; asked to reply by 16 July
    assert "lâu nhất 42 ngày" in page and "lâu nhất 49 ngày" in page


@pytest.mark.parametrize(
    ("off", "left"), [([Module.SUBMISSIONS], 2), ([Module.COORDINATION], 1), (list(Module), 0)]
)
def test_a_module_that_is_off_has_no_side(off: list[Module], left: int, cast: Cast, client: Client) -> None:
    for module in off:
        PolicyValue.objects.create(key=module.value, value="no", effective_from=date(2018, 1, 1), set_at=NOW)
    client.force_login(cast.chair)
    page = client.get(f"/thong-ke/don-vi/{cast.construction.pk}/")
    assert len(page.context["sides"]) == left
    assert ("Với UBND tỉnh và các đơn vị khác" in page.content.decode()) == (left > 0)


def test_divisions_of_an_agency_and_the_province_have_none(cast: Cast, client: Client) -> None:
    client.force_login(cast.chair)
    for url in (f"/thong-ke/phong/{cast.infrastructure.pk}/", "/thong-ke/toan-tinh/"):
        assert client.get(url).context["sides"] == []


def test_the_sides_stand_in_the_excel_file_too(busy: Unit, cast: Cast, client: Client) -> None:
    client.force_login(cast.chair)
    with time_machine.travel(LATER, tick=False):
        url = f"/thong-ke/don-vi/{cast.construction.pk}/?tinh-den=2018-07-24"
        sides = client.get(url).context["sides"]
        sheets = sheets_of(body(client.post(url)))
    written = [row[1] for row in sheets["Với đơn vị khác"][1:]]
    counts = [part.count for side in sides for part in (side.head, *side.parts)]
    assert [n for n in written if isinstance(n, int | float)] == counts


def test_more_submissions_and_requests_cost_no_more_queries(cast: Cast, client: Client) -> None:
    client.force_login(cast.chair)
    url = f"/thong-ke/don-vi/{cast.construction.pk}/?tinh-den=2018-07-24"
    with time_machine.travel(LATER, tick=False):
        short = queries_of(client, url)
        for number in range(6):
            submitted(cast, on=day(number))
            asked(cast, cast.duty())
        assert more_queries(short, queries_of(client, url)) == []


def _rows_behind(client: Client, url: str) -> int:
    response = client.get(url)
    assert response.status_code == 200, url
    tree: Any = html.document_fromstring(response.content.decode())
    page: Any = response.context["page"]
    assert len(tree.xpath("//table[contains(@class, 'dense')]/tbody/tr")) == len(page.object_list)
    return int(page.paginator.count)


def test_granted_time_is_not_known_before(busy: Unit, cast: Cast) -> None:
    """The scene has a day granted after a day that is asked about, else the brute force proves less."""
    granted = TimeRequest.objects.get()
    assert granted.decided_on is not None and granted.decided_on > TODAY + timedelta(days=1)
