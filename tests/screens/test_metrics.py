"""/metrics: what it says, and that nobody else reads it."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app
from prometheus_client.parser import text_string_to_metric_families

from nhacviec.actions.attention import remind
from nhacviec.actions.heartbeats import ANNOUNCING, REMINDING, SENDING, beat
from nhacviec.notify.announce import MOST_ATTEMPTS, announce
from nhacviec.queries import gauges
from nhacviec.records.models import Delivery, Unannounced
from nhacviec.rules.notices import DeliveryState
from tests.cast import Cast
from tests.moments import look_at

URL = "/metrics"
pytestmark = pytest.mark.django_db


def numbers(client: Client) -> dict[tuple[str, ...], float]:
    """(name, label values …) → value, as Prometheus understands it."""
    response = client.get(URL)
    assert response.status_code == 200
    return {
        (sample.name.removeprefix("nhacviec_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(response.content.decode())
        for sample in family.samples
    }


def test_a_quiet_system_says_nothing_waits(client: Client) -> None:
    for name in (REMINDING, ANNOUNCING, SENDING):
        beat(name, now=timezone.now())
    found = numbers(client)
    assert found["last_run_seconds", "reminding"] < 5
    assert found["late",] == 0
    assert {name for name, value in found.items() if value} <= {
        ("last_run_seconds", name) for name in (REMINDING, ANNOUNCING, SENDING)
    }
    assert found["messages", "email", "waiting"] == 0
    assert found["messages_given_up", "webhook"] == 0


def test_a_clock_that_never_ran_is_infinitely_late(client: Client) -> None:
    found = numbers(client)
    assert found["last_run_seconds", "reminding"] == float("inf")
    assert found["late",] == 1


def test_what_waits_and_what_is_stuck_is_counted(cast: Cast, client: Client, settings: LazySettings) -> None:
    settings.LETTERS = True
    now = timezone.now()
    duty = cast.duty()
    look_at(duty, now - timedelta(minutes=30))
    Unannounced.objects.all().delete()
    remind(actor=cast.acting("clerk"), assignment=duty, note="x", now=now)
    assert numbers(client)["events_untold",] == 1
    announce(now=now)
    Delivery.objects.update(due_at=now - timedelta(hours=2))
    remind(actor=cast.acting("clerk"), assignment=duty, note="y", now=now)
    Unannounced.objects.update(attempts=MOST_ATTEMPTS)

    found = numbers(client)

    assert found["events_parked",] == 1
    assert found["events_untold",] == 0
    assert found["messages", "email", "waiting"] == 2
    assert 7100 < found["message_oldest_seconds", "email"] < 7300
    assert found["reminder_steps_due",] == 1
    assert 1700 < found["reminder_step_oldest_seconds",] < 1900

    Delivery.objects.update(state=DeliveryState.GIVEN_UP)
    found = numbers(client)
    assert (found["messages", "email", "waiting"], found["messages_given_up", "email"]) == (0, 2)


def test_work_that_nobody_takes_up_is_counted(client: Client) -> None:
    app.configure_task("fold_tallies", queueing_lock="fold_tallies").defer(timestamp=0)
    later = timezone.now() + timedelta(hours=1)
    app.configure_task("remind", queueing_lock="remind", schedule_at=later).defer(timestamp=0)
    found = numbers(client)
    assert found["jobs_waiting",] == 1
    assert 0 <= found["job_oldest_seconds",] < 60


def test_the_limit_is_that_of_the_announcer() -> None:
    assert gauges.MOST_ATTEMPTS == MOST_ATTEMPTS


def refused(response: Any) -> bool:
    return (response.status_code, response.content) == (404, b"404\n")


def test_without_a_token_it_is_read_from_this_machine_only(client: Client) -> None:
    assert client.get(URL).status_code == 200
    assert client.get(URL, REMOTE_ADDR="::1").status_code == 200
    for address in ("10.0.0.7", "203.0.113.9", "", "unix"):
        assert refused(client.get(URL, REMOTE_ADDR=address))


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via", "X-Forwarded-Proto"])
def test_what_another_server_passes_on_is_not_from_this_machine(client: Client, header: str) -> None:
    assert refused(client.get(URL, headers={header: "127.0.0.1"}))


def test_behind_another_server_it_needs_a_token(client: Client, settings: LazySettings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert refused(client.get(URL))
    settings.ALLAUTH_TRUSTED_PROXY_COUNT, settings.HTTPS = 0, True
    assert refused(client.get(URL))


def test_with_a_token_it_is_read_by_whoever_has_it(client: Client, settings: LazySettings) -> None:
    settings.METRICS_TOKEN = "mat-khau-cua-prometheus"

    def ask(header: str) -> Any:
        return client.get(URL, headers={"Authorization": header} if header else {}, REMOTE_ADDR="203.0.113.9")

    assert ask("Bearer mat-khau-cua-prometheus").status_code == 200
    for wrong in (
        "",
        "Bearer ",
        "Bearer x",
        "Basic mat-khau-cua-prometheus",
        "mat-khau-cua-prometheus",
        "Bearer ỏ",
    ):
        assert refused(ask(wrong))
    assert refused(client.get(URL))  # nor from this machine


def test_nothing_of_anybodys_work_is_in_it(cast: Cast, client: Client) -> None:
    duty = cast.duty()
    text = client.get(URL).content.decode()
    for word in (duty.code, cast.focal.username, "Sở", cast.construction.name):
        assert word not in text
