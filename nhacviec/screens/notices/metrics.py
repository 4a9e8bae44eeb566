"""/metrics: for a Prometheus server that watches this one. Never open to everybody."""

from importlib import import_module
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nhacviec.queries.gauges import gauges
from nhacviec.screens.page.guard import public

_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")


@public
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """404 to whoever may not read it, as if there were nothing; 503 without the database."""
    if not _may_read(request):
        return HttpResponse("404\n", status=404, content_type="text/plain")
    now = timezone.now()
    try:
        found = gauges(now)
        # Its library is read by the first who asks, not by every start.
        text = import_module("nhacviec.exports.gauges_text")
        return HttpResponse(text.text_of(found, now=now), content_type=text.CONTENT_TYPE)
    except DatabaseError:
        return HttpResponse("503\n", status=503, content_type="text/plain")


def _may_read(request: HttpRequest) -> bool:
    """With the token of the settings. Where none is set: from this machine alone, as long as no other server
    stands in front of which every request comes from this machine."""
    if settings.METRICS_TOKEN:
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        return scheme.lower() == "bearer" and constant_time_compare(token.strip(), settings.METRICS_TOKEN)
    if settings.HTTPS or settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return False
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
