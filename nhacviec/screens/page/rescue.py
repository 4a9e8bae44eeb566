"""What was typed into a form survives an expired session.

The text (no files) waits in the anonymous session under the form's address and is shown again, unsent,
after sign-in — to the same person only: forms carry a signed mark of whom they were shown to.
"""

from urllib.parse import urlsplit, urlunsplit

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

SESSION_KEY = "rescued_form"
MARK = "_shown_to"
LIMIT = 200_000  # characters; a session row is no place for more


def mark_for(person_id: int) -> str:
    return signing.dumps(person_id, salt="rescue")


def keep_form(request: HttpRequest) -> None:
    """Put the form aside; too long or unmarked forms are let go."""
    encoded = request.POST.urlencode()
    try:
        person_id = signing.loads(request.POST.get(MARK, ""), salt="rescue")
    except signing.BadSignature:
        return
    if len(encoded) <= LIMIT:
        request.session[SESSION_KEY] = {"path": request.path, "data": encoded, "person": person_id}


def holds_form(request: HttpRequest) -> bool:
    """Whether some form waits for the person who signs in next."""
    return SESSION_KEY in request.session


def page_of(request: HttpRequest) -> str:
    """The address of the page a form was sent from; the form's own address if the browser does not say.

    A form may be sent to an address that only takes POST: it is shown again on its page.
    """
    said = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(said, allowed_hosts={request.get_host()}):
        return request.get_full_path()
    parts = urlsplit(said)
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def rescued(request: HttpRequest, *, sent_to: str = "") -> QueryDict | None:
    """The form that was put aside for this page and this person; given out once.

    `sent_to`: where the page's form is sent, if that is not the page's own address.
    """
    kept = request.session.get(SESSION_KEY)
    if request.method != "GET" or not kept or kept["path"] != (sent_to or request.path):
        return None
    del request.session[SESSION_KEY]
    return QueryDict(kept["data"]) if kept["person"] == request.user.pk else None
