"""What was typed into a form survives an expired session.

The text (no files) waits in the anonymous session under the form's address and is shown again, unsent,
after sign-in — to the same person only: forms carry a signed mark of whom they were shown to.
"""

from django.core import signing
from django.http import HttpRequest, QueryDict

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


def rescued(request: HttpRequest) -> QueryDict | None:
    """The form that was put aside for this page and this person; given out once."""
    kept = request.session.get(SESSION_KEY)
    if request.method != "GET" or not kept or kept["path"] != request.path:
        return None
    del request.session[SESSION_KEY]
    return QueryDict(kept["data"]) if kept["person"] == request.user.pk else None
