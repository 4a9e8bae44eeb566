"""A word that only this browser has, in a cookie: by it one knows which registered device signs out."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from nhacviec.queries.push_devices import browser_digest

COOKIE = "nhacviec_may"
_DAYS = 400  # browsers keep none longer
_MOST = 100


def browser_of(request: HttpRequest) -> str:
    """What is kept of the word; "" when this browser has none."""
    return browser_digest(request.COOKIES.get(COOKIE, "")[:_MOST])


def named_browser(request: HttpRequest, response: HttpResponse) -> str:
    """What is kept of it; the browser gets one, or keeps its own for longer, with this response."""
    word = request.COOKIES.get(COOKIE, "")[:_MOST] or secrets.token_urlsafe(32)
    response.set_cookie(
        COOKIE,
        word,
        max_age=_DAYS * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return browser_digest(word)
