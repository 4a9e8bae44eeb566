"""Thang nhắc việc on screen: set, checked beside the field, versioned, taken back."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from nhacviec.queries.ladders import ladders_on
from nhacviec.records.models import Event, Field, Ladder, Person, Reminder, Task
from nhacviec.rules.events import EventName
from nhacviec.rules.ladders import CAUSES_OF, DEFAULT, Facts, Source, facts_apart, step_as_told
from nhacviec.rules.reminders import Noun
from nhacviec.rules.units import UnitKind
from tests.cast import Cast
from tests.make import NOW, TODAY
from tests.submitting import forwarded, submitted
from tests.upward import sent_upward

pytestmark = pytest.mark.django_db
INDEX = "/quy-che/thang-nhac/"
SET = f"{INDEX}dat/"
STARRED = Facts(True, True, Source.DOCUMENT, None, UnitKind.DEPARTMENT)
PLAIN = Facts(True, False, Source.DOCUMENT, None, UnitKind.DEPARTMENT)


@pytest.fixture
def admin(client: Client, cast: Cast, time_machine: Any) -> Client:
    time_machine.move_to(NOW, tick=False)
    client.force_login(cast.admin)
    return client


def line(place: int, **values: Any) -> dict[str, Any]:
    usual = {"cause": "deadline", "side": "before", "number": "5", "days": "working", "to": ["officer"]}
    return {f"buoc-{place}-{name}": value for name, value in (usual | values).items()}


def typed(*lines: dict[str, Any], **values: Any) -> dict[str, Any]:
    usual = {"effective_from": "12/07/2018", "decision": "45/QĐ-UBND", "seen_id": "0", "so-dong": len(lines)}
    return usual | values | {name: value for each in lines for name, value in each.items()}


def errors(response: Any) -> list[tuple[int, str]]:
    return [(place, name) for place, each in enumerate(response.context["lines"]) for name in each.errors]


def test_the_default_is_shown_and_says_that_it_is_one(admin: Client) -> None:
    page = admin.get(INDEX).content.decode()
    assert "Mọi nhiệm vụ" in page and "mặc định" in page
    assert "Mọi hồ sơ trình" in page and "Mọi yêu cầu phối hợp" in page
    assert "Chưa chuyển xử lý sau 1 ngày làm việc" in page and "Lãnh đạo được trình" in page
    assert "Quá hạn 5 ngày làm việc, sau đó cứ 5 ngày làm việc một lần" in page
    assert "không phải quy định của pháp luật" in page
    assert INDEX in admin.get("/quy-che/").content.decode()


def test_the_form_begins_with_the_default_and_gives_it_back(admin: Client) -> None:
    """Saved as it is shown, the ladder is the one that is in force."""
    page = admin.get(SET)
    sent: dict[str, Any] = {"effective_from": "12/07/2018", "seen_id": "0", "decision": ""}
    for each in page.context["lines"]:
        for name in each.fields:
            value = each.initial.get(name)
            if value is not None and value is not False:
                sent[each.add_prefix(name)] = (
                    [v for v in value if v != "in_app"] if isinstance(value, list) else value
                )
    sent["so-dong"] = len(page.context["lines"])
    assert admin.post(SET, sent).status_code == 302
    before = ladders_on(date(2018, 7, 11)).for_duty(PLAIN)
    after = ladders_on(TODAY).for_duty(PLAIN)
    assert after.version is not None and before.version is None
    assert set(after.steps) == set(before.steps)


def test_a_ladder_for_starred_duties_holds_for_them_only(admin: Client, cast: Cast) -> None:
    sent = typed(line(0, alone="on", channels=["web_push"]), line(1, cause=""), is_starred="yes")
    page = admin.post(SET, sent, follow=True).content.decode()
    assert "Trước hạn 5 ngày làm việc" in page and "Gắn sao" in page and "45/QĐ-UBND" in page
    row = Ladder.objects.get()
    assert (row.set_by, row.effective_from, len(row.steps)) == (cast.admin, TODAY, 1)
    held = ladders_on(TODAY)
    assert held.for_duty(STARRED).version == row.pk
    assert held.for_duty(PLAIN).version is None
    (step,) = held.for_duty(STARRED).steps
    assert (step.after, step.alone, step.may_mute) == (-5, True, False)
    assert sorted(step.channels) == ["in_app", "web_push"]
    assert Event.objects.get(name=EventName.LADDER_CHANGED).reason == "45/QĐ-UBND"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"cause": "unconfirmed"}, "number"),  # only a deadline is known beforehand
        ({"cause": "unconfirmed", "side": "after", "number": "0"}, "number"),
        ({"number": "251"}, "number"),
        ({"number": "hai"}, "number"),
        ({"number": ""}, "number"),
        ({"every": "5"}, "every"),
        ({"side": "after", "every": "900"}, "every"),
        ({"to": []}, "to"),
        ({"to": ["anybody"]}, "to"),
        ({"days": "weeks"}, "days"),
        ({"channels": ["pigeon"]}, "channels"),
    ],
)
def test_a_wrong_step_is_said_beside_its_field(admin: Client, values: dict[str, Any], field: str) -> None:
    response = admin.post(SET, typed(line(0, number="3"), line(1, **values)))
    assert response.status_code == 422
    assert errors(response) == [(1, field)]
    assert response.content.decode().count("is-invalid") + response.content.decode().count("d-block") >= 1
    assert not Ladder.objects.exists()


def test_two_steps_at_one_moment_are_refused(admin: Client) -> None:
    response = admin.post(SET, typed(line(0), line(1, to=["agency_leader"])))
    assert errors(response) == [(1, "number")]
    assert "gộp người nhận" in response.content.decode()


def test_a_ladder_without_steps_and_one_for_yesterday_are_refused(admin: Client) -> None:
    response = admin.post(SET, typed(line(0, cause="")))
    assert "ít nhất một mốc" in response.content.decode()
    response = admin.post(SET, typed(line(0), effective_from="11/07/2018"))
    assert list(response.context["form"].errors) == ["effective_from"]
    response = admin.post(SET, typed(line(0), has_deadline="no"))
    assert errors(response) == [(0, "cause")]
    assert not Ladder.objects.exists()


def test_somebody_else_was_quicker(admin: Client) -> None:
    assert admin.post(SET, typed(line(0))).status_code == 302
    response = admin.post(SET, typed(line(0, number="6")))
    assert response.status_code == 422 and "vừa được người khác sửa" in response.content.decode()
    assert admin.post(SET, typed(line(0, number="6"), is_starred="yes")).status_code == 302  # another class


def test_a_version_to_come_is_taken_back_and_one_in_force_ends(admin: Client) -> None:
    admin.post(SET, typed(line(0), effective_from="01/08/2018"))
    coming = Ladder.objects.get()
    assert "áp dụng từ 01/08/2018" in admin.get(INDEX).content.decode()
    assert ladders_on(TODAY).for_duty(PLAIN).version is None
    admin.post(f"{INDEX}{coming.pk}/bai-bo/")
    assert not Ladder.objects.exists()
    admin.post(SET, typed(line(0), is_starred="yes"))
    row = Ladder.objects.get()
    assert "Bãi bỏ từ hôm nay" in admin.get(f"{INDEX}{row.pk}/").content.decode()
    admin.post(f"{INDEX}{row.pk}/bai-bo/")
    assert ladders_on(TODAY).for_duty(STARRED).version is None
    assert ladders_on(date(2018, 7, 11)).for_duty(STARRED).version is None
    assert Ladder.objects.count() == 2  # what was decided stays readable
    page = admin.get(INDEX).content.decode()
    assert "theo thang tiếp theo phù hợp" in page
    again = admin.post(f"{INDEX}{row.pk}/bai-bo/", follow=True).content.decode()
    assert "vừa được người khác sửa" in again


def test_the_rehearsal_says_what_would_be_told_and_tells_nothing(admin: Client, cast: Cast) -> None:
    duty = cast.duty(due_on=date(2018, 7, 20))
    page = admin.get(f"{INDEX}dien-tap/").content.decode()
    assert 'value="13/07/2018"' in page and "Theo ngày" not in page
    page = admin.get(f"{INDEX}dien-tap/?tu=13/07/2018&den=31/07/2018").content.decode()
    assert "Đầu mối Sở Xây dựng" in page and "Quá hạn 1 ngày" in page and "13/07/2018" in page
    assert not Reminder.objects.exists()
    wrong = admin.get(f"{INDEX}dien-tap/?tu=13/07/2018&den=12/07/2018")
    assert wrong.status_code == 422 and list(wrong.context["form"].errors) == ["den"]
    Person.objects.exclude(pk__in=[cast.admin.pk, cast.office_leader.pk]).update(is_active=False)
    address = f"{INDEX}dien-tap/?tu=13/07/2018&den=01/08/2018"
    Task.objects.update(specialist=None, office_leader=None)
    Ladder.objects.create(steps=[step_as_told(DEFAULT.steps[0])], effective_from="2018-07-01", set_at=NOW)
    assert duty.code not in admin.get(address).content.decode()  # an administrator reads no tasks
    admin.force_login(cast.office_leader)
    assert duty.code in admin.get(address).content.decode()


def test_editing_begins_with_the_version_and_its_class(admin: Client, cast: Cast) -> None:
    field = Field.objects.create(name="Xây dựng")
    admin.post(SET, typed(line(0), field=field.pk, unit_kind="department"))
    row = Ladder.objects.get()
    page = admin.get(f"{SET}?tu={row.pk}")
    assert page.context["form"].initial["field"] == field.pk
    assert [each.initial.get("number") for each in page.context["lines"]][:1] == [5]
    assert re.search(r"Sở, ban, ngành · Lĩnh vực Xây dựng", admin.get(INDEX).content.decode())
    assert admin.get(f"{SET}?tu=x").status_code == admin.get(f"{SET}?tu={'9' * 30}").status_code == 200


@pytest.mark.parametrize(
    ("noun", "kind", "other"),
    [
        ("upward", UnitKind.COMMITTEE, UnitKind.PARTY_COMMITTEE),
        ("submission", UnitKind.DEPARTMENT, UnitKind.COMMUNE),
        ("coordination", UnitKind.DEPARTMENT, UnitKind.COMMUNE),
    ],
)
def test_submissions_and_requests_have_ladders_of_their_own(
    admin: Client, noun: str, kind: UnitKind, other: UnitKind
) -> None:
    """With what can be said of them, and nothing else; what is stored is what was shown."""
    page = admin.get(f"{SET}?cho={noun}")
    first = page.context["lines"][0]
    causes = [value for value, _ in first.fields["cause"].choices if value]
    assert causes == [cause.value for cause in CAUSES_OF[Noun(noun)]]
    assert "is_starred" not in page.context["form"].fields and "alone" in first.fields
    address = f"{SET}?cho={noun}"
    wrong = admin.post(
        address,
        typed(
            line(0, to=["handler" if noun == Noun.COORDINATION else "officer"]),
            line(1, cause="extension", side="after", number="3", to=["office_leader"]),
        ),
    )
    assert wrong.status_code == 422 and errors(wrong) == [(0, "to"), (1, "cause")]
    sent = typed(line(0, to=["office_leader"]), unit_kind=kind.value, is_starred="yes")
    page = admin.post(address, sent, follow=True)
    row = Ladder.objects.get()
    assert (row.noun, row.unit_kind, row.is_starred) == (noun, kind, None)
    assert "Trước hạn 5 ngày làm việc" in page.content.decode()
    held = ladders_on(TODAY)
    assert held.for_duty(facts_apart(Noun(noun), kind)).version == row.pk
    assert held.for_duty(facts_apart(Noun(noun), other)).version is None
    assert held.for_duty(PLAIN).version is None
    edit = admin.get(f"{SET}?tu={row.pk}")
    assert [each.initial.get("to") for each in edit.context["lines"]][:1] == [["office_leader"]]
    assert row.version.ladder.steps[0].noun == noun
    assert "Bãi bỏ từ hôm nay" in admin.get(f"{INDEX}{row.pk}/").content.decode()
    admin.post(f"{INDEX}{row.pk}/bai-bo/")
    assert ladders_on(TODAY).for_duty(facts_apart(Noun(noun), kind)).version is None


def test_the_rehearsal_counts_submissions_too(admin: Client, cast: Cast) -> None:
    sent_upward(cast, on=date(2018, 7, 2))
    forwarded(cast, submitted(cast, on=date(2018, 7, 2)), on=date(2018, 7, 3))
    page = admin.get(f"{INDEX}dien-tap/?tu=13/07/2018&den=31/07/2018").content.decode()
    assert "và 1 văn bản trình cấp trên, 1 hồ sơ trình, 0 yêu cầu phối hợp" in page
    assert "Hồ sơ trình: quá hạn 1 ngày" in page and "Người đang xử lý hồ sơ" in page
