"""Khóa truy cập API: the keys with which one's own programs read what one may read."""

from typing import Any

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from nhacviec.actions.api_tokens import create_token, revoke_token
from nhacviec.queries.api_tokens import tokens_of
from nhacviec.records.models import ApiToken, Post
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Role
from nhacviec.rules.words import ROLES
from nhacviec.screens.forms.choice_fields import RowField
from nhacviec.screens.forms.fields import LineField, OfficeForm
from nhacviec.screens.page.guard import signed_in
from nhacviec.screens.page.paging import page_of
from nhacviec.screens.page.refused import sentence, show_refusal
from nhacviec.screens.page.request import OfficeRequest

DAYS = [
    ("30", gettext_lazy("30 ngày")),
    ("90", gettext_lazy("90 ngày")),
    ("180", gettext_lazy("180 ngày")),
    ("365", gettext_lazy("một năm")),
]


class TokenForm(OfficeForm):
    name = LineField(
        label=gettext_lazy("Dùng cho việc gì"), limit=80, help_text=gettext_lazy("Ví dụ: báo cáo của Sở.")
    )
    post = RowField(label=gettext_lazy("Đọc với tư cách"), required=True)
    days = forms.ChoiceField(label=gettext_lazy("Hết hạn sau"), choices=DAYS, initial="90")

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].offer((post, _label(post)) for post in posts)  # type: ignore[attr-defined]
        if posts:
            self.initial["post"] = posts[0].pk


def _label(post: Post) -> str:
    label = f"{post.title or ROLES[Role(post.role)]} · {post.unit.name}"
    if post.stands_in_for is None:
        return label
    return label + _(" · thay mặt %(name)s") % {"name": post.stands_in_for.person.full_name}


@signed_in
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    page = page_of(request, tokens_of(request.user))
    for token in page.object_list:
        token.is_valid = token.is_valid_at(request.now)
    return render(request, "account/api_tokens.html", {"page": page})


@signed_in
def create(request: OfficeRequest) -> HttpResponse:
    """A key outlives the session, so whoever sits at an open screen is asked who he is first."""
    if is_reauthentication_required(request, app="account"):
        return redirect(f"{resolve_url('account_reauthenticate')}?{urlencode({'next': request.path})}")
    sent = request.POST if request.method == "POST" else None
    form = TokenForm(sent, posts=request.posts)
    if sent is not None and form.is_valid():
        values = form.cleaned_data
        try:
            token, key = create_token(
                person=request.user,
                post=values["post"],
                name=values["name"],
                days=int(values["days"]),
                now=request.now,
            )
        except MoveNotAllowed as refused:
            show_refusal(form, refused, {})
        else:
            response = render(request, "account/api_token_made.html", {"token": token, "key": key})
            response["Cache-Control"] = "no-store"
            return response
    status = 422 if form.errors else 200
    return render(request, "account/api_token_form.html", {"form": form}, status=status)


@signed_in
def revoke(request: OfficeRequest, token_id: int) -> HttpResponse:
    """Asks first."""
    token = ApiToken.objects.filter(pk=token_id, person=request.user).first()
    if token is None:
        raise Http404
    if request.method != "POST":
        return render(request, "account/api_token_revoke.html", {"token": token})
    try:
        revoke_token(token=token, by=request.user, now=request.now)
    except MoveNotAllowed as refused:
        messages.error(request, sentence(refused))
    else:
        messages.success(request, _("Đã thu hồi khóa “%(name)s”.") % {"name": token.name})
    return redirect("account.api_tokens")
