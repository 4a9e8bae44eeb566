"""The notice centre: unread first, by task, nothing that one may no longer read; the bell; choices."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhacviec.actions.answers import answer
from nhacviec.actions.attention import remind
from nhacviec.actions.recording import record
from nhacviec.notify.announce import announce
from nhacviec.queries.notices import ROWS, bell_of
from nhacviec.records.models import Notice, NoticeSetting, Post
from nhacviec.rules.events import EventName
from nhacviec.rules.notices import Channel, NoticeKind, Who
from nhacviec.rules.permissions import Role
from tests.cast import Cast
from tests.make import NOW, make_post
from tests.queries_count import more_queries, queries_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def focal(cast: Cast, client: Client) -> Client:
    client.force_login(cast.focal)
    return client


def remind_of(cast: Cast, count: int = 1) -> list[Notice]:
    for _ in range(count):
        remind(actor=cast.acting("clerk"), assignment=cast.duty(), note="Đề nghị báo cáo", now=NOW)
    announce(now=NOW)
    return list(Notice.objects.filter(person=cast.focal).order_by("pk"))


def centre(client: Client, query: str = "") -> str:
    return client.get(reverse("notices.index") + query).content.decode()


def test_the_centre_tells_what_happened_why_and_where(cast: Cast, focal: Client) -> None:
    [notice] = remind_of(cast)
    page = centre(focal)
    assert "Văn phòng nhắc Sở Xây dựng" in page
    assert "Đề nghị báo cáo" in page
    assert "là đầu mối tiếp nhận của đơn vị thực hiện" in page
    assert "Loại tin này bắt buộc" in page
    response = focal.get(reverse("notices.follow", args=[notice.pk]))
    assert response["Location"] == reverse("assignments.show", args=[notice.data["code"]])
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_unread_stand_before_read_and_pages_show_each_once(cast: Cast, focal: Client) -> None:
    notices = remind_of(cast, ROWS + 10)
    Notice.objects.filter(pk__in=[n.pk for n in notices[5:8]]).update(read_at=NOW)
    first = focal.get(reverse("notices.index"))
    second = focal.get(reverse("notices.index"), {"sau": first.context["older"]})
    seen = [
        line.notice
        for page in (first, second)
        for groups in (page.context["unread_groups"], page.context["read_groups"])
        for group in groups
        for line in group.lines
    ]
    assert sorted(n.pk for n in seen) == [n.pk for n in notices]
    assert [n.read_at is None for n in seen] == [True] * (ROWS + 7) + [False] * 3
    assert not second.context["older"]


def test_news_of_one_task_stand_together(cast: Cast, focal: Client) -> None:
    duty, other = cast.duty(), cast.duty()
    for which in (duty, other, duty):
        remind(actor=cast.acting("clerk"), assignment=which, now=NOW)
    announce(now=NOW)
    groups = focal.get(reverse("notices.index")).context["unread_groups"]
    assert sorted(len(group.lines) for group in groups) == [1, 2]


def test_what_one_may_no_longer_read_is_not_shown(cast: Cast, focal: Client) -> None:
    [notice] = remind_of(cast)
    make_post(cast.focal, cast.bien_hoa, Role.FOCAL_OFFICER)
    cast.focal.posts.filter(unit=cast.construction).update(ended_at=NOW)
    page = centre(focal)
    assert notice.data["content"] not in page
    assert "không còn trong phạm vi được xem" in page
    response = focal.get(reverse("notices.follow", args=[notice.pk]), follow=True)
    assert notice.data["content"] not in response.content.decode()


def test_whoever_has_two_posts_is_led_into_the_right_one(cast: Cast, focal: Client) -> None:
    Post.objects.create(
        person=cast.bien_hoa_focal,
        unit=cast.construction,
        role=Role.FOCAL_OFFICER,
        valid_from=NOW.date(),
        valid_to=NOW.date() + timedelta(days=9000),
        stands_in_for=cast.focal.posts.get(),
    )
    remind_of(cast)
    notice = Notice.objects.get(person=cast.bien_hoa_focal)
    focal.force_login(cast.bien_hoa_focal)
    response = focal.get(reverse("notices.follow", args=[notice.pk]), follow=True)
    assert response.status_code == 200
    assert notice.data["content"] in response.content.decode()


def test_the_badge_counts_what_is_asked_and_forgets_it_when_done(cast: Cast, focal: Client) -> None:
    duty = cast.duty()
    remind(actor=cast.acting("clerk"), assignment=duty, now=NOW)
    announce(now=NOW)
    bell = bell_of(cast.focal.pk)
    assert (bell.asks, bell.unread) == (1, 1)
    assert "1 chờ tôi xử lý" in focal.get("/").content.decode()
    duty.refresh_from_db()
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=NOW)
    announce(now=NOW)
    bell = bell_of(cast.focal.pk)
    assert (bell.asks, bell.unread) == (0, 1)


def test_the_bell_answers_only_when_something_has_changed(cast: Cast, focal: Client) -> None:
    stamp = bell_of(cast.focal.pk).stamp
    address = reverse("notices.bell") + f"?la={stamp}"
    assert focal.get(address, headers=HTMX).status_code == 204
    remind_of(cast)
    response = focal.get(address, headers=HTMX)
    assert response.status_code == 200
    assert response["HX-Trigger"] == "noticesChanged"


def test_the_bell_of_somebody_signed_out_leads_nobody_away_from_his_page(cast: Cast, client: Client) -> None:
    headers = HTMX | {"HX-Trigger": "notice-bell"}
    response = client.get(reverse("notices.bell"), headers=headers)
    assert response.status_code == 204
    assert "HX-Redirect" not in response.headers


def test_all_that_was_shown_is_marked_read_and_nothing_that_came_since(cast: Cast, focal: Client) -> None:
    notices = remind_of(cast, 2)
    focal.post(reverse("notices.read_all"), {"den": notices[0].pk})
    assert [n.read_at is None for n in Notice.objects.filter(person=cast.focal).order_by("pk")] == [
        False,
        True,
    ]


def test_one_is_marked_read_and_unread_again(cast: Cast, focal: Client) -> None:
    [notice] = remind_of(cast)
    for data, read in (({}, True), ({"chua-doc": "1"}, False)):
        focal.post(reverse("notices.read", args=[notice.pk]), data)
        notice.refresh_from_db()
        assert (notice.read_at is not None) == read


def test_choices_are_kept_where_they_differ_and_mandatory_kinds_stay(cast: Cast, focal: Client) -> None:
    wanted = {f"{NoticeKind.CHANGE}.{Channel.EMAIL}": "1", f"{NoticeKind.PROGRESS}.{Channel.IN_APP}": "1"}
    focal.post(reverse("notices.settings"), wanted)
    made = {(s.kind, s.channel): s.is_on for s in NoticeSetting.objects.filter(person=cast.focal)}
    assert made[NoticeKind.PROGRESS, Channel.IN_APP] is True
    assert made[NoticeKind.CHANGE, Channel.IN_APP] is False
    assert (NoticeKind.CHANGE, Channel.EMAIL) not in made
    assert not any(kind == NoticeKind.ASSIGNMENT for kind, _channel in made)
    focal.post(reverse("notices.settings"), {"mac-dinh": "1"})
    assert not NoticeSetting.objects.filter(person=cast.focal).exists()


def test_every_kind_of_event_has_a_page_that_can_be_shown(cast: Cast, focal: Client) -> None:
    """With next to nothing kept of it."""
    for name in EventName:
        event = record(name, actor=None, now=timezone.now(), person=cast.focal)
        Notice.objects.create(
            person=cast.focal, key=name, kind="desk", relation=Who.ONESELF, event=event, created_at=NOW
        )
    assert focal.get(reverse("notices.index"), {"xem": "chua-doc"}).status_code == 200


def test_more_notices_cost_no_more_queries(cast: Cast, focal: Client) -> None:
    remind_of(cast, 2)
    few = queries_of(focal, reverse("notices.index"))
    remind_of(cast, 10)
    assert more_queries(few, queries_of(focal, reverse("notices.index"))) == []


def test_an_address_typed_by_hand_breaks_nothing(cast: Cast, focal: Client) -> None:
    remind_of(cast)
    for query in ("?sau=x", "?sau=c-", "?sau=d-99999999999999999999", "?xem=gi-do"):
        assert focal.get(reverse("notices.index") + query).status_code == 200
