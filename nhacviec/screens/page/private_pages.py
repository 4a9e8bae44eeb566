"""What a signed-in person sees is kept by no proxy, and asked for anew by his own browser."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

HEADER = "Cache-Control"


class PrivatePages:
    """Pages that say more themselves (files, first passwords: not kept at all) are left as they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header(HEADER) and request.user.is_authenticated:
            response[HEADER] = "private, no-cache"
        return response
