"""When and from where each session was last used, for "Thiết bị đang đăng nhập"."""

import time
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

EVERY_SECONDS = 60
_MOST = 10_000  # sessions that one process remembers


class Presence:
    """Notes it once a minute, and at once from another address or browser: not a write for every page.

    allauth's own middleware writes with each request, and so makes every page wait for the disk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.noted: dict[str, tuple[str, str, float]] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and request.user.is_authenticated:
            self._note(request, request.session.session_key)
        return self.get_response(request)

    def _note(self, request: HttpRequest, session_key: str) -> None:
        address, browser = str(get_adapter().get_client_ip(request)), request.headers.get("User-Agent", "")
        now = time.monotonic()
        *last, noted_at = self.noted.get(session_key, ("", "", -EVERY_SECONDS))
        if last == [address, browser] and now - noted_at < EVERY_SECONDS:
            return
        UserSession.objects.create_from_request(request)
        if len(self.noted) >= _MOST:
            self.noted.clear()
        self.noted[session_key] = (address, browser, now)
