"""The browsers in which one wants to be woken: registered, tried out, removed, at another address."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from nhacviec.actions import push_devices as deeds
from nhacviec.notify.vapid import public_key
from nhacviec.queries.push_devices import device_of
from nhacviec.rules.devices import device_name
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.push import Subscription, WrongSubscription, checked
from nhacviec.screens.page.browser import browser_of, named_browser
from nhacviec.screens.page.guard import public, signed_in_with_post
from nhacviec.screens.page.refused import sentence
from nhacviec.screens.page.request import OfficeRequest


@signed_in_with_post
@require_POST
def add(request: OfficeRequest) -> HttpResponse:
    """This browser: what it says of itself comes with the form that its script has filled in."""
    response = redirect("notices.settings")
    if not settings.PUSH:
        messages.error(request, _("Hệ thống này không gửi thông báo đẩy."))
        return response
    try:
        deeds.add_device(
            person=request.user,
            subscription=_subscription(request),
            browser=named_browser(request, response),
            name=device_name(request.headers.get("User-Agent", "")) or _("Trình duyệt"),
            now=request.now,
        )
    except WrongSubscription:
        messages.error(request, _("Trình duyệt gửi thông tin đăng ký không hợp lệ nên chưa đăng ký được."))
    except MoveNotAllowed as refused:
        messages.error(request, sentence(refused))
    else:
        messages.success(request, _("Thiết bị này sẽ nhận thông báo đẩy."))
    return response


@signed_in_with_post
@require_POST
def remove(request: OfficeRequest, device_id: int) -> HttpResponse:
    device = device_of(request.actor.person_id, device_id)
    deeds.remove_device(device=device, now=request.now)
    messages.success(request, _("Đã gỡ %(name)s khỏi các thiết bị nhận thông báo.") % {"name": device.name})
    return redirect("notices.settings")


@signed_in_with_post
@require_POST
def try_out(request: OfficeRequest, device_id: int) -> HttpResponse:
    device = device_of(request.actor.person_id, device_id)
    try:
        deeds.try_out(device=device, now=request.now)
    except MoveNotAllowed as refused:
        messages.error(request, sentence(refused))
    else:
        messages.success(
            request, _("Thông báo thử sẽ tới %(name)s trong vòng một phút.") % {"name": device.name}
        )
    return redirect("notices.settings")


@public
@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """For the service worker, which has no page: the public key of this installation."""
    response = JsonResponse({"key": public_key()})
    response["Cache-Control"] = "no-store"
    return response


@public
@csrf_exempt
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """From the service worker, perhaps weeks after signing in: the cookie that only this browser has says
    which device it is. A page of another site cannot send it (SameSite), nor read the answer."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise PermissionDenied
    browser = browser_of(request)
    if not browser:
        raise Http404
    try:
        known = deeds.renew(browser=browser, subscription=_subscription(request), now=timezone.now())
    except WrongSubscription:
        return HttpResponse(status=422)
    except MoveNotAllowed:
        return HttpResponse(status=429)
    return HttpResponse(status=204 if known else 404)


def _subscription(request: HttpRequest) -> Subscription:
    return checked(
        endpoint=request.POST.get("endpoint", ""),
        p256dh=request.POST.get("p256dh", ""),
        auth=request.POST.get("auth", ""),
        private=settings.PUSH_PRIVATE_ADDRESSES,
    )
