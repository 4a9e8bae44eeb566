"""A lead asks, another unit replies: what may be asked of whom, by when, and what each deed leaves behind."""

from datetime import date, timedelta
from io import BytesIO

import pytest

from nhacviec.actions import coordination, coordination_time
from nhacviec.actions.answers import answer, confirm
from nhacviec.actions.coordination_silence import consent_silently
from nhacviec.actions.stopping import cancel
from nhacviec.records.models import (
    CalendarDay,
    Coordination,
    Event,
    StaleAssignment,
    StaleCoordination,
    StoredFile,
    TimeRequest,
)
from nhacviec.rules.coordination import ReplyKind
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Closing, Duty, State
from nhacviec.rules.units import UnitKind
from tests.actions.deeds import decide, refused
from tests.cast import Cast
from tests.coordination import CONTENT, DUE, asked, days, fresh, on, reply
from tests.make import NOW, TODAY, make_unit


def test_without_a_day_the_reply_is_due_after_the_working_days_of_the_policy(cast: Cast) -> None:
    CalendarDay.objects.create(date=date(2018, 7, 16), kind="holiday", name="Nghỉ")
    request = asked(cast)
    assert (request.due_on, request.original_due_on, request.term_wd) == (
        DUE + timedelta(days=1), DUE + timedelta(days=1), 5,
    )  # fmt: skip
    told = Event.objects.get(name=EventName.COORDINATION_ASKED)
    assert (told.assignment, told.unit, told.reason) == (request.assignment, cast.finance, CONTENT)
    assert told.after["coordination"] == request.pk


def test_a_day_may_be_named_from_tomorrow_on(cast: Cast) -> None:
    named = TODAY + timedelta(days=1)
    assert asked(cast, due_on=named).due_on == named
    with refused("coordination_due_past"):
        asked(cast, due_on=TODAY)
    with refused("coordination_due_far"):
        asked(cast, due_on=TODAY + timedelta(days=366))


def test_several_units_get_a_request_each_and_the_same_file(cast: Cast) -> None:
    pdf = BytesIO(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    pdf.name = "du-thao.pdf"
    asked(cast, units=[cast.finance, cast.bien_hoa, cast.finance], files=[pdf])
    assert Coordination.objects.count() == 2
    kept = list(StoredFile.objects.values_list("coordination__unit", "sha256", "path", "of_reply"))
    assert {unit for unit, *_ in kept} == {cast.finance.pk, cast.bien_hoa.pk}
    assert len({digest for _, digest, *_ in kept}) == 1 and len({path for *_, path, _ in kept}) == 2


def test_only_the_lead_asks_and_only_while_it_works(cast: Cast) -> None:
    with refused("coordination_not_lead"):
        asked(cast, cast.duty(duty=Duty.COORDINATE))
    with refused("coordination_not_lead"):
        asked(cast, cast.duty(state=State.ASSIGNED))
    stale = cast.duty()
    answer(actor=cast.acting("focal"), assignment=cast.duty(), text="x", now=NOW)
    stale.version = 7
    with pytest.raises(StaleAssignment):
        asked(cast, stale)


def test_units_that_cannot_be_asked_are_refused(cast: Cast) -> None:
    closed = make_unit("Sở cũ", parent=cast.committee, valid_to=TODAY - timedelta(days=1))
    below = make_unit("Chi cục", kind=UnitKind.SERVICE_UNIT, parent=cast.construction)
    for units, code in (
        ([], "coordination_no_unit"),
        ([cast.construction], "coordination_own_unit"),
        ([below], "coordination_own_unit"),
        ([cast.planning], "coordination_unit_unfit"),
        ([cast.office], "coordination_unit_unfit"),
        ([closed], "unit_closed"),
        ([make_unit(f"Sở {n}", parent=cast.committee) for n in range(31)], "coordination_too_many"),
    ):
        with refused(code):
            asked(cast, units=units)
    with refused("text_required"):
        asked(cast, content="  ")
    assert not Coordination.objects.exists()


def test_silence_is_consent_only_where_the_province_allows_it_and_the_request_says_so(cast: Cast) -> None:
    decide("tacit_consent", "no")
    with refused("coordination_no_tacit"):
        asked(cast, is_tacit=True)
    assert asked(cast).is_tacit is False


def test_nobody_consents_by_being_silent_over_a_weekend(cast: Cast) -> None:
    friday, saturday, monday = (on(TODAY + timedelta(days=days)) for days in (1, 2, 4))
    with refused("coordination_tacit_short"):
        asked(cast, is_tacit=True, due_on=saturday.date(), now=friday)
    assert asked(cast, due_on=saturday.date(), now=friday).is_tacit is False
    assert asked(cast, is_tacit=True, due_on=monday.date(), now=friday).due_on == monday.date()


def test_it_is_seen_once_and_only_by_the_unit_that_is_asked(cast: Cast) -> None:
    request = asked(cast)
    coordination.see(actor=cast.acting("focal"), request=fresh(request), now=NOW)
    coordination.see(actor=cast.acting("specialist"), request=fresh(request), now=NOW)
    assert fresh(request).state == "asked"
    for _ in range(2):
        coordination.see(actor=cast.acting("finance_focal"), request=fresh(request), now=NOW)
    assert (fresh(request).state, fresh(request).seen_by) == ("seen", cast.finance_focal)
    assert Event.objects.filter(name=EventName.COORDINATION_SEEN).count() == 1


def test_a_reply_ends_the_wait_and_says_how_late_it_was(cast: Cast) -> None:
    request = asked(cast)
    done = reply(
        cast, request, kind=ReplyKind.COMMENTS, text="Bổ sung nguồn vốn", symbol="12/STC", now=days(4)
    )
    assert (done.state, done.reply_kind, done.ended_on) == ("replied", "comments", DUE + timedelta(days=4))
    told = Event.objects.get(name=EventName.COORDINATION_REPLIED)
    assert (told.after["reply_late"], told.reason, told.person) == (4, "Bổ sung nguồn vốn", cast.focal)
    with refused("coordination_over"):
        reply(cast, request)


def test_an_opinion_that_does_not_simply_agree_says_what_it_is(cast: Cast) -> None:
    request = asked(cast)
    for kind in (ReplyKind.COMMENTS, ReplyKind.DISAGREE):
        with refused("coordination_comments_needed"):
            reply(cast, request, kind=kind)
    with refused("coordination_dated_ahead"):
        reply(cast, request, dated_on=TODAY + timedelta(days=1))


def test_an_old_page_does_not_reply_over_a_newer_one(cast: Cast) -> None:
    old = fresh(asked(cast))
    coordination_time.ask_time(
        actor=cast.acting("finance_focal"), request=fresh(old), asked_due_on=DUE + timedelta(days=5),
        reason="Chờ số liệu", now=NOW,
    )  # fmt: skip
    with pytest.raises(StaleCoordination):
        coordination.reply(
            actor=cast.acting("finance_focal"), request=old, reply_kind=ReplyKind.AGREE, now=NOW
        )


def _ask_time(cast: Cast, request: Coordination, until: date, now: object = NOW) -> TimeRequest:
    return coordination_time.ask_time(
        actor=cast.acting("finance_focal"), request=fresh(request), asked_due_on=until,
        reason="Chờ số liệu", now=now,  # type: ignore[arg-type]
    )  # fmt: skip


def test_granted_time_moves_the_day_and_keeps_the_first_one(cast: Cast) -> None:
    request, later = asked(cast), DUE + timedelta(days=7)
    with refused("coordination_not_later"):
        _ask_time(cast, request, DUE)
    _ask_time(cast, request, later)
    with refused("coordination_time_open"):
        _ask_time(cast, request, later)
    coordination_time.grant_time(
        actor=cast.acting("focal"), request=fresh(request), granted_due_on=later, now=NOW
    )
    assert (fresh(request).due_on, fresh(request).original_due_on) == (later, DUE)
    with refused("coordination_no_time"):
        coordination_time.refuse_time(
            actor=cast.acting("focal"), request=fresh(request), decision="Gấp", now=NOW
        )


def test_a_reply_settles_the_question_of_more_time(cast: Cast) -> None:
    request = asked(cast)
    _ask_time(cast, request, DUE + timedelta(days=7))
    reply(cast, request)
    assert TimeRequest.objects.get().state == "withdrawn"


def test_silence_becomes_consent_on_the_night_after_the_day_and_says_so(cast: Cast) -> None:
    request, plain = asked(cast, is_tacit=True), asked(cast)
    assert consent_silently(now=days(0)) == 0
    assert consent_silently(now=days(3)) == 1  # the worker stood still for two nights
    done = fresh(request)
    assert (done.state, done.ended_by, done.ended_on) == ("consented", None, DUE + timedelta(days=1))
    told = Event.objects.get(name=EventName.COORDINATION_CONSENTED)
    assert told.actor is None and told.happened_at < told.recorded_at
    assert fresh(plain).state == "asked"
    assert consent_silently(now=days(4)) == 0
    with refused("coordination_over"):
        reply(cast, request)


def test_who_asks_for_time_is_not_silent_and_after_a_refusal_has_a_working_day(cast: Cast) -> None:
    request = asked(cast, is_tacit=True)
    _ask_time(cast, request, DUE + timedelta(days=7))
    assert consent_silently(now=days(1)) == 0
    coordination_time.refuse_time(
        actor=cast.acting("focal"), request=fresh(request), decision="Gấp", now=days(1)
    )
    assert consent_silently(now=days(4)) == 0  # refused on a Friday: all Monday is left
    assert consent_silently(now=days(5)) == 1


def test_a_request_is_withdrawn_with_a_reason(cast: Cast) -> None:
    request = asked(cast)
    with refused("reason_required"):
        coordination.withdraw(actor=cast.acting("focal"), request=fresh(request), reason=" ", now=NOW)
    coordination.withdraw(actor=cast.acting("focal"), request=fresh(request), reason="Nhầm", now=NOW)
    assert (fresh(request).state, fresh(request).end_reason) == ("withdrawn", "Nhầm")


@pytest.mark.parametrize("how", ["cancelled", "confirmed", "answered"])
def test_nobody_waits_for_a_reply_to_what_is_done_or_cancelled(cast: Cast, how: str) -> None:
    duty = cast.duty()
    request = asked(cast, duty)
    if how == "cancelled":
        cancel(actor=cast.acting("head"), assignment=duty, closing=Closing.OTHER, reason="x", now=NOW)
    else:
        answer(actor=cast.acting("focal"), assignment=duty, text="x", now=NOW)
    if how == "confirmed":
        duty.refresh_from_db()
        confirm(actor=cast.acting("head"), assignment=duty, now=NOW)
    # an answer may come back, and then the reply is needed
    assert fresh(request).state == ("asked" if how == "answered" else "ended")
    assert Event.objects.filter(name=EventName.COORDINATION_ENDED).exists() is (how != "answered")
