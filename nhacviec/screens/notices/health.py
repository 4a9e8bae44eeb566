"""/healthz: for whoever watches the server from outside. Says nothing of anybody's work."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nhacviec.queries.watchdog import beats, not_running
from nhacviec.screens.page.guard import public


@public
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """503 without the database. Reminders that stand still are said and leave it 200: the pages work, and a
    balancer must not take them away; `?nhac-viec=1` makes that 503 too, for an alarm."""
    now = timezone.now()
    try:
        moments, standing = beats(), not_running(now)
    except DatabaseError:
        return JsonResponse({"status": "down", "database": False}, status=503)
    told = {
        "status": "late" if standing else "ok",
        "database": True,
        "last_run_seconds_ago": {
            name: None if moment is None else round((now - moment).total_seconds())
            for name, moment in moments.items()
        },
    }
    return JsonResponse(told, status=503 if standing and "nhac-viec" in request.GET else 200)
