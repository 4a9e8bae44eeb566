"""Letters of urging: drafted by agency, counted when signed, answered with cause and day, withdrawn."""

from datetime import date, timedelta

import pytest

from nhacviec.actions import urging as deeds
from nhacviec.actions.urging_proposals import propose
from nhacviec.queries.urging_access import urging_by_id, visible_urgings
from nhacviec.queries.urgings import lines_of
from nhacviec.records.models import Assignment, Event, Extension, Urging
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed, State
from nhacviec.rules.urging import Reply
from tests.actions.deeds import columns, refused
from tests.cast import Cast
from tests.make import NOW, TODAY, make_assignment

LATE = TODAY - timedelta(days=12)
REPLY = TODAY + timedelta(days=7)


def overdue(cast: Cast, **fields: object) -> Assignment:
    return cast.duty(**({"due_on": LATE} | fields))  # type: ignore[arg-type]


def drafted(cast: Cast, *duties: Assignment) -> Urging:
    (urging,) = deeds.draft(
        actor=cast.acting("specialist"), assignments=duties, reply_due_on=REPLY, note="", now=NOW
    )
    return urging


def send(cast: Cast, urging: Urging, symbol: str = "12/VP-TH", signed_on: date = TODAY) -> None:
    deeds.send(
        actor=cast.acting("clerk"),
        urging=urging,
        symbol=symbol,
        signed_on=signed_on,
        place="Đồng Nai",
        signer_title="CHÁNH VĂN PHÒNG",
        signer_name="Nguyễn Văn A",
        now=NOW,
    )


def sent(cast: Cast, *duties: Assignment, symbol: str = "12/VP-TH") -> Urging:
    urging = drafted(cast, *duties)
    send(cast, urging, symbol)
    return urging


def replies(urging: Urging, **changed: object) -> dict[int, Reply]:
    given: dict[str, object] = {
        "delay_cause": "funding", "explanation": "Chưa có vốn", "new_due_on": TODAY + timedelta(days=20),
    }  # fmt: skip
    return {line.pk: Reply(**(given | changed)) for line in urging.lines.all()}  # type: ignore[arg-type]


def test_one_draft_is_made_for_each_agency_over_what_is_overdue_only(cast: Cast) -> None:
    ours, theirs = overdue(cast), overdue(cast, unit=cast.finance)
    in_time, answered = cast.duty(), overdue(cast, state=State.ANSWERED)
    made = deeds.draft(
        actor=cast.acting("head"), assignments=[theirs, ours, in_time, answered], reply_due_on=REPLY, now=NOW
    )
    assert {(u.unit, tuple(u.lines.values_list("assignment", flat=True))) for u in made} == {
        (cast.construction, (ours.pk,)),
        (cast.finance, (theirs.pk,)),
    }
    assert columns(ours)["urging_count"] == 0  # a draft counts on nothing
    assert set(Event.objects.values_list("name", flat=True)) == {"urging_drafted"}


def test_a_duty_stands_in_one_draft_only(cast: Cast) -> None:
    duty = overdue(cast)
    drafted(cast, duty)
    with pytest.raises(MoveNotAllowed, match="urging_nothing"):
        drafted(cast, duty)


def test_signing_counts_on_every_duty_and_keeps_what_was_said(cast: Cast) -> None:
    first, second = overdue(cast), overdue(cast, due_on=TODAY - timedelta(days=3))
    Assignment.objects.filter(pk=second.pk).update(urging_count=2)
    urging = sent(cast, first, second)
    urging.refresh_from_db()
    assert (urging.state, urging.addressee) == ("sent", "Sở Xây dựng")
    assert [columns(d)["urging_count"] for d in (first, second)] == [1, 3]
    first.task.content = "Nội dung khác"
    first.task.save()
    rows = lines_of(Urging.objects.get(pk=urging.pk), on=TODAY + timedelta(days=30))
    assert [(row.days, row.number, row.before) for row in rows] == [(12, 1, 0), (3, 3, 2)]
    assert rows[0].content != "Nội dung khác"
    events = Event.objects.filter(name=EventName.URGED).order_by("assignment")
    assert [e.after["urging_count"] for e in events] == [1, 3]
    assert Event.objects.filter(name=EventName.URGING_SENT, unit=cast.construction).count() == 1


def test_a_letter_is_not_sent_twice(cast: Cast) -> None:
    urging = sent(cast, overdue(cast))
    stale = Urging.objects.get(pk=urging.pk)
    stale.state = "draft"
    with pytest.raises(MoveNotAllowed, match="urging_stale"):
        send(cast, stale, "13/VP-TH")


def test_what_was_answered_before_the_signature_leaves_the_letter_first(cast: Cast) -> None:
    done, late = overdue(cast), overdue(cast)
    urging = drafted(cast, done, late)
    Assignment.objects.filter(pk=done.pk).update(state="answered", answered_at=NOW)
    with pytest.raises(MoveNotAllowed, match="urging_not_overdue") as refusal:
        send(cast, urging)
    assert refusal.value.params["codes"] == done.code
    keep = set(urging.lines.filter(assignment=late).values_list("pk", flat=True))
    deeds.change_draft(
        actor=cast.acting("clerk"), urging=urging, reply_due_on=REPLY, note="Gấp", keep=keep, now=NOW
    )
    send(cast, urging)
    assert (columns(done)["urging_count"], columns(late)["urging_count"]) == (0, 1)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"symbol": " "}, "urging_number_required"),
        ({"signer_name": ""}, "urging_signer_required"),
        ({"signed_on": TODAY + timedelta(days=1)}, "urging_signed_ahead"),
        ({"signed_on": TODAY - timedelta(days=1)}, "urging_signed_before"),
    ],
)
def test_a_signature_that_cannot_be_is_refused(cast: Cast, changed: dict[str, object], code: str) -> None:
    given: dict[str, object] = {
        "symbol": "12/VP-TH", "signed_on": TODAY, "place": "Đồng Nai",
        "signer_title": "CHÁNH VĂN PHÒNG", "signer_name": "Nguyễn Văn A",
    }  # fmt: skip
    urging = drafted(cast, overdue(cast))
    with pytest.raises(MoveNotAllowed, match=code):
        deeds.send(actor=cast.acting("clerk"), urging=urging, now=NOW, **(given | changed))  # type: ignore[arg-type]


def test_a_number_is_used_once_a_year(cast: Cast) -> None:
    sent(cast, overdue(cast))
    other = drafted(cast, overdue(cast))
    with pytest.raises(MoveNotAllowed, match="urging_number_taken"):
        send(cast, other, "12 / vp-th")


def test_the_agency_says_why_and_until_when(cast: Cast) -> None:
    duty = overdue(cast)
    urging = sent(cast, duty)
    deeds.answer(actor=cast.acting("focal"), urging=urging, replies=replies(urging), now=NOW)
    line = urging.lines.get()
    assert (line.delay_cause, line.explanation) == ("funding", "Chưa có vốn")
    assert Urging.objects.get(pk=urging.pk).state == "answered"
    told = Event.objects.get(name=EventName.DELAY_EXPLAINED)
    assert (told.assignment, told.after["new_due_on"]) == (duty, "2018-08-01")
    assert Event.objects.get(name=EventName.URGING_ANSWERED).person == cast.clerk


def test_every_duty_still_open_needs_its_cause_and_day(cast: Cast) -> None:
    first, done = overdue(cast), overdue(cast)
    urging = sent(cast, first, done)
    Assignment.objects.filter(pk=done.pk).update(state="answered", answered_at=NOW)
    lines = {line.assignment_id: line.pk for line in urging.lines.all()}
    focal = cast.acting("focal")
    with pytest.raises(MoveNotAllowed, match="urging_reply_incomplete"):
        deeds.answer(actor=focal, urging=urging, replies={}, now=NOW)
    one = {lines[first.pk]: Reply("funding", "", TODAY)}
    deeds.answer(actor=focal, urging=urging, replies=one, now=NOW)
    assert urging.lines.get(assignment=done).delay_cause == ""
    assert Urging.objects.get().state == "answered"


def test_some_are_answered_now_and_others_later_and_what_was_typed_is_kept(cast: Cast) -> None:
    first, second = overdue(cast), overdue(cast)
    urging, focal = sent(cast, first, second), cast.acting("focal")
    lines = {line.assignment_id: line.pk for line in urging.lines.all()}
    whole, half = Reply("funding", "Chưa có vốn", TODAY), Reply("", "Chờ Bộ Xây dựng", None)
    told = {lines[first.pk]: whole, lines[second.pk]: half}
    assert deeds.answer(actor=focal, urging=urging, replies=told, now=NOW) == 1
    urging.refresh_from_db()
    assert (urging.state, urging.answered_at) == ("sent", None)
    assert Event.objects.get(name=EventName.DELAY_EXPLAINED).assignment == first
    kept = urging.lines.get(assignment=second)
    assert (kept.explanation, kept.is_explained) == ("Chờ Bộ Xây dựng", False)
    with pytest.raises(MoveNotAllowed, match="urging_stale"):  # somebody else has answered for it
        deeds.answer(actor=focal, urging=urging, replies={lines[first.pk]: whole}, now=NOW)
    assert deeds.answer(actor=focal, urging=urging, replies={lines[second.pk]: whole}, now=NOW) == 0
    assert Event.objects.filter(name=EventName.DELAY_EXPLAINED).count() == 2
    assert Event.objects.get(name=EventName.URGING_ANSWERED).person == cast.clerk


def test_a_new_day_may_be_asked_for_as_an_extension_though_it_is_overdue(cast: Cast) -> None:
    duty = overdue(cast)
    urging = sent(cast, duty)
    asked = replies(urging, asks_extension=True)
    deeds.answer(actor=cast.acting("focal"), urging=urging, replies=asked, now=NOW)
    extension = Extension.objects.get()
    assert urging.lines.get().extension == extension
    assert (extension.asked_due_on, extension.reason) == (TODAY + timedelta(days=20), "Chưa có vốn")
    assert columns(duty)["has_open_extension"] is True


def test_a_day_that_is_past_is_no_new_day(cast: Cast) -> None:
    urging = sent(cast, overdue(cast))
    with pytest.raises(MoveNotAllowed, match="urging_day_past"):
        deeds.answer(
            actor=cast.acting("focal"), urging=urging, replies=replies(urging, new_due_on=LATE), now=NOW
        )
    assert Urging.objects.get(pk=urging.pk).state == "sent"


def test_a_withdrawn_letter_counts_no_more_and_says_why(cast: Cast) -> None:
    duty = overdue(cast)
    urging = sent(cast, duty)
    with refused("reason_required"):
        deeds.withdraw(actor=cast.acting("head"), urging=urging, reason=" ", now=NOW)
    deeds.withdraw(actor=cast.acting("head"), urging=urging, reason="Gửi nhầm", now=NOW)
    assert columns(duty)["urging_count"] == 0
    assert Event.objects.get(name=EventName.URGED_UNDONE).reason == "Gửi nhầm"
    with refused("urging_stale"):
        deeds.answer(actor=cast.acting("focal"), urging=urging, replies={}, now=NOW)


def test_a_draft_is_dropped_without_a_word_to_anybody(cast: Cast) -> None:
    urging = drafted(cast, overdue(cast))
    deeds.withdraw(actor=cast.acting("clerk"), urging=urging, reason="", now=NOW)
    assert Event.objects.latest("id").name == EventName.URGING_DROPPED


def test_drafts_are_the_offices_and_sent_letters_also_the_agencys(cast: Cast) -> None:
    draft, letter = drafted(cast, overdue(cast)), sent(cast, overdue(cast))
    theirs = sent(cast, overdue(cast, unit=cast.finance), symbol="14/VP-TH")
    seen = {
        who: set(visible_urgings(cast.acting(who)))
        for who in ("clerk", "chair", "inspector", "focal", "director", "officer", "finance_focal", "admin")
    }
    assert seen == {
        "clerk": {draft, letter, theirs},
        "chair": {letter, theirs},
        "inspector": {letter, theirs},
        "focal": {letter},
        "director": {letter},
        "officer": set(),
        "finance_focal": {theirs},
        "admin": set(),
    }
    assert urging_by_id(cast.acting("focal"), letter.pk) == letter


def test_once_a_week_the_clock_proposes_what_is_overdue_long_enough(cast: Cast) -> None:
    late, _new = overdue(cast), overdue(cast, due_on=TODAY - timedelta(days=2))
    urged = overdue(cast)
    sent(cast, urged)
    theirs = overdue(cast, unit=cast.finance, state=State.ASSIGNED)
    assert propose(now=NOW) == 2
    made = Urging.objects.filter(made_by=None)
    assert {u.unit: [line.assignment for line in u.lines.all()] for u in made} == {
        cast.construction: [late],
        cast.finance: [theirs],
    }
    assert propose(now=NOW + timedelta(days=1)) == 0  # this week's is done
    make_assignment(late.task, cast.bien_hoa, due_on=LATE)
    assert propose(now=NOW + timedelta(days=7)) == 1 + 1  # Biên Hòa, and the two days old one of Sở Xây dựng
