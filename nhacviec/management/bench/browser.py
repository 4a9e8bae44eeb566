"""A person's browser, as small as can be: one kept connection, cookies, the time each answer took."""

import http.client
import re
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

CSRF_COOKIE = "nhacviec_csrf"


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: bytes
    seconds: float


@dataclass(frozen=True)
class Request:
    """`data` makes it a POST. `status`: what a right answer has; `holds`: what must stand in it."""

    path: str
    data: dict[str, str] | None = None
    status: int = 200
    holds: str = ""


class Sender(ABC):
    """Sends requests as a signed-in person."""

    @abstractmethod
    def send(self, request: Request) -> Answer:
        """Ask once, and follow nothing."""

    def must(self, request: Request) -> Answer:
        """The right answer, or the end of the benchmark: a wrong page is not worth timing."""
        answer = self.send(request)
        text = answer.body.decode("utf-8", "replace") if request.holds else ""
        if answer.status != request.status or request.holds not in text:
            raise CommandError(f"{request.path}: {answer.status}, không như mong đợi ({request.holds!r})")
        return answer


class Browser(Sender):
    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port = port
        self.cookies = dict(cookies or {})
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def send(self, request: Request) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if request.data is not None:
            body = urlencode(request.data | {"csrfmiddlewaretoken": self.cookies.get(CSRF_COOKIE, "")})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.connection.request("POST" if body is not None else "GET", request.path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - began
        for name, value in re.findall(
            r"^set-cookie: ([^=]+)=([^;]*)", str(answer.headers), re.MULTILINE | re.IGNORECASE
        ):
            self.cookies[name] = value
        return Answer(answer.status, answer.headers.get("Location", ""), content, seconds)

    def sign_in(self, username: str, password: str) -> None:
        page = "/tai-khoan/dang-nhap/"
        self.must(Request(page))
        self.must(Request(page, {"login": username, "password": password}, status=302))

    def close(self) -> None:
        self.connection.close()


class InProcess(Sender):
    """The same requests to the same program inside this process, where its queries can be counted."""

    def __init__(self, cookies: dict[str, str]) -> None:
        self.client = Client(SERVER_NAME="localhost", enforce_csrf_checks=False)
        for name, value in cookies.items():
            self.client.cookies[name] = value
        self.queries = 0

    def send(self, request: Request) -> Answer:
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as captured:
            if request.data is None:
                answer = self.client.get(request.path)
            else:
                answer = self.client.post(request.path, request.data)
            body = b"".join(getattr(answer, "streaming_content", ())) if answer.streaming else answer.content
        self.queries += len(captured)
        return Answer(
            answer.status_code, answer.headers.get("Location", ""), body, time.perf_counter() - began
        )
