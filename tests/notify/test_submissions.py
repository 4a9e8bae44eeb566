"""Who hears of a submission: the Office of what it owes, the agency of what concerns it, without notes."""

from nhacviec.actions import submission_ends as ends
from nhacviec.actions import submissions as deeds
from nhacviec.actions.submission_reminders import remind_submissions
from nhacviec.notify.announce import announce
from nhacviec.notify.texts import shown
from nhacviec.queries.actors import actor_in
from nhacviec.queries.notices import readable
from nhacviec.queries.submission_access import visible_submissions
from nhacviec.records.models import Notice, Post
from nhacviec.rules.events import EventName as E
from nhacviec.rules.notices import Who
from tests.cast import Cast
from tests.make import NOW
from tests.notify.telling import forget, reminded, told
from tests.submitting import answered, at, day, forwarded, handed_back, submitted, supplemented


def nothing_leaks() -> None:
    for notice in Notice.objects.select_related("event", "post__person", "post__unit"):
        assert notice.event is not None and notice.post is not None
        assert notice.event.actor_id != notice.person_id
        seen = visible_submissions(actor_in(notice.post)).values_list("pk", flat=True)
        assert notice.event.submission_id in seen, notice


def asked() -> dict[str, set[str]]:
    """Of whom something is still asked, by event."""
    announce(now=NOW)
    found: dict[str, set[str]] = {}
    for notice in Notice.objects.filter(asks=True).select_related("event", "person"):
        assert notice.event is not None
        found.setdefault(notice.event.name, set()).add(notice.person.username)
    return found


def test_what_an_agency_submits_asks_the_counter_until_it_is_passed_on(cast: Cast) -> None:
    row = submitted(cast)
    assert told(E.SUBMISSION_REGISTERED) == {"van_thu": Who.COUNTER, "gd_sxd": Who.SUBMITTER}
    assert asked() == {E.SUBMISSION_REGISTERED: {"van_thu"}}
    forwarded(cast, row, on=day(1))
    assert told(E.SUBMISSION_FORWARDED) == {"chuyen_vien": Who.HANDLER}
    assert asked() == {E.SUBMISSION_FORWARDED: {"chuyen_vien"}}
    nothing_leaks()


def test_a_division_without_an_officer_hears_of_it_as_a_whole(cast: Cast) -> None:
    forwarded(cast, submitted(cast), on=day(1), officer="")
    assert told(E.SUBMISSION_FORWARDED) == {"chuyen_vien": Who.HANDLER, "truong_phong": Who.HANDLER}


def test_what_is_missing_is_told_to_the_agency_and_the_notes_are_not(cast: Cast) -> None:
    row = handed_back(cast, forwarded(cast, submitted(cast), on=day(1)), on=day(2))
    deeds.note(actor=cast.acting("chair"), submission=row, text="Kéo dài quá", now=at(day(2)))
    of_agency = {"dau_moi_sxd": Who.SUBMITTER, "gd_sxd": Who.SUBMITTER}
    assert told(E.SUPPLEMENT_ASKED) == {**of_agency, "chuyen_vien": Who.HANDLER}
    assert told(E.SUBMISSION_NOTED) == {"chuyen_vien": Who.HANDLER}
    assert asked() == {E.SUPPLEMENT_ASKED: set(of_agency)}
    notice = shown(Notice.objects.get(person=cast.focal, event__name=E.SUPPLEMENT_ASKED))
    assert (notice.title, notice.reason) == (
        f"Hồ sơ trình {row.symbol} cần bổ sung",
        "Thiếu ý kiến của Sở Tài chính",
    )
    assert notice.address == f"/ho-so-trinh/{row.pk}/"
    for own in Notice.objects.filter(person__in=[cast.focal, cast.director]):
        assert "Hồ sơ sơ sài" not in str(own.data) and "Kéo dài quá" not in str(own.data)
    supplemented(cast, row, on=day(3))
    assert told(E.SUPPLEMENTED) == {
        "chuyen_vien": Who.HANDLER,
    }
    nothing_leaks()


def test_the_leader_before_whom_it_lies_is_asked(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(1))
    deeds.ask_decision(actor=cast.acting("specialist"), submission=row, leader=cast.chair, now=at(day(2)))
    assert told(E.SUBMISSION_FOR_DECISION) == {"chu_tich": Who.HANDLER}
    answered(cast, row, on=day(3))
    of_agency = {"dau_moi_sxd": Who.SUBMITTER, "gd_sxd": Who.SUBMITTER}
    assert told(E.SUBMISSION_ANSWERED) == {**of_agency, "chuyen_vien": Who.HANDLER}
    assert asked() == {}
    title = shown(Notice.objects.get(person=cast.focal, event__name=E.SUBMISSION_ANSWERED)).title
    assert title == f"Đã trả lời hồ sơ trình {row.symbol} bằng văn bản 99/QĐ-UBND"


def test_what_moved_on_before_anybody_was_told_asks_nothing(cast: Cast) -> None:
    row = submitted(cast)
    ends.withdraw(actor=cast.acting("director"), submission=row, reason="Làm lại", now=at(day(1)))
    assert asked() == {}
    assert told(E.SUBMISSION_WITHDRAWN) == {"van_thu": Who.HANDLER}


def test_the_clock_tells_who_has_it_and_then_the_leaders(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(1))
    deeds.ask_decision(actor=cast.acting("specialist"), submission=row, leader=cast.chair, now=at(day(2)))
    forwarded(cast, row, on=day(3))
    forget()
    remind_submissions(now=at(day(30)))
    below = reminded("submission-late", now=at(day(30)))
    assert below == {"chuyen_vien": Who.HANDLER, "truong_phong": Who.DIVISION_HEAD}
    assert reminded("submission-up") == {
        "chu_tich": Who.LEADER_IN_CHARGE,
        "chanh_vp": Who.OFFICE_HEAD,
    }  # the head of the division has heard of it by the newer step already
    notice = shown(Notice.objects.get(person=cast.chair))
    assert (notice.title, notice.code, notice.content) == (
        "Nhắc việc: 1 việc quá hạn",
        row.symbol,
        row.abstract,
    )
    assert notice.notice.data["late"]


def test_who_may_no_longer_read_it_reads_no_word_of_it(cast: Cast) -> None:
    handed_back(cast, forwarded(cast, submitted(cast), on=day(1)), on=day(2))
    announce(now=NOW)
    notices = list(Notice.objects.filter(person=cast.focal).select_related("event"))
    posts = list(Post.objects.filter(person=cast.focal).select_related("unit", "person"))
    assert readable(notices, posts) == {notice.pk for notice in notices}
    Post.objects.filter(person=cast.focal).update(unit=cast.finance)
    posts = list(Post.objects.filter(person=cast.focal).select_related("unit", "person"))
    assert readable(notices, posts) == set()


def test_a_note_of_the_office_is_not_read_by_one_who_works_for_the_agency_by_now(cast: Cast) -> None:
    row = forwarded(cast, submitted(cast), on=day(1))
    deeds.note(actor=cast.acting("chair"), submission=row, text="Kéo dài quá", now=at(day(2)))
    announce(now=NOW)
    notice = Notice.objects.get(event__name=E.SUBMISSION_NOTED)
    assert readable([notice], notice.person.posts.all()) == {notice.pk}
    assert readable([notice], cast.focal.posts.all()) == set()
