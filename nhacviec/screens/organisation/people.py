"""Cán bộ: who may sign in, and the posts of each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nhacviec.actions.people import (
    change_person,
    create_person,
    deactivate_person,
    reactivate_person,
    reset_password,
)
from nhacviec.queries.people import (
    people_matching,
    person_by_id,
    person_events,
    posts_of,
    substitutions_of,
)
from nhacviec.queries.unit_directory import directory_of_all_units
from nhacviec.records.models import Person
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Right, Role
from nhacviec.rules.text import visible
from nhacviec.screens.forms.fields import OfficeForm, typed
from nhacviec.screens.organisation.history_lines import history_lines
from nhacviec.screens.organisation.people_forms import FIELD_OF, ROLE_CHOICES, PersonForm, ReasonForm
from nhacviec.screens.page.addresses import row_id
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import go_to, show
from nhacviec.screens.page.paging import page_of
from nhacviec.screens.page.refused import sentence, show_refusal
from nhacviec.screens.page.request import OfficeRequest

ACTIVITY = {"": "active", "da-khoa": "inactive", "chua-mat-khau": "no_password", "tat-ca": "all"}


@needs(Right.MANAGE_PEOPLE)
def index(request: OfficeRequest) -> HttpResponse:
    asked = request.GET
    directory = directory_of_all_units()
    unit_id = row_id(asked.get("don-vi", ""))
    unit = directory.units.get(unit_id) if unit_id else None
    role = asked.get("vai-tro", "") if asked.get("vai-tro", "") in set(Role) else ""
    chosen = asked.get("loc", "") if asked.get("loc", "") in ACTIVITY else ""
    text = visible(asked.get("tim", ""))[:200]
    people = people_matching(
        text=text,
        unit_id=unit.pk if unit else None,
        role=role,
        activity=ACTIVITY[chosen],
        today=request.today,
    )
    context = {
        "page": page_of(request, people),
        "text": text,
        "unit": unit,
        "role": role,
        "chosen": chosen,
        "roles": ROLE_CHOICES,
        "units": sorted(
            ((u.pk, directory.label(u)) for u in directory.units.values() if u.valid_to is None or u == unit),
            key=lambda pair: pair[1],
        ),
        "filtered": bool(text or unit or role or chosen),
    }
    return show(request, "people/index.html", context, part="list")


@needs(Right.MANAGE_PEOPLE)
def detail(request: OfficeRequest, person_id: int) -> HttpResponse:
    person = person_by_id(person_id)
    events = page_of(request, person_events(person))
    context = {
        "person": person,
        "posts": list(posts_of(person)[:100]),
        "substitutions": substitutions_of(person, request.today),
        "events": events,
        "history": history_lines(events),
    }
    return render(request, "people/show.html", context)


@needs(Right.MANAGE_PEOPLE)
@never_cache
def create(request: OfficeRequest) -> HttpResponse:
    """The answer to a good form is the page with the first password: it is shown once, so no redirect."""
    form = PersonForm(**typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            person, password = create_person(actor=request.actor, values=form.values(), now=request.now)
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
        else:
            context = {"person": person, "password": password, "is_new": True}
            return render(request, "people/password.html", context)
    return _form_page(request, "people/form.html", form, None)


@needs(Right.MANAGE_PEOPLE)
def edit(request: OfficeRequest, person_id: int) -> HttpResponse:
    person = person_by_id(person_id)
    initial = {name: getattr(person, name) for name in ("username", "full_name", "email", "phone")}
    form = PersonForm(**typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_person(actor=request.actor, person=person, values=form.values(), now=request.now)
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
        else:
            say(request, _("Đã sửa thông tin của {}.") if changed else _("{}: không có gì thay đổi."), person)
            return go_to(request, "people.show", person.pk)
    return _form_page(request, "people/form.html", form, person)


@needs(Right.MANAGE_PEOPLE)
def deactivate(request: OfficeRequest, person_id: int) -> HttpResponse:
    person = person_by_id(person_id)
    form = ReasonForm(**typed(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            deactivate_person(actor=request.actor, person=person, reason=reason, now=request.now)
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
        else:
            say(request, _("Đã khóa tài khoản của {}. Người này bị đăng xuất ngay."), person)
            return go_to(request, "people.show", person.pk)
    return _form_page(request, "people/deactivate.html", form, person)


@needs(Right.MANAGE_PEOPLE)
@require_POST
def reactivate(request: OfficeRequest, person_id: int) -> HttpResponse:
    person = person_by_id(person_id)
    try:
        reactivate_person(actor=request.actor, person=person, now=request.now)
    except MoveNotAllowed as refused:
        messages.error(request, sentence(refused))
    else:
        say(request, _("Đã mở lại tài khoản của {}."), person)
    return go_to(request, "people.show", person.pk)


@needs(Right.MANAGE_PEOPLE)
@never_cache
def password(request: OfficeRequest, person_id: int) -> HttpResponse:
    """Asks first; then shows the new password, once."""
    person = person_by_id(person_id)
    context: dict[str, object] = {"person": person}
    if request.method == "POST":
        context["password"] = reset_password(actor=request.actor, person=person, now=request.now)
    return render(request, "people/password.html", context)


def _form_page(request: HttpRequest, template: str, form: OfficeForm, person: Person | None) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, "person": person}, status=status)


def say(request: HttpRequest, text: str, person: Person) -> None:
    person.refresh_from_db(fields=["full_name"])
    link = format_html(
        '<a href="{}" class="alert-link">{}</a>', reverse("people.show", args=[person.pk]), person.full_name
    )
    messages.success(request, format_html(text, link))
