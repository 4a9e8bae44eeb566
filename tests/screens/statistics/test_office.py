"""The Office's own balance: against a count by hand on several days, every number with exactly its rows,
every division the sum of its lines."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from nhacviec.actions import answers, posts
from nhacviec.actions import submissions as deeds
from nhacviec.records.models import (
    Assignment,
    Document,
    Person,
    PolicyValue,
    Post,
    Submission,
    SubmissionStanding,
)
from nhacviec.rules.lifecycle import State
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Role
from nhacviec.rules.submissions import Stop
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.coordination import on
from tests.exports.reading import body, sheets_of
from tests.make import NOW, make_person, make_post, make_task
from tests.queries_count import more_queries, queries_of
from tests.screens.statistics.province import COUNT, given
from tests.submitting import answered, at, day, forwarded, handed_back, submitted

OFFICE = reverse("statistics.office")
LATER = on(date(2018, 9, 3))
DAYS = [date(2018, 7, 5), date(2018, 7, 24), date(2018, 8, 20), date(2018, 9, 3)]
FOLLOWED_DAY = date(2018, 8, 20)


@pytest.fixture
def busy(cast: Cast) -> None:
    """Documents entered in time, late and not at all; answers that wait; files in many hands. The IT centre's
    specialist leaves it on 31/07 for the general division; another one has left the Office for good."""
    _documents(cast)
    gone = make_person("da_nghi", full_name="Người đã nghỉ")
    make_post(gone, cast.general, Role.OFFICE_SPECIALIST, valid_to=date(2018, 7, 10))
    for specialist in (cast.specialist, cast.specialist, cast.other_specialist, gone, None):
        duty = given(cast, due_on=date(2018, 7, 9), task=cast.task(specialist=specialist))
        given(cast, due_on=date(2018, 12, 1), task=cast.task(specialist=specialist))
        answers.answer(actor=cast.acting("focal"), assignment=duty, text="Xong", now=on(date(2018, 7, 16)))
    done = given(cast, due_on=date(2018, 7, 20))
    answers.answer(actor=cast.acting("focal"), assignment=done, text="Xong", now=on(date(2018, 7, 17)))
    answers.confirm(actor=cast.acting("specialist"), assignment=done, now=on(date(2018, 8, 1)))
    _submissions(cast, gone)
    post = Post.objects.get(person=cast.other_specialist)
    with time_machine.travel(on(date(2018, 7, 12)), tick=False):
        posts.end_post(
            actor=cast.acting("admin"), post=post, last_day=date(2018, 7, 31), now=on(date(2018, 7, 12))
        )
    make_post(cast.other_specialist, cast.general, Role.OFFICE_SPECIALIST, valid_from=date(2018, 8, 1))


def _documents(cast: Cast) -> None:
    def drafted(unit: Any, due: int, entered: int | None, by: Any = None) -> None:
        state: dict[str, Any] = {"entry_state": "to_enter", "entered_on": None}
        if entered is not None:
            state = {"entry_state": "entered", "entered_on": day(entered), "entered_by": by}
        document = cast.document(drafting_unit=unit, entry_due_on=day(due), issued_on=day(due - 1), **state)
        Document.objects.filter(pk=document.pk).update(registered_at=at(day(0)))
        if by:
            make_task(assigner=cast.committee, by=by, document=document)

    drafted(cast.general, 1, 1, cast.specialist)  # in time
    drafted(cast.general, 1, 4, cast.specialist)
    drafted(cast.general, 2, 30, cast.specialist)  # on 24/07 not entered yet
    drafted(cast.general, 2, 9, cast.other_specialist)  # of another division then
    drafted(cast.general, 3, None)
    drafted(cast.it_centre, 3, 5, cast.other_specialist)
    drafted(cast.finance, 2, 6, cast.clerk)
    drafted(None, 4, None)


def _submissions(cast: Cast, gone: Any) -> None:
    submitted(cast, on=day(0))
    forwarded(cast, submitted(cast, on=day(0)), on=day(1))
    forwarded(cast, submitted(cast, on=day(30)), on=day(31))
    forwarded(cast, submitted(cast, on=day(1)), on=day(2), officer="")
    handed_back(cast, forwarded(cast, submitted(cast, on=day(0)), on=day(1)), on=day(5))
    answered(cast, forwarded(cast, submitted(cast, on=day(0)), on=day(1)), on=day(40))
    for leader in (cast.office_leader, cast.chair):
        row = forwarded(cast, submitted(cast, on=day(1)), on=day(2))
        deeds.ask_decision(
            actor=cast.acting("specialist"), submission=row, leader=leader, note="", now=at(day(10))
        )
    left = forwarded(cast, submitted(cast, on=day(2)), on=day(3))
    Submission.objects.filter(pk=left.pk).update(officer=gone)
    SubmissionStanding.objects.filter(submission=left, officer=cast.specialist).update(officer=gone)


def home_of(cast: Cast, person_id: int | None, then: date) -> Any:
    """In which part of the Office somebody was at the end of a day; read from the story, not the queries."""
    moved = cast.it_centre.pk if then <= date(2018, 7, 31) else cast.general.pk
    gone = Person.objects.get(username="da_nghi").pk
    return {
        gone: cast.general.pk if then <= date(2018, 7, 10) else None,
        cast.specialist.pk: cast.general.pk,
        cast.head.pk: cast.general.pk,
        cast.other_specialist.pk: moved,
        cast.office_leader.pk: cast.office.pk,
        cast.clerk.pk: cast.office.pk,
    }.get(person_id or 0)


Key = tuple[int | None, int]
Numbers = dict[Key, Counter[str]]


def by_hand(cast: Cast, then: date) -> Numbers:
    """What a person would count with the files on the table."""
    found: Numbers = defaultdict(Counter)
    for document in Document.objects.exclude(entry_due_on=None):
        due, entered = document.entry_due_on, document.entered_on
        assert due is not None
        unit = document.drafting_unit_id
        unit = unit if unit in (cast.general.pk, cast.it_centre.pk) else cast.office.pk
        first = document.tasks.order_by("id").first()
        by = first.created_by_id if first and home_of(cast, first.created_by_id, then) == unit else 0
        if due < then and (entered is None or entered > then):
            found[unit, 0]["missing"] += 1
        elif entered and entered <= then and entered > due:
            found[unit, by]["late"] += 1
    for duty in Assignment.objects.select_related("task").exclude(state=State.DRAFT):
        person = duty.task.specialist_id
        home = home_of(cast, person, then)
        key: Key = (home, person or 0)
        came = duty.answered_at and local_date(duty.answered_at)
        confirmed = duty.completed_at and local_date(duty.completed_at)
        if came and came <= then:
            if confirmed is None or confirmed > then:
                found[key]["waiting"] += 1
                found[key]["waiting_days"] = max(found[key]["waiting_days"], (then - came).days)
        elif person and duty.due_on and duty.due_on < then:
            found[key]["overdue"] += 1
        if person:
            found[key]["assigned"] += 1
    for row in SubmissionStanding.objects.filter(from_day__lte=then).exclude(to_day__lte=then):
        if row.stop not in {Stop.ARRIVED, Stop.APPRAISAL, Stop.CONSULTATION, Stop.DECISION}:
            continue
        who = row.leader_id if row.stop == Stop.DECISION else row.officer_id
        place = (home_of(cast, who, then), who) if who else (row.division_id or cast.office.pk, 0)
        found[place]["held"] += 1
        found[place]["held_late"] += bool(row.due_on and row.due_on < then)
    return {key: +numbers for key, numbers in found.items() if +numbers}


def told(line: Any) -> Counter[str]:
    balance = line.balance
    return +Counter(
        missing=balance.missing.count,
        late=balance.late.count,
        assigned=balance.followed.answered + balance.followed.unanswered,
        overdue=balance.followed.overdue,
        waiting=balance.waiting.count,
        waiting_days=balance.waiting.longest,
        held=balance.held,
        held_late=balance.held_late.count,
    )


def _sum(parts: list[Counter[str]]) -> Counter[str]:
    whole: Counter[str] = Counter()
    for part in parts:
        days = max(whole["waiting_days"], part["waiting_days"])
        whole = whole + part
        whole["waiting_days"] = days
    return +whole


@pytest.mark.parametrize("then", DAYS)
def test_every_line_is_what_one_counts_by_hand(then: date, busy: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.inspector)
    hand = by_hand(cast, then)
    with time_machine.travel(LATER, tick=False):
        page = client.get(f"{OFFICE}?tinh-den={then}").context
        for unit in (cast.general, cast.it_centre, cast.office):
            expected = _sum([numbers for key, numbers in hand.items() if key[0] == unit.pk])
            url = reverse("statistics.office_unit", args=[unit.pk])
            line = next(one for one in page["lines"] if one.url.startswith(url))
            assert told(line) == expected, unit
            inside = client.get(f"{url}?tinh-den={then}").context
            assert told(inside["whole"]) == expected == _sum([told(one) for one in inside["lines"]])
            people = {key[1]: numbers for key, numbers in hand.items() if key[0] == unit.pk}
            shown = {one.name: told(one) for one in inside["lines"] if told(one)}
            assert sorted(map(repr, shown.values())) == sorted(map(repr, people.values()))
        outside = [told(one) for one in page["outside"]]
        assert _sum(outside) == _sum([numbers for key, numbers in hand.items() if key[0] is None])
        assert told(page["whole"]) == _sum(list(hand.values()))


def test_every_number_leads_to_exactly_its_rows(busy: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.chair)
    followed = 0
    with time_machine.travel(LATER, tick=False):
        pages = [OFFICE, reverse("statistics.office_unit", args=[cast.general.pk]),
                 reverse("statistics.office_unit", args=[cast.office.pk]),
                 reverse("statistics.office_person", args=[cast.specialist.pk])]  # fmt: skip
        for url in pages:
            page = client.get(f"{url}?tinh-den={FOLLOWED_DAY}").context
            for line in [*page["lines"], *page["outside"]]:
                for cell in line.cells:
                    if cell.url:
                        assert _rows_behind(client, cell.url) == cell.value, (line.name, cell.url)
                        followed += 1
    assert followed > 30


def test_a_period_takes_documents_issued_and_duties_given_in_it(
    busy: None, cast: Cast, client: Client
) -> None:
    client.force_login(cast.head)
    days = "ky=tuy-chon&tu=2018-07-03&den=2018-07-31"
    with time_machine.travel(LATER, tick=False):
        line = client.get(f"{OFFICE}?{days}").context["whole"]
    issued = {document.issued_on for document in Document.objects.filter(entry_due_on__isnull=False)}
    late = [d for d in Document.objects.exclude(entry_due_on=None) if d.issued_on >= date(2018, 7, 3)]
    late = [d for d in late if d.entry_due_on and (d.entered_on or LATER.date()) > d.entry_due_on]
    assert line.balance.missing.count + line.balance.late.count == len(late) < len(issued) + 3


def test_the_leader_keeps_answers_waiting_where_the_policy_says_so(
    busy: None, cast: Cast, client: Client
) -> None:
    PolicyValue.objects.create(
        key="confirm_role", value="office_leader", effective_from=date(2018, 8, 1), set_at=NOW
    )
    client.force_login(cast.office_leader)
    url = reverse("statistics.office_person", args=[cast.office_leader.pk])
    with time_machine.travel(LATER, tick=False):
        before = client.get(f"{url}?tinh-den=2018-07-24").context["lines"][0].balance.waiting
        after = client.get(url).context["lines"][0]
        assert (before.count, after.balance.waiting.count) == (0, 5)
        assert _rows_behind(client, after.cells[7].url) == 5


def test_without_the_module_no_files_are_in_hand(busy: None, cast: Cast, client: Client) -> None:
    PolicyValue.objects.create(
        key=Module.SUBMISSIONS.value, value="no", effective_from=date(2018, 1, 1), set_at=NOW
    )
    client.force_login(cast.chair)
    page = client.get(OFFICE)
    assert page.context["whole"].balance.held == 0
    assert "Hồ sơ trình đang giữ" not in page.content.decode()


def test_the_excel_file_has_the_lines_of_the_page(busy: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.office_leader)
    with time_machine.travel(LATER, tick=False):
        url = f"{reverse('statistics.office_unit', args=[cast.general.pk])}?tinh-den=2018-08-20"
        page = client.get(url).context
        rows = sheets_of(body(client.post(url)))["Số liệu"]
        assert [row[1:] for row in rows[1 : len(page["lines"]) + 1]] == [
            [cell.value for cell in line.cells] for line in page["lines"]
        ]
        assert rows[-1][1:] == [cell.value for cell in page["whole"].cells]
        assert client.post(f"{url}&tinh-den=x").status_code == 302


@pytest.mark.parametrize("query", ["", "?tinh-den=2018-07-24&ky=2018-07"])
def test_more_of_everything_costs_no_more_queries(query: str, busy: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.inspector)
    urls = [OFFICE + query, reverse("statistics.office_unit", args=[cast.general.pk]) + query,
            reverse("statistics.office_documents") + f"?so=nhap-muon&phong={cast.general.pk}",
            reverse("statistics.office_waiting") + f"?phong={cast.general.pk}"]  # fmt: skip
    with time_machine.travel(LATER, tick=False):
        short = [queries_of(client, url) for url in urls]
        for number in range(4):
            person = make_person(f"them_{number}", full_name=f"Chuyên viên {number}")
            make_post(person, cast.general, Role.OFFICE_SPECIALIST)
            duty = given(cast, due_on=date(2018, 7, 9), task=cast.task(specialist=person))
            answers.answer(actor=cast.acting("focal"), assignment=duty, text="Xong", now=NOW)
            cast.document(drafting_unit=cast.general, entry_due_on=day(1), entered_on=day(3))
            forwarded(cast, submitted(cast, on=day(number)), on=day(number + 1))
        for url, before in zip(urls, short, strict=True):
            assert more_queries(before, queries_of(client, url)) == [], url


def test_what_nobody_offers_breaks_nothing(cast: Cast, client: Client) -> None:
    client.force_login(cast.chair)
    for query in ("?phong=x&nguoi=-1", "?so=la&phong=999999999999999999", "?nguoi=0", "?tinh-den=31/02/2018"):
        for name in ("office_documents", "office_waiting", "office"):
            assert client.get(reverse(f"statistics.{name}") + query).status_code == 200
    strange = "?so=qua-han&phong-giu=99999999999&nguoi-giu=x"
    assert client.get(reverse("submissions.index") + strange).status_code == 200


def _rows_behind(client: Client, url: str) -> int:
    response = client.get(url)
    assert response.status_code == 200, url
    if "dau-viec" in url:
        said = COUNT.search(response.content.decode())
        assert said
        assert len(response.context["rows"]) == int(said[1])
        return int(said[1])
    page: Any = response.context["page"]
    assert len(page.object_list) == page.paginator.count
    return int(page.paginator.count)


def test_days_are_from_the_day_the_answer_was_recorded(busy: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.chair)
    with time_machine.travel(LATER, tick=False):
        address = reverse("statistics.office_person", args=[cast.specialist.pk])
        line = client.get(f"{address}?tinh-den=2018-07-20").context["lines"][0]
    assert (line.balance.waiting.count, line.balance.waiting.longest) == (3, 4)
    assert timedelta(days=line.balance.waiting.longest) == date(2018, 7, 20) - date(2018, 7, 16)
