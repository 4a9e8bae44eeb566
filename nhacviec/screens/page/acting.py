"""Which post the signed-in person acts in now (`request.actor`), and the office's clockwork of today."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from nhacviec.queries.actors import actor_in, posts_today
from nhacviec.queries.modules import seeing
from nhacviec.queries.office_day import OfficeDay
from nhacviec.rules.timeliness import local_date

SESSION_KEY = "acting_post"


class ActingMiddleware:
    """Reads the posts anew on every request: ending a post or an account takes effect at once.

    Sets request.now (aware), request.today (in Việt Nam), request.office, request.posts, request.actor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
        request.today = local_date(request.now)  # type: ignore[attr-defined]
        request.office = OfficeDay(request.now)  # type: ignore[attr-defined]
        request.posts, request.actor = [], None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            posts = posts_today(request.user, request.today)  # type: ignore[attr-defined]
            chosen = request.session.get(SESSION_KEY)
            post = next((p for p in posts if p.pk == chosen), posts[0] if posts else None)
            request.posts = posts  # type: ignore[attr-defined]
            request.acting_post = post  # type: ignore[attr-defined]
            if post is not None:
                actor = actor_in(post, posts)
                request.actor = seeing(actor, request.office.policy)  # type: ignore[attr-defined]
        return self.get_response(request)
