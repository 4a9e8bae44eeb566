"""Webhook: the systems that are told of events, their secrets, and how the last messages went."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from nhacviec.actions.webhooks import change_webhook, create_webhook, remove_webhook, renew_secret
from nhacviec.notify.webhook_outbox import message_to
from nhacviec.queries.webhooks import all_webhooks, last_messages, webhook_by_id
from nhacviec.records.models import Webhook
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.notices import DeliveryState
from nhacviec.rules.outward import LONGEST, BadTarget, target_of
from nhacviec.rules.permissions import Right
from nhacviec.rules.webhooks import Topic
from nhacviec.rules.words_notices import DELIVERY_STATES
from nhacviec.rules.words_outward import BAD_TARGETS, TOPICS
from nhacviec.screens.forms.fields import LineField, OfficeForm, typed
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.refused import show_refusal
from nhacviec.screens.page.request import OfficeRequest


class WebhookForm(OfficeForm):
    name = LineField(label=gettext_lazy("Tên hệ thống nhận"), limit=80)
    address = LineField(
        label=gettext_lazy("Địa chỉ nhận (https)"),
        limit=LONGEST,
        help_text=gettext_lazy("Ví dụ: https://app.tinh.gov.vn/nhac-viec"),
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Báo những sự kiện"),
        choices=[(topic.value, words) for topic, words in TOPICS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    is_on = forms.BooleanField(label=gettext_lazy("Đang gửi"), required=False)

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        try:
            target_of(address, named=settings.OUTWARD_HOSTS)
        except BadTarget as bad:
            raise ValidationError(BAD_TARGETS[bad.code], code=bad.code) from bad
        return address

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "name": data["name"],
            "address": data["address"],
            "topics": [Topic(topic) for topic in data["topics"]],
        }


@needs(Right.MANAGE_ORGANISATION)
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    return render(request, "webhooks/index.html", {"webhooks": all_webhooks()})


@needs(Right.MANAGE_ORGANISATION)
def create(request: OfficeRequest) -> HttpResponse:
    form = WebhookForm(**typed(request), initial={"topics": [topic.value for topic in Topic]})
    del form.fields["is_on"]
    if request.method == "POST" and form.is_valid():
        try:
            webhook, secret = create_webhook(actor=request.actor, now=request.now, **form.values())
        except MoveNotAllowed as refused:
            show_refusal(form, refused, {})
        else:
            return _secret_page(request, webhook, secret)
    return _form_page(request, form, None)


@needs(Right.MANAGE_ORGANISATION)
@require_safe
def show(request: OfficeRequest, webhook_id: int) -> HttpResponse:
    webhook = webhook_by_id(webhook_id)
    context = {
        "webhook": webhook,
        "topics": [words for topic, words in TOPICS.items() if topic in webhook.topics],
        "rows": [
            {
                "delivery": delivery,
                "state": DELIVERY_STATES[DeliveryState(delivery.state)],
                "events": len((delivery.payload or {}).get("events", ())),
            }
            for delivery in last_messages(webhook)
        ],
    }
    return render(request, "webhooks/show.html", context)


@needs(Right.MANAGE_ORGANISATION)
def edit(request: OfficeRequest, webhook_id: int) -> HttpResponse:
    webhook = webhook_by_id(webhook_id)
    names = ("name", "address", "topics", "is_on")
    form = WebhookForm(**typed(request), initial={name: getattr(webhook, name) for name in names})
    if request.method == "POST" and form.is_valid():
        is_on = form.cleaned_data["is_on"]
        change_webhook(actor=request.actor, webhook=webhook, is_on=is_on, now=request.now, **form.values())
        messages.success(request, _("Đã lưu webhook “%(name)s”.") % {"name": form.cleaned_data["name"]})
        return redirect("webhooks.show", webhook.pk)
    return _form_page(request, form, webhook)


@needs(Right.MANAGE_ORGANISATION)
def renew(request: OfficeRequest, webhook_id: int) -> HttpResponse:
    """Asks first: the receiver refuses everything until it knows the new secret."""
    webhook = webhook_by_id(webhook_id)
    if request.method != "POST":
        return render(request, "webhooks/renew.html", {"webhook": webhook})
    secret = renew_secret(actor=request.actor, webhook=webhook, now=request.now)
    return _secret_page(request, webhook, secret)


@needs(Right.MANAGE_ORGANISATION)
@require_POST
def try_out(request: OfficeRequest, webhook_id: int) -> HttpResponse:
    webhook = webhook_by_id(webhook_id)
    if webhook.is_on:
        message_to(webhook, [], now=request.now).save()
        messages.success(request, _("Tin thử sẽ được gửi trong vòng một phút; xem trả lời ở bảng dưới."))
    else:
        messages.info(request, _("Webhook đang tắt nên không gửi."))
    return redirect("webhooks.show", webhook.pk)


@needs(Right.MANAGE_ORGANISATION)
def remove(request: OfficeRequest, webhook_id: int) -> HttpResponse:
    """Asks first."""
    webhook = webhook_by_id(webhook_id)
    if request.method != "POST":
        return render(request, "webhooks/remove.html", {"webhook": webhook})
    remove_webhook(actor=request.actor, webhook=webhook, now=request.now)
    messages.success(request, _("Đã bỏ webhook “%(name)s”.") % {"name": webhook.name})
    return redirect("webhooks.index")


def _form_page(request: OfficeRequest, form: WebhookForm, webhook: Webhook | None) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "webhooks/form.html", {"form": form, "webhook": webhook}, status=status)


def _secret_page(request: OfficeRequest, webhook: Webhook, secret: str) -> HttpResponse:
    response = render(request, "webhooks/secret.html", {"webhook": webhook, "secret": secret})
    response["Cache-Control"] = "no-store"
    return response
