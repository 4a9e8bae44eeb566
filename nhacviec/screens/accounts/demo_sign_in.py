"""One click into a role of the demo. The address exists only where settings.DEMO is on."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from nhacviec.integrations.demo.accounts import ACCOUNTS, DemoAccount
from nhacviec.records.models import Person
from nhacviec.screens.page.addresses import back_to
from nhacviec.screens.page.guard import public


def roles() -> list[DemoAccount]:
    """The roles one may try; none outside the demo."""
    if not settings.DEMO:
        return []
    names = [account.username for account in ACCOUNTS]
    there = set(Person.objects.filter(username__in=names, is_active=True).values_list("username", flat=True))
    return [account for account in ACCOUNTS if account.username in there]


@public
@require_POST
def enter(request: HttpRequest, username: str) -> HttpResponse:
    if username not in {account.username for account in roles()}:
        raise Http404
    person = get_object_or_404(Person, username=username)
    get_adapter().login(request, person)
    return redirect(back_to(request, otherwise="home"))
