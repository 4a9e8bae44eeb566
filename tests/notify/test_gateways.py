"""Gateways through the real library to a real server on this machine: what is said, to whom, how often."""

import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.conf import LazySettings

from nhacviec.actions.attention import remind
from nhacviec.actions.gateways import remove_gateway, set_gateway, try_gateway
from nhacviec.actions.notices import read_all
from nhacviec.actions.reminding import remind as take_steps
from nhacviec.actions.send_hours import set_hours
from nhacviec.notify.announce import announce
from nhacviec.notify.channels import gateway as channel
from nhacviec.notify.fold import fold
from nhacviec.notify.outbox import most_an_hour
from nhacviec.notify.post_office import send
from nhacviec.records.models import Assignment, Delivery, Gateway, Person, Unit
from nhacviec.rules.notices import Channel, DeliveryState
from nhacviec.rules.words_outward import BAD_GATEWAYS
from tests.cast import Cast
from tests.make import NOW, TODAY
from tests.moments import look_at

SOON = NOW + timedelta(minutes=2)
LINK = "http://localhost:8000/thong-bao/"


@dataclass
class Service:
    address: str = ""
    got: list[dict[str, Any]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        return [message["message"] for message in self.got]


@pytest.fixture
def service(settings: LazySettings) -> Iterator[Service]:
    """Takes what Apprise sends to json://."""
    found = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            found.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            status = found.statuses.pop(0) if found.statuses else 200
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "http://127.0.0.1:9/khac")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    found.address = f"json://nguoi-dung:mat-khau-rieng@127.0.0.1:{server.server_port}/duong-rieng"
    settings.LETTERS = False
    settings.APPRISE_SCHEMAS = ["json"]
    settings.OUTWARD_HOSTS = [f"127.0.0.1:{server.server_port}"]
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


def own(cast: Cast, service: Service, person: Person) -> Gateway:
    return set_gateway(address=service.address, person=person, actor=cast.acting("focal"), now=NOW)


def of_unit(cast: Cast, service: Service, unit: Unit) -> Gateway:
    return set_gateway(address=service.address, unit=unit, actor=cast.acting("admin"), now=NOW)


def deed(cast: Cast, now: datetime = NOW) -> Assignment:
    """Asks something of the people of Sở Xây dựng."""
    duty = cast.duty()
    remind(actor=cast.acting("clerk"), assignment=duty, note="Nội dung riêng", now=now)
    announce(now=now)
    return duty


def states() -> list[str]:
    return list(Delivery.objects.order_by("id").values_list("state", flat=True))


def test_a_person_is_told_how_much_waits_and_never_what(cast: Cast, service: Service) -> None:
    own(cast, service, cast.focal)
    duties = [deed(cast), deed(cast)]
    assert send(Channel.APPRISE, now=NOW) == 0  # not before its minute is over
    assert send(Channel.APPRISE, now=SOON) == 1
    assert service.said == [f"Bạn có 2 việc cần xem. {LINK}"]
    said = json.dumps(service.got)
    for word in ("riêng", duties[0].code, duties[0].task.content[:10], "Sở", cast.focal.full_name):
        assert word not in said
    assert states() == [DeliveryState.SENT]


def test_what_was_read_meanwhile_is_not_told(cast: Cast, service: Service) -> None:
    own(cast, service, cast.focal)
    deed(cast)
    read_all(person_id=cast.focal.pk, newest=10**9, now=NOW)
    send(Channel.APPRISE, now=SOON)
    assert (service.got, states()) == ([], [DeliveryState.DROPPED])


def test_the_morning_is_told_in_one_message(cast: Cast, service: Service) -> None:
    own(cast, service, cast.focal)
    for days in (-1, 0, 3):
        duty = cast.duty(due_on=TODAY + timedelta(days=days))
        look_at(duty, NOW)
    take_steps(now=NOW)
    fold(now=NOW)
    send(Channel.APPRISE, now=SOON)
    assert len(service.said) == 1


def test_after_some_within_an_hour_the_next_gathers(cast: Cast, service: Service) -> None:
    own(cast, service, cast.focal)
    for minute in range(0, 50, 5):
        now = NOW + timedelta(minutes=minute)
        deed(cast, now)
        send(Channel.APPRISE, now=now + timedelta(minutes=2))
    assert len(service.said) == most_an_hour(Channel.APPRISE)
    send(Channel.APPRISE, now=NOW + timedelta(hours=3))
    assert service.said[-1].startswith("Bạn có 10 việc")


def test_a_unit_is_told_as_a_whole_in_its_hours(cast: Cast, service: Service) -> None:
    of_unit(cast, service, cast.construction)
    set_hours(actor=cast.acting("admin"), unit=cast.construction, hours=(600, 660), now=NOW)  # 10:00–11:00
    deed(cast)
    deed(cast)
    assert Delivery.objects.count() == 1
    assert send(Channel.APPRISE, now=SOON) == 0
    assert send(Channel.APPRISE, now=NOW + timedelta(hours=1)) == 1
    assert service.said == [f"Đơn vị có 2 việc cần xem. {LINK}"]
    deed(cast, NOW + timedelta(hours=1))
    assert Delivery.objects.count() == 2


def test_a_division_is_told_by_the_gateway_above_unless_it_has_its_own(cast: Cast, service: Service) -> None:
    above = of_unit(cast, service, cast.construction)
    duty = cast.duty(officer=cast.officer, division=cast.infrastructure)
    remind(actor=cast.acting("clerk"), assignment=duty, note="x", now=NOW)
    announce(now=NOW)
    assert set(Delivery.objects.values_list("provider", flat=True)) == {above.provider}
    below = of_unit(cast, service, cast.infrastructure)
    Delivery.objects.all().delete()
    remind(actor=cast.acting("clerk"), assignment=duty, note="y", now=NOW)
    announce(now=NOW)
    told = set(Delivery.objects.values_list("provider", flat=True))
    assert told == {above.provider, below.provider}  # its officer by its own, the focal officer above


def test_other_units_are_not_told(cast: Cast, service: Service) -> None:
    of_unit(cast, service, cast.finance)
    deed(cast)
    assert not Delivery.objects.exists()


def test_while_none_is_allowed_nothing_is_put_down_or_sent(
    cast: Cast, service: Service, settings: LazySettings
) -> None:
    own(cast, service, cast.focal)
    of_unit(cast, service, cast.construction)
    deed(cast)
    waiting = Delivery.objects.count()
    settings.APPRISE_SCHEMAS = []
    deed(cast)
    assert Delivery.objects.count() == waiting == 2
    send(Channel.APPRISE, now=SOON)
    assert service.got == []
    assert set(Delivery.objects.values_list("answer", flat=True)) == {BAD_GATEWAYS["not_allowed"]}


def test_a_host_that_is_named_no_longer_is_asked_no_more(
    cast: Cast, service: Service, settings: LazySettings
) -> None:
    own(cast, service, cast.focal)
    deed(cast)
    settings.OUTWARD_HOSTS = ["127.0.0.1:1"]
    send(Channel.APPRISE, now=SOON)
    assert (service.got, states()) == ([], [DeliveryState.GIVEN_UP])


def test_the_host_is_the_one_the_library_understands(service: Service, settings: LazySettings) -> None:
    """Whatever passed the first look: the library is asked where it would go."""
    settings.OUTWARD_HOSTS = ["10.0.0.5"]
    result = channel.send("json", service.address, "x")
    assert result.answer == BAD_GATEWAYS["host_not_named"]
    settings.OUTWARD_HOSTS = ["127.0.0.1"]
    for option in ("?verify=no", "?redirect=yes"):
        assert channel.send("json", service.address + option, "x").answer == BAD_GATEWAYS["host_not_named"]
    assert service.got == []
    assert channel.send("json", "json://", "x").answer == BAD_GATEWAYS["misshapen"]


def test_a_refusal_is_tried_again_and_told_without_the_secret(
    cast: Cast, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    own(cast, service, cast.focal)
    deed(cast)
    service.statuses = [500, 302]
    with caplog.at_level(logging.DEBUG):
        send(Channel.APPRISE, now=SOON)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == (DeliveryState.FAILED, 1)
    assert delivery.answer
    send(Channel.APPRISE, now=SOON + timedelta(minutes=1))
    assert len(service.got) == 2  # the redirect was not followed
    send(Channel.APPRISE, now=SOON + timedelta(minutes=10))
    assert states() == [DeliveryState.SENT]
    for secret in ("mat-khau-rieng", "duong-rieng", "nguoi-dung"):
        assert secret not in delivery.answer + delivery.address
        assert secret not in caplog.text


def test_a_trial_goes_at_once_and_says_that_it_is_one(cast: Cast, service: Service) -> None:
    try_gateway(own(cast, service, cast.focal), now=NOW)
    try_gateway(of_unit(cast, service, cast.construction), now=NOW)
    assert send(Channel.APPRISE, now=NOW) == 2
    assert service.said == [f"Tin thử từ Nhắc Việc. {LINK}"] * 2


def test_one_that_was_taken_away_or_changed_is_told_nothing(cast: Cast, service: Service) -> None:
    gateway = own(cast, service, cast.focal)
    deed(cast)
    remove_gateway(person=cast.focal, actor=cast.acting("focal"), now=NOW)
    gateway.refresh_from_db()
    assert gateway.sealed_address == ""
    send(Channel.APPRISE, now=SOON)
    assert (service.got, states()) == ([], [DeliveryState.DROPPED])


def test_who_may_no_longer_sign_in_is_told_nothing(cast: Cast, service: Service) -> None:
    own(cast, service, cast.focal)
    deed(cast)
    Person.objects.filter(pk=cast.focal.pk).update(is_active=False)
    send(Channel.APPRISE, now=SOON)
    assert service.got == []


def test_the_address_lies_sealed(cast: Cast, service: Service, settings: LazySettings) -> None:
    gateway = own(cast, service, cast.focal)
    assert "mat-khau" not in gateway.sealed_address + gateway.shown
    deed(cast)
    settings.SECRET_KEY = "y" * 50
    send(Channel.APPRISE, now=SOON)
    assert "NHACVIEC_SECRET_KEY" in Delivery.objects.get().answer
