"""Webhooks against a real https server: what is told, how it is signed, and what becomes of each message when
the other side misbehaves."""

import base64
import hmac
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.conf import settings as django_settings
from django.utils import timezone

from nhacviec.actions.answers import answer
from nhacviec.actions.attention import instruct, remind
from nhacviec.actions.receiving import accept
from nhacviec.actions.submissions import note as note_file
from nhacviec.actions.webhooks import change_webhook, create_webhook, remove_webhook, renew_secret
from nhacviec.notify import webhook_outbox
from nhacviec.notify.announce import announce
from nhacviec.notify.channels import line
from nhacviec.notify.channels import webhook as channel
from nhacviec.notify.post_office import send
from nhacviec.notify.sending import MOST_ATTEMPTS, retake
from nhacviec.records.models import Assignment, Delivery, Webhook
from nhacviec.rules.lifecycle import State
from nhacviec.rules.notices import Channel, DeliveryState
from nhacviec.rules.webhooks import Topic
from tests.cast import Cast
from tests.coordination import asked as ask_coordination
from tests.make import NOW
from tests.notify.https_server import Got, Receiver, https_server
from tests.notify.telling import forget
from tests.submitting import at, day, forwarded, handed_back, submitted
from tests.upward import sent_upward

WEBHOOK = Channel.WEBHOOK


@pytest.fixture
def receiver(tmp_path: Path, settings: LazySettings) -> Iterator[Receiver]:
    settings.LETTERS = False
    with https_server(tmp_path, settings) as running:
        yield running


def connect(cast: Cast, receiver: Receiver, *topics: Topic) -> tuple[Webhook, str]:
    made = create_webhook(
        actor=cast.acting("admin"), name="Trục", address=receiver.url, topics=topics or list(Topic), now=NOW
    )
    forget()
    return made


def deed(cast: Cast, now: datetime = NOW) -> Assignment:
    """One event that is told of."""
    duty = cast.duty()
    remind(actor=cast.acting("clerk"), assignment=duty, note="Nội dung riêng", now=now)
    announce(now=now)
    return duty


def states() -> list[str]:
    return list(Delivery.objects.filter(channel=WEBHOOK).order_by("id").values_list("state", flat=True))


def is_signed(got: Got, secret: str) -> bool:
    """As a receiver checks it."""
    signed = f"{got.headers['webhook-id']}.{got.headers['webhook-timestamp']}.".encode() + got.body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    right = base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
    return got.headers["webhook-signature"] == f"v1,{right}"


def test_another_system_is_told_with_a_signature(cast: Cast, receiver: Receiver) -> None:
    _webhook, secret = connect(cast, receiver)
    duty = deed(cast)
    assert send(WEBHOOK, now=NOW) == 1
    [got] = receiver.got
    assert got.path == "/nhan?tu=nhac-viec"
    assert is_signed(got, secret)
    assert got.headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert got.said["id"] == got.headers["webhook-id"] == Delivery.objects.get().message_id
    assert got.said["type"] == "nhacviec.events"
    [event] = got.said["events"]
    assert (event["topic"], event["name"], event["task"]) == ("urged", "reminded", duty.task.code)
    assert event["assignment"] == {
        "code": duty.code,
        "state": "in_progress",
        "duty": "lead",
        "outcome": None,
        "due_on": "2018-07-20",
        "due_hour": None,
        "original_due_on": "2018-07-20",
        "unit": {"id": cast.construction.pk, "code": None},
    }
    assert event["url"].endswith(f"/dau-viec/{duty.code}/")
    assert Delivery.objects.get().answer == "204 No Content"


def test_the_receiver_of_the_guide_takes_it_once(cast: Cast, receiver: Receiver) -> None:
    _webhook, secret = connect(cast, receiver)
    now = timezone.now()
    deed(cast, now)
    send(WEBHOOK, now=now)
    guide = (django_settings.PACKAGE.parent / "docs" / "guide" / "webhook.md").read_text(encoding="utf-8")
    scope: dict[str, Any] = {}
    exec(guide.split("```python\n")[1].split("```")[0], scope)
    [got] = receiver.got
    seen: set[str] = set()
    assert not scope["is_ours"](got.headers, got.body + b" ", secret, seen)
    assert not scope["is_ours"](got.headers | {"webhook-timestamp": "1500000000"}, got.body, secret, seen)
    assert scope["is_ours"](got.headers, got.body, secret, seen)
    assert not scope["is_ours"](got.headers, got.body, secret, seen)


def test_nothing_that_anybody_wrote_is_told(cast: Cast, receiver: Receiver) -> None:
    connect(cast, receiver)
    duty = deed(cast)
    answer(actor=cast.acting("focal"), assignment=duty, text="Câu trả lời mật thiết", now=NOW)
    instruct(actor=cast.acting("chair"), task=duty.task, text="Làm ngay", leader_name="Chủ tịch", now=NOW)
    announce(now=NOW)
    send(WEBHOOK, now=NOW)
    assert receiver.events == ["reminded", "answered"]
    said = b"".join(got.body for got in receiver.got).decode()
    for word in ("Nội dung riêng", "Câu trả lời", "Làm ngay", duty.task.content, "Đầu mối", "Sở"):
        assert word not in said


def test_only_what_was_chosen_is_told_and_once(cast: Cast, receiver: Receiver) -> None:
    connect(cast, receiver, Topic.ACCEPTED)
    connect(cast, receiver, Topic.ANSWERED, Topic.ACCEPTED)
    duty = cast.duty(state=State.ASSIGNED)
    accept(actor=cast.acting("focal"), assignment=duty, now=NOW)
    duty.refresh_from_db()
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=NOW)
    announce(now=NOW)
    announce(now=NOW)
    send(WEBHOOK, now=NOW)
    send(WEBHOOK, now=NOW)
    assert sorted(receiver.events) == ["accepted", "accepted", "answered"]


def test_what_comes_together_goes_together_up_to_a_limit(
    cast: Cast, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_outbox, "MOST_IN_ONE", 3)
    connect(cast, receiver)
    duty = cast.duty()
    for _ in range(7):
        remind(actor=cast.acting("clerk"), assignment=duty, note="x", now=NOW)
    announce(now=NOW)
    send(WEBHOOK, now=NOW)
    assert [len(got.said["events"]) for got in receiver.got] == [3, 3, 1]


def test_a_failure_is_tried_again_with_the_same_id_and_body_and_a_new_time(
    cast: Cast, receiver: Receiver
) -> None:
    _webhook, secret = connect(cast, receiver)
    deed(cast)
    receiver.answers = [(500, {}), (302, {"Location": "https://10.0.0.1/"}), (404, {})]
    now = NOW
    for minutes in (0, 1, 5, 15):
        now += timedelta(minutes=minutes)
        send(WEBHOOK, now=now)
    assert [len(receiver.got), states()] == [4, [DeliveryState.SENT]]
    assert len({got.headers["webhook-id"] for got in receiver.got}) == 1
    assert len({got.body for got in receiver.got}) == 1
    assert len({got.headers["webhook-timestamp"] for got in receiver.got}) == 4
    assert all(is_signed(got, secret) for got in receiver.got)


def test_what_is_refused_for_what_it_is_is_parked_and_holds_up_nothing(
    cast: Cast, receiver: Receiver
) -> None:
    connect(cast, receiver)
    deed(cast)
    deed(cast)
    receiver.answers = [(422, {})]
    send(WEBHOOK, now=NOW)
    assert states() == [DeliveryState.GIVEN_UP, DeliveryState.SENT]
    assert "422 Unprocessable Entity: đã nhận" in Delivery.objects.earliest("id").answer
    assert len(Delivery.objects.earliest("id").answer) < 450  # of a long answer the beginning


def test_what_fails_for_ever_ends(cast: Cast, receiver: Receiver) -> None:
    connect(cast, receiver)
    deed(cast)
    receiver.answers = [(500, {})] * 50
    for hours in range(60):
        send(WEBHOOK, now=NOW + timedelta(hours=hours))
    assert len(receiver.got) == MOST_ATTEMPTS
    assert states() == [DeliveryState.GIVEN_UP]


def test_a_system_that_is_not_there_costs_no_attempt_but_has_an_end(
    cast: Cast, receiver: Receiver, settings: LazySettings
) -> None:
    webhook, _secret = connect(cast, receiver)
    closed = "https://127.0.0.1:9/"  # the discard port: nobody listens
    settings.OUTWARD_HOSTS = [*settings.OUTWARD_HOSTS, "127.0.0.1:9"]
    Webhook.objects.filter(pk=webhook.pk).update(address=closed)
    deed(cast)
    deed(cast)
    for minutes in range(20):
        send(WEBHOOK, now=NOW + timedelta(minutes=2 * minutes))
    assert set(states()) == {DeliveryState.WAITING, DeliveryState.FAILED}  # the second waits behind the first
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {0}
    Webhook.objects.filter(pk=webhook.pk).update(address=receiver.url)
    send(WEBHOOK, now=NOW + timedelta(hours=1))
    assert states() == [DeliveryState.SENT] * 2

    Webhook.objects.filter(pk=webhook.pk).update(address=closed)
    deed(cast)
    send(WEBHOOK, now=NOW + channel.PATIENCE)
    assert states()[-1] == DeliveryState.GIVEN_UP


def test_one_that_is_down_delays_no_other(cast: Cast, receiver: Receiver, settings: LazySettings) -> None:
    settings.OUTWARD_HOSTS = [*settings.OUTWARD_HOSTS, "127.0.0.1:9"]
    first, _secret = connect(cast, receiver)
    connect(cast, receiver)
    Webhook.objects.filter(pk=first.pk).update(address="https://127.0.0.1:9/")
    deed(cast)
    assert send(WEBHOOK, now=NOW) == 1


def test_no_answer_leaves_it_uncertain_and_it_is_told_again_under_its_id(
    cast: Cast, receiver: Receiver
) -> None:
    connect(cast, receiver)
    deed(cast)
    receiver.answers = [(0, {})]
    send(WEBHOOK, now=NOW)
    assert states() == [DeliveryState.UNCERTAIN]
    send(WEBHOOK, now=NOW + timedelta(minutes=1))
    assert states() == [DeliveryState.SENT]
    assert len({got.headers["webhook-id"] for got in receiver.got}) == 1
    assert Delivery.objects.get().doubts == 1


def test_an_answer_that_never_ends_is_cut_off(
    cast: Cast, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "ALL_SECONDS", 0.4)
    connect(cast, receiver)
    deed(cast)
    receiver.answers = [(-1, {})]
    began = datetime.now()
    send(WEBHOOK, now=NOW)
    assert states() == [DeliveryState.UNCERTAIN]
    assert datetime.now() - began < timedelta(seconds=4)  # it drips for five


def test_a_receiver_that_asks_for_a_pause_gets_it(cast: Cast, receiver: Receiver) -> None:
    connect(cast, receiver)
    deed(cast)
    deed(cast)
    receiver.answers = [(429, {"Retry-After": "1800"})]
    send(WEBHOOK, now=NOW)
    first = Delivery.objects.earliest("id")
    assert (first.attempts, first.next_try_at) == (0, NOW + timedelta(minutes=30))
    assert len(receiver.got) == 1  # nor is it asked to take the second


def test_a_certificate_that_is_not_trusted_is_told_nothing(
    cast: Cast, receiver: Receiver, settings: LazySettings
) -> None:
    connect(cast, receiver)
    deed(cast)
    settings.OUTWARD_CA = ""
    send(WEBHOOK, now=NOW)
    assert receiver.got == []
    assert "CERTIFICATE_VERIFY_FAILED" in Delivery.objects.get().answer


def test_an_inner_address_is_refused_again_when_it_is_told(
    cast: Cast, receiver: Receiver, settings: LazySettings
) -> None:
    """It was allowed when it was entered."""
    connect(cast, receiver)
    deed(cast)
    settings.OUTWARD_HOSTS = []
    send(WEBHOOK, now=NOW)
    assert receiver.got == []
    assert states() == [DeliveryState.FAILED]
    assert "NHACVIEC_OUTWARD_HOSTS" in Delivery.objects.get().answer


def test_a_public_name_that_leads_inside_is_refused(
    cast: Cast, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of several addresses one is enough: which of them is asked is the name's choice."""
    webhook, _secret = connect(cast, receiver)
    Webhook.objects.filter(pk=webhook.pk).update(address="https://bay.example.com/")
    port = int(receiver.url.split(":")[2].split("/")[0])
    inside, outside = (2, 1, 6, "", ("127.0.0.1", port)), (2, 1, 6, "", ("8.8.8.8", 443))
    for found in ([inside], [outside, inside]):
        monkeypatch.setattr("socket.getaddrinfo", lambda *_a, found=found, **_k: found)
        deed(cast)
        send(WEBHOOK, now=NOW)
        assert "NHACVIEC_OUTWARD_HOSTS" in Delivery.objects.latest("id").answer
    assert receiver.got == []


def test_what_is_off_or_removed_is_told_nothing_any_more(cast: Cast, receiver: Receiver) -> None:
    webhook, _secret = connect(cast, receiver)
    deed(cast)
    values = {"name": "Trục", "address": receiver.url, "topics": list(Topic)}
    change_webhook(actor=cast.acting("admin"), webhook=webhook, is_on=False, now=NOW, **values)  # type: ignore[arg-type]
    send(WEBHOOK, now=NOW)
    assert states() == [DeliveryState.DROPPED]
    forget()
    deed(cast)
    assert len(states()) == 1
    remove_webhook(actor=cast.acting("admin"), webhook=webhook, now=NOW)
    assert Webhook.objects.get().sealed_secret == ""


def test_a_new_secret_signs_what_waits(cast: Cast, receiver: Receiver) -> None:
    webhook, old = connect(cast, receiver)
    deed(cast)
    new = renew_secret(actor=cast.acting("admin"), webhook=webhook, now=NOW)
    send(WEBHOOK, now=NOW)
    [got] = receiver.got
    assert is_signed(got, new) and not is_signed(got, old)


def test_the_secret_lies_sealed_and_another_key_of_the_installation_does_not_open_it(
    cast: Cast, receiver: Receiver, settings: LazySettings
) -> None:
    webhook, secret = connect(cast, receiver)
    assert secret not in Webhook.objects.get(pk=webhook.pk).sealed_secret
    deed(cast)
    settings.SECRET_KEY = "x" * 50
    send(WEBHOOK, now=NOW)
    assert receiver.got == []
    assert Delivery.objects.get().answer == channel.NO_SECRET


def test_a_worker_that_dies_with_a_message_in_hand_leaves_it_to_the_next(
    cast: Cast, receiver: Receiver
) -> None:
    connect(cast, receiver)
    deed(cast)
    Delivery.objects.update(state=DeliveryState.SENDING, attempts=1, claimed_at=NOW)
    later = NOW + timedelta(minutes=6)
    assert retake(now=later) == 1
    assert send(WEBHOOK, now=later) == 1
    assert len(receiver.got) == 1


def test_submissions_and_requests_are_told_with_states_and_days_and_no_words(
    cast: Cast, settings: Any
) -> None:
    settings.OUTWARD_HOSTS = ["truc.example"]
    webhook = Webhook.objects.create(
        name="Trục",
        address="https://truc.example/",
        sealed_secret="x",
        topics=["submission", "coordination", "upward"],
        created_at=NOW,
        created_by=cast.admin,
    )
    forget()
    row = handed_back(cast, forwarded(cast, submitted(cast), on=day(1)), on=day(2))
    note_file(actor=cast.acting("chair"), submission=row, text="Kéo dài quá", now=at(day(3)))
    request = ask_coordination(cast)
    above = sent_upward(cast)
    announce(now=NOW)
    [sent] = Delivery.objects.filter(webhook=webhook)
    assert sent.payload is not None
    events = sent.payload["events"]
    assert [event["name"] for event in events] == [
        "submission_registered",
        "submission_forwarded",
        "supplement_asked",
        "coordination_asked",
        "upward_sent",
    ]
    assert events[4]["url"].endswith(f"/trinh-cap-tren/{above.pk}/")
    assert events[4]["submission"]["addressee"]["id"] == above.addressee_id
    assert events[2]["submission"] == {
        "id": row.pk,
        "stop": "supplement",
        "stop_since": "2018-07-04",
        "due_on": None,
        "closed_on": None,
        "days_late": None,
        "unit": {"id": row.unit_id, "code": row.unit.code or None},
    }
    assert events[3]["coordination"]["id"] == request.pk and events[3]["assignment"] is not None
    assert events[3]["url"].endswith(f"/phoi-hop/{request.pk}/")
    said = str(sent.payload)
    for words in (
        "Kéo dài",
        "Thiếu ý kiến",
        "Hồ sơ sơ sài",
        request.content,
        row.abstract,
        row.symbol,
        above.abstract,
    ):
        assert words not in said
