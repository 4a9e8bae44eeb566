"""Letters of a kind are stopped from the letter itself, without signing in: by the mail program (RFC 8058) or
by whoever presses the button. Opening the address changes nothing: mail scanners open every link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from nhacviec.actions.notices import stop_letters
from nhacviec.notify.unsubscribing import read_token
from nhacviec.records.models import Person
from nhacviec.rules.words_notices import KINDS
from nhacviec.screens.page.guard import public


@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    asked = read_token(token)
    person = Person.objects.filter(pk=asked[0]).first() if asked else None
    if asked is None or person is None:
        raise Http404
    done = request.method == "POST"
    if done:
        stop_letters(person=person, kinds=asked[1], now=timezone.now())
    context = {"kinds": [KINDS[kind] for kind in asked[1]], "done": done}
    return render(request, "notices/unsubscribe.html", context)
