"""A form that is sent twice (double click, back button, impatient reload) does its deed once.

Every such form carries a token ({% once_mark %}); the second sending leads to the first result,
until the token is forgotten (actions/sent_forms)."""

import uuid
from collections.abc import Callable

from django.db import transaction

from nhacviec.records.models import SubmittedForm
from nhacviec.screens.page.request import OfficeRequest

FIELD = "_once"


def new_token() -> str:
    return str(uuid.uuid4())


def once(request: OfficeRequest, deed: Callable[[], str]) -> str:
    """Do the deed and give the address it returns; sent again, give the same address and do nothing.

    Token and deed commit together: when the deed raises, the form may be sent again."""
    token = _token(request.POST.get(FIELD, ""))
    if token is None:
        return deed()
    with transaction.atomic():
        form, is_first = SubmittedForm.objects.get_or_create(
            person=request.user, token=token, defaults={"submitted_at": request.now}
        )
        if is_first:
            form.result = deed()
            form.save(update_fields=["result"])
        return form.result


def first_result(request: OfficeRequest) -> str:
    """Where this form led when it was sent before, "" when it was not: asked before a form is judged, since
    its own first result may be what a second judgement would find wrong."""
    token = _token(request.POST.get(FIELD, ""))
    form = SubmittedForm.objects.filter(person=request.user, token=token).first() if token else None
    return form.result if form else ""


def _token(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
