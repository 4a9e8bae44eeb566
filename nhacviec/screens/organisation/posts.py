"""Chức vụ: give one to a person, end one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhacviec.actions.posts import end_post, give_post
from nhacviec.queries.people import person_by_id, post_by_id
from nhacviec.queries.unit_directory import directory_of_open_units
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Right
from nhacviec.screens.forms.fields import typed
from nhacviec.screens.organisation.people import say
from nhacviec.screens.organisation.people_forms import FIELD_OF, EndPostForm, PostForm
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import go_to
from nhacviec.screens.page.refused import show_refusal
from nhacviec.screens.page.request import OfficeRequest


@needs(Right.MANAGE_PEOPLE)
def give(request: OfficeRequest, person_id: int) -> HttpResponse:
    person = person_by_id(person_id)
    directory = directory_of_open_units(request.today)
    form = PostForm(**typed(request), directory=directory, initial={"valid_from": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            give_post(actor=request.actor, person=person, values=form.values(), now=request.now)
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
        else:
            say(request, _("Đã giao chức vụ cho {}."), person)
            return go_to(request, "people.show", person.pk)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "posts/give.html", {"form": form, "person": person}, status=status)


@needs(Right.MANAGE_PEOPLE)
def end(request: OfficeRequest, post_id: int) -> HttpResponse:
    post = post_by_id(post_id)
    form = EndPostForm(**typed(request), initial={"last_day": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            end_post(actor=request.actor, post=post, now=request.now, **form.cleaned_data)
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
        else:
            say(request, _("Đã ghi nhận {} thôi giữ chức vụ."), post.person)
            return go_to(request, "people.show", post.person_id)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "posts/end.html", {"form": form, "post": post}, status=status)
