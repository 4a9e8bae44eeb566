"""What the tests of documents and entering share: signing in, and the forms as a browser sends them."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from nhacviec.records.models import Document
from tests.cast import Cast
from tests.make import NOW

HEAD = {
    "symbol": "1130/KH-VP",
    "issued_on": "29/06/2018",
    "abstract": "Triển khai phần mềm theo dõi nhiệm vụ",
    "issuer": "vp",
    "drafting_unit": "th",
    "urgency": "normal",
    "secrecy": "none",
}


@pytest.fixture
def office(client: Client, cast: Cast) -> Iterator[Client]:
    """The specialist of Phòng Tổng hợp at his desk, on 12/07/2018."""
    with time_machine.travel(NOW, tick=False):
        client.force_login(cast.specialist)
        yield client


def head(**changes: str) -> dict[str, str]:
    return HEAD | {"_once": str(uuid.uuid4())} | changes


def cards(*tasks: dict[str, str], do: str = "save", **more: str) -> dict[str, str]:
    """The form of the desk: cards({"content": …, "leads": "stc"}, do="issue")."""
    data = {"count": str(len(tasks)), "do": do, "_once": str(uuid.uuid4())} | more
    for number, task in enumerate(tasks):
        data |= {f"t{number}-{name}": value for name, value in task.items()}
    return data


def registered(office: Client, **changes: str) -> Document:
    response = office.post("/van-ban/moi/", head(**changes))
    assert response.status_code == 302, page_text(response)
    return Document.objects.latest("id")


def page_text(response: Any) -> str:
    """The words of a page, blanks folded."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.replace("&quot;", '"').split())
