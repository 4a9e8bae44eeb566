"""Lịch thời hạn: one's deadlines in the calendar of a phone or computer, by a secret address."""

from importlib import import_module
from math import ceil

import segno
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhacviec.actions.calendar_feeds import create_feed, revoke_feed
from nhacviec.actions.uses import note_use
from nhacviec.queries.calendar_feeds import MOST, deadlines_of, feed_of, feed_of_secret
from nhacviec.screens.page.guard import public, signed_in_with_post
from nhacviec.screens.page.request import OfficeRequest

READS_A_MINUTE = 6  # calendar programs ask a few times an hour


@signed_in_with_post
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: OfficeRequest) -> HttpResponse:
    """The address outlives the session, so whoever sits at an open screen is asked who he is first."""
    if is_reauthentication_required(request, app="account"):
        return redirect(f"{resolve_url('account_reauthenticate')}?{urlencode({'next': request.path})}")
    if request.method != "POST":
        return render(
            request, "notices/calendar_feed_form.html", {"feed": feed_of(request.user), "most": MOST}
        )
    secret = create_feed(person=request.user, now=request.now)
    address = settings.SITE + reverse("calendar_feed.read", args=[secret])
    context = {
        "address": address,
        "webcal": f"webcal://{address.split('://', 1)[1]}",
        # drawn by segno from our own address
        "qr": mark_safe(
            segno.make(address, error="m").svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
        ),
    }
    response = render(request, "notices/calendar_feed_made.html", context)
    response["Cache-Control"] = "no-store"
    return response


@signed_in_with_post
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: OfficeRequest) -> HttpResponse:
    """Asks first."""
    if request.method != "POST":
        return render(request, "notices/calendar_feed_revoke.html", {"feed": feed_of(request.user)})
    if revoke_feed(person=request.user, by=request.user, now=request.now):
        messages.success(request, _("Đã thu hồi đường dẫn lịch thời hạn."))
    return redirect("notices.settings")


@public
@require_safe
def read(request: HttpRequest, secret: str) -> HttpResponse:
    """Asked by programs. Nothing tells a wrong address from one taken back or of a closed account."""
    now = timezone.now()
    feed = feed_of_secret(secret)
    if feed is None:
        return HttpResponse(
            "404\n", status=404, content_type="text/plain", headers={"Cache-Control": "no-store"}
        )
    count, until = note_use(feed, now=now)
    if count > READS_A_MINUTE:
        wait = max(1, ceil((until - now).total_seconds()))
        return HttpResponse(status=429, headers={"Retry-After": str(wait), "Cache-Control": "no-store"})
    deadlines = deadlines_of(feed.person, now=now)
    # Its library is large, and only who has such a calendar needs it.
    files = import_module("nhacviec.exports.calendar_file")
    tag = files.tag_of(feed.person, deadlines)
    response = get_conditional_response(request, etag=tag)
    if response is None:
        response = HttpResponse(
            files.calendar_of(feed.person, deadlines),
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": 'inline; filename="thoi-han.ics"'},
        )
    response.headers["ETag"], response.headers["Cache-Control"] = tag, "private, no-cache"
    return response
