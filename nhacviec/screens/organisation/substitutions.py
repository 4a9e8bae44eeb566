"""Cử người làm thay: one's own posts; an administrator, anybody's."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhacviec.actions.posts import end_substitution, give_substitution, may_substitute
from nhacviec.queries.people import post_by_id, substitutions_of
from nhacviec.records.models import Post
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.screens.forms.fields import typed
from nhacviec.screens.organisation.people_forms import FIELD_OF, SubstitutionForm
from nhacviec.screens.page.guard import signed_in
from nhacviec.screens.page.htmx import go_to
from nhacviec.screens.page.refused import sentence, show_refusal
from nhacviec.screens.page.request import OfficeRequest


@signed_in
def index(request: OfficeRequest) -> HttpResponse:
    """My posts, who stands in for me, for whom I stand in."""
    context = {
        "own_posts": [post for post in request.posts if post.stands_in_for_id is None],
        "substitutions": substitutions_of(request.user, request.today),
    }
    return render(request, "substitutions/index.html", context)


@signed_in
def create(request: OfficeRequest, post_id: int) -> HttpResponse:
    post = _post_of_his(request, post_id)
    if post.stands_in_for_id is not None:
        raise Http404
    form = SubstitutionForm(**typed(request), post=post, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            substitution = give_substitution(
                actor=request.actor, post=post, now=request.now, **form.cleaned_data
            )
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
        else:
            days = f"{substitution.valid_from:%d/%m/%Y} – {substitution.valid_to:%d/%m/%Y}"
            text = _("Đã cử %(who)s làm thay %(away)s, %(days)s. Cả hai người đều thấy thông báo.")
            names = {"who": substitution.person.full_name, "away": post.person.full_name, "days": days}
            messages.success(request, text % names)
            return _back(request, post)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "substitutions/form.html", {"form": form, "post": post}, status=status)


@signed_in
def end(request: OfficeRequest, post_id: int) -> HttpResponse:
    """`post_id` is the substitute's post. Asks first."""
    substitution = post_by_id(post_id)
    away = substitution.stands_in_for
    if away is None or request.actor is None or not may_substitute(request.actor, away):
        raise Http404
    if request.method == "POST":
        try:
            end_substitution(actor=request.actor, substitution=substitution, now=request.now)
        except MoveNotAllowed as refused:
            messages.error(request, sentence(refused))
        else:
            text = _("%(who)s thôi làm thay %(away)s từ lúc này.")
            names = {"who": substitution.person.full_name, "away": away.person.full_name}
            messages.success(request, text % names)
        return _back(request, away)
    return render(request, "substitutions/end.html", {"substitution": substitution})


def _post_of_his(request: OfficeRequest, post_id: int) -> Post:
    """404 for posts that are none of his business, the same as for none at all."""
    post = post_by_id(post_id)
    if request.actor is None or not may_substitute(request.actor, post):
        raise Http404
    return post


def _back(request: OfficeRequest, post: Post) -> HttpResponse:
    if post.person_id == request.user.pk:
        return redirect("substitutions.index")
    return go_to(request, "people.show", post.person_id)
