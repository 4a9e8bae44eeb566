"""The systems that are told of events, and what became of the messages to each."""

from django.http import Http404

from nhacviec.records.models import Delivery, Webhook

LAST = 20


def webhooks_on() -> list[Webhook]:
    return list(Webhook.objects.filter(is_on=True))


def all_webhooks() -> list[Webhook]:
    return list(Webhook.objects.filter(removed_at=None))


def webhook_by_id(webhook_id: int) -> Webhook:
    webhook = Webhook.objects.filter(pk=webhook_id, removed_at=None).first()
    if webhook is None:
        raise Http404
    return webhook


def last_messages(webhook: Webhook) -> list[Delivery]:
    """Newest first."""
    return list(Delivery.objects.filter(webhook=webhook).order_by("-id")[:LAST])
