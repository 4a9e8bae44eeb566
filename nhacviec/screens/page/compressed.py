"""Pages go over the wire compressed: on a phone outside the office that is most of the waiting."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_PAGES = ("text/html", "application/json", "text/calendar")


class CompressedPages(GZipMiddleware):
    """Only what is written here and whole: a file that somebody downloads is streamed, and compressed already
    as a rule. Some random bytes are added to each answer, so that its length tells nothing of a secret in it
    (BREACH)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = str(response.get("Content-Type", "")).partition(";")[0]
        if response.streaming or kind not in _PAGES:
            return response
        return super().process_response(request, response)
