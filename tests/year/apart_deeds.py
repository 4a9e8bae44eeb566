"""What is done with submissions, requests to coordinate and letters of urging."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.db.models import QuerySet

from nhacviec.actions import coordination, coordination_handing, coordination_time, delays, upward, urging
from nhacviec.actions import submission_ends as ends
from nhacviec.actions import submissions as files
from nhacviec.records.models import Assignment, Coordination, Submission, Urging
from nhacviec.rules.coordination import ReplyKind
from nhacviec.rules.permissions import Role
from nhacviec.rules.submissions import SubmissionKind
from nhacviec.rules.urging import Reply
from tests.year.province import NotNow, Province

_numbers = count(1)
RUNNING = ("arrived", "appraisal", "consultation", "decision")
MOST = 8  # of each kind at once


def submit(at: Province) -> None:
    """By an agency: what is complete, and sometimes what is not."""
    _not_too_many(Submission.objects.filter(direction="to_committee", stop__in=(*RUNNING, "supplement")))
    unit = at.chance.choice([at.cast.construction, at.cast.finance])
    files.register(
        actor=at.act(Role.FOCAL_OFFICER, unit=unit),
        unit=unit,
        symbol=f"{next(_numbers)}/TTr-NV",
        dated_on=at.soon(-3, 0),
        abstract="Tờ trình phê duyệt chủ trương đầu tư",
        asked="Xem xét, phê duyệt",
        kind=at.chance.choice(list(SubmissionKind)),
        arrived_on=at.today,
        now=at.now,
    )


def pass_on(at: Province) -> None:
    row, officer = _file(at, *RUNNING), at.chance.choice([at.cast.specialist, None])
    clerk = at.act(Role.RECORDS_CLERK)
    files.forward(actor=clerk, submission=row, division=at.cast.general, officer=officer, now=at.now)


def consult(at: Province) -> None:
    row, head = _file(at, "appraisal"), at.act(Role.DIVISION_HEAD)
    files.consult(actor=head, submission=row, units=[at.cast.bien_hoa], now=at.now)


def lay_before(at: Province) -> None:
    """A leader decides."""
    row, head = _file(at, "appraisal", "consultation"), at.act(Role.DIVISION_HEAD)
    files.ask_decision(actor=head, submission=row, leader=at.cast.chair, now=at.now)


def hand_back(at: Province) -> None:
    row, head = _file(at, *RUNNING), at.act(Role.DIVISION_HEAD)
    files.ask_supplement(actor=head, submission=row, missing="Thiếu ý kiến", now=at.now)


def supplement(at: Province) -> None:
    row = _file(at, "supplement")
    files.supplement(actor=at.act(Role.FOCAL_OFFICER, unit=row.unit), submission=row, now=at.now)


def close_file(at: Province) -> None:
    """Answered, returned for good, or taken back."""
    row, drawn = _file(at, *RUNNING), at.chance.random()
    if drawn < 0.6:
        head, symbol = at.act(Role.DIVISION_HEAD), f"{next(_numbers)}/QĐ-UBND"
        ends.answer(actor=head, submission=row, symbol=symbol, dated_on=at.today, now=at.now)
    elif drawn < 0.8:
        ends.return_file(actor=at.act(Role.DIVISION_HEAD), submission=row, reason="Sai", now=at.now)
    else:
        focal = at.act(Role.FOCAL_OFFICER, unit=row.unit)
        ends.withdraw(actor=focal, submission=row, reason="Rút", now=at.now)


def open_file_again(at: Province) -> None:
    row = _file(at, "answered", "returned", "withdrawn")
    ends.reopen(actor=at.act(Role.OFFICE_LEADER), submission=row, reason="Xem lại", now=at.now)


def send_upward(at: Province) -> None:
    _not_too_many(Submission.objects.filter(direction="upward", stop__in=("sent", "opinion")))
    upward.send(
        actor=at.act(Role.RECORDS_CLERK),
        unit=at.cast.committee,
        addressee=at.above,
        symbol=f"{next(_numbers)}/TTr-UBND",
        dated_on=at.soon(-15, 0),
        abstract="Tờ trình chủ trương đầu tư",
        asked="Xin ý kiến",
        sent_on=at.today,
        officer=at.chance.choice([at.cast.specialist, at.cast.other_specialist]),
        leader=at.chance.choice([at.cast.chair, None]),
        now=at.now,
    )


def hear_from_above(at: Province) -> None:
    row, clerk, drawn = _file(at, "sent", "opinion"), at.act(Role.RECORDS_CLERK), at.chance.random()
    if drawn < 0.3:
        upward.ask_again(actor=clerk, submission=row, asked_on=at.today, now=at.now)
    elif drawn < 0.7 and row.stop == "sent":
        upward.give_opinion(
            actor=clerk, submission=row, opinion="Đồng ý", opinion_on=at.today, now=at.now,
            is_last=at.chance.random() < 0.2,
        )  # fmt: skip
    else:
        day, symbol = at.today, f"{next(_numbers)}-NQ/TU"
        upward.decide(actor=clerk, submission=row, symbol=symbol, dated_on=day, received_on=day, now=at.now)


def ask(at: Province) -> None:
    """Another agency for its opinion; silence may be consent."""
    _not_too_many(Coordination.objects.filter(state__in=("asked", "seen")))
    duty = at.duty("in_progress")
    others = [u for u in (at.cast.construction, at.cast.finance, at.cast.bien_hoa) if u != duty.unit]
    coordination.ask(
        actor=at.act(Role.FOCAL_OFFICER, unit=duty.unit),
        assignment=duty,
        units=at.chance.sample(others, at.chance.choice([1, 1, 2])),
        content="Đề nghị cho ý kiến",
        due_on=at.chance.choice([None, at.soon(1, 12)]),
        is_tacit=at.chance.random() < 0.3,
        now=at.now,
    )


def look_at_request(at: Province) -> None:
    request = _request(at, "asked")
    coordination.see(actor=at.act(Role.FOCAL_OFFICER, unit=request.unit), request=request, now=at.now)


def hand_request_on(at: Province) -> None:
    request = _request(at, "asked", "seen")
    focal = at.act(Role.FOCAL_OFFICER, unit=request.unit)
    if request.officer and at.chance.random() < 0.3:
        coordination_handing.take_back(actor=focal, request=request, now=at.now)
        return
    officer = at.chance.choice([at.cast.officer, at.cast.other_officer])
    coordination_handing.hand_on(actor=focal, request=request, officer=officer, now=at.now)


def reply(at: Province) -> None:
    request = _request(at, "asked", "seen")
    coordination.reply(
        actor=at.act(Role.FOCAL_OFFICER, unit=request.unit), request=request,
        reply_kind=at.chance.choice(list(ReplyKind)), text="Ý kiến", now=at.now,
    )  # fmt: skip


def need_longer(at: Province) -> None:
    """The unit that is asked asks for time; the lead gives it or does not."""
    request = _request(at, "asked", "seen")
    if not request.situation().asks_time:
        focal = at.act(Role.FOCAL_OFFICER, unit=request.unit)
        until = max(request.due_on, at.today) + timedelta(days=at.chance.randint(1, 10))
        coordination_time.ask_time(actor=focal, request=request, asked_due_on=until, reason="Chờ", now=at.now)
        return
    lead = at.act(Role.FOCAL_OFFICER, unit=request.asking_unit)
    if at.chance.random() < 0.4:
        coordination_time.refuse_time(actor=lead, request=request, decision="Không", now=at.now)
        return
    until = max(request.due_on, at.today) + timedelta(days=at.chance.randint(1, 10))
    coordination_time.grant_time(actor=lead, request=request, granted_due_on=until, now=at.now)


def take_request_back(at: Province) -> None:
    request = _request(at, "asked", "seen")
    lead = at.act(Role.FOCAL_OFFICER, unit=request.asking_unit)
    coordination.withdraw(actor=lead, request=request, reason="Không cần nữa", now=at.now)


def complain(at: Province) -> None:
    """The lead reports a delay; the unit accepts or disputes it, the Office settles."""
    request = _request(at, "asked", "seen", "replied")
    delay = request.situation().delay
    if delay is None:
        lead = at.act(Role.FOCAL_OFFICER, unit=request.asking_unit)
        delays.report_delay(actor=lead, request=request, reason="Chậm", now=at.now)
    elif delay == "reported":
        desk = at.act(Role.FOCAL_OFFICER, unit=request.unit)
        if at.chance.random() < 0.5:
            delays.accept_delay(actor=desk, request=request, now=at.now)
        else:
            delays.dispute_delay(actor=desk, request=request, explanation="Đã gửi", now=at.now)
    else:
        chief = at.act(Role.OFFICE_LEADER)
        if at.chance.random() < 0.5:
            delays.uphold_delay(actor=chief, request=request, now=at.now)
        else:
            delays.dismiss_delay(actor=chief, request=request, decision="Đúng hạn", now=at.now)


def urge(at: Province) -> None:
    """A letter to each agency over what is overdue; drafted and signed on one day."""
    late = list(
        Assignment.objects.filter(state__in=("assigned", "in_progress"), due_on__lt=at.today).order_by("pk")
    )
    if not late:
        raise NotNow
    clerk = at.act(Role.RECORDS_CLERK)
    some = at.chance.sample(late, min(len(late), 3))
    for letter in urging.draft(actor=clerk, assignments=some, reply_due_on=at.soon(5, 9), now=at.now):
        urging.send(
            actor=clerk, urging=letter, symbol=f"{next(_numbers)}/VP-TH", signed_on=at.today,
            place="Đồng Nai", signer_title="CHÁNH VĂN PHÒNG", signer_name="Nguyễn Văn A", now=at.now,
        )  # fmt: skip


def answer_letter(at: Province) -> None:
    """Of all its duties, or of some now and of others another time; or the Office takes it back."""
    letters = list(Urging.objects.filter(state="sent").select_related("unit").order_by("pk"))
    if not letters:
        raise NotNow
    letter = at.chance.choice(letters)
    if at.chance.random() < 0.15:
        clerk = at.act(Role.RECORDS_CLERK)
        urging.withdraw(actor=clerk, urging=letter, reason="Thu hồi", now=at.now)
        return
    open_still = [line for line in letter.lines.order_by("pk") if not line.is_explained]
    said = Reply("funding", "Chưa có vốn", at.soon(5, 20))
    half = Reply("", "Chờ", None)
    told = {line.pk: at.chance.choice([said, said, half]) for line in open_still}
    urging.answer(actor=at.act(Role.FOCAL_OFFICER, unit=letter.unit), urging=letter, replies=told, now=at.now)


def _not_too_many(rows: QuerySet[Any]) -> None:
    if rows.count() >= MOST:
        raise NotNow


def _file(at: Province, *stops: str) -> Submission:
    upward_too = {"sent", "opinion"} & set(stops)
    rows = Submission.objects.filter(stop__in=stops, direction="upward" if upward_too else "to_committee")
    several = list(rows.select_related("unit", "division", "officer", "leader").order_by("pk"))
    if not several:
        raise NotNow
    return at.chance.choice(several)


def _request(at: Province, *states: str) -> Coordination:
    rows = Coordination.objects.filter(state__in=states).order_by("pk")
    several = list(rows.select_related("unit", "asking_unit", "assignment__task__document", "officer"))
    if not several:
        raise NotNow
    return at.chance.choice(several)
