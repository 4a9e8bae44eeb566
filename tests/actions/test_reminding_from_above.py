"""Nobody signs in for the Committee: who follows what it owes is reminded and told of it."""

from datetime import date, datetime, time

import pytest

from nhacviec.actions.answers import answer
from nhacviec.actions.cascade import give_down
from nhacviec.actions.reminder_plan import plan
from nhacviec.actions.reminding import remind
from nhacviec.actions.tasks import TaskDraft, issue, save_draft
from nhacviec.actions.urging import draft
from nhacviec.queries.urgings import to_propose
from nhacviec.records.models import Assignment, PolicyValue, Reminder
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.timeliness import LOCAL_ZONE
from tests.cast import Cast
from tests.from_above import from_above, superior
from tests.make import NOW, TODAY, make_document
from tests.notify.telling import told

DUE = date(2018, 7, 20)  # a Friday


def reminded(duty: Assignment, day: date) -> set[str]:
    """Who was reminded in the morning of that day, and before."""
    plan([duty.pk], now=NOW)
    remind(now=datetime.combine(day, time(7, 30), tzinfo=LOCAL_ZONE))
    return set(Reminder.objects.filter(assignment=duty).values_list("person__username", flat=True))


def test_its_followers_are_reminded_upwards(cast: Cast) -> None:
    duty = from_above(cast, due_on=DUE)
    assert reminded(duty, date(2018, 7, 13)) == {"chuyen_vien"}
    assert reminded(duty, DUE) == {"chuyen_vien", "chanh_vp"}
    assert reminded(duty, date(2018, 8, 17)) == {"chuyen_vien", "chanh_vp", "chu_tich"}


def test_nobody_is_reminded_while_the_module_is_off(cast: Cast) -> None:
    duty = from_above(cast, due_on=DUE)
    PolicyValue.objects.create(key="module_2", value="no", effective_from=TODAY, set_at=NOW)
    assert reminded(duty, date(2018, 8, 17)) == set()
    PolicyValue.objects.update(value="yes")
    assert "chuyen_vien" in reminded(duty, date(2018, 8, 17))


def test_its_followers_are_told_when_it_is_issued_given_down_and_reported(cast: Cast) -> None:
    clerk = cast.acting("clerk")
    document = make_document(issuer=superior(), by=cast.clerk)
    follow = {"specialist": cast.specialist, "office_leader": cast.office_leader}
    first = TaskDraft(content="Báo cáo giải ngân", leads=[cast.committee], **follow)  # type: ignore[arg-type]
    (duty,) = issue(
        actor=clerk, now=NOW, tasks=save_draft(actor=clerk, now=NOW, document=document, tasks=[first])
    )
    assert set(told(EventName.ISSUED)) == {"chuyen_vien", "chanh_vp"}
    child = give_down(actor=clerk, assignment=duty, now=NOW)
    lead = TaskDraft(code=child.code, content="Tổng hợp", leads=[cast.construction], **follow)  # type: ignore[arg-type]
    issue(actor=clerk, now=NOW, tasks=save_draft(actor=clerk, now=NOW, document=document, tasks=[lead]))
    assert set(told(EventName.GIVEN_DOWN)) == {"chuyen_vien", "chanh_vp"}
    answer(
        actor=cast.acting("head"), assignment=Assignment.objects.get(pk=duty.pk), text="Báo cáo",
        document_symbol="8/BC-UBND", document_date=TODAY, children_reason="Đã đủ số liệu", now=NOW,
    )  # fmt: skip
    assert set(told(EventName.ANSWERED)) == {"chuyen_vien"}


def test_no_letter_urges_the_committee(cast: Cast) -> None:
    duty = from_above(cast, due_on=date(2018, 6, 29))
    assert not list(to_propose(before=TODAY))
    with pytest.raises(MoveNotAllowed, match="urging_nothing"):
        draft(actor=cast.acting("specialist"), assignments=[duty], reply_due_on=DUE, now=NOW)
