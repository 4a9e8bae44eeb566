"""All letters that are due are written and handed to the mail server."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from nhacviec.notify.channels.email import Mailer
from nhacviec.notify.channels.result import Result
from nhacviec.notify.letters import letter_of
from nhacviec.notify.outbox import MAIL
from nhacviec.notify.sending import retake, send_due
from nhacviec.records.models import Delivery


def send_letters(*, now: datetime | None = None) -> int:
    """How many went. `now`: another clock, for rehearsals and tests."""
    if not settings.LETTERS:
        return 0

    def clock() -> datetime:
        return now or timezone.now()

    retake(now=clock())
    with Mailer() as mailer:

        def hand(delivery: Delivery) -> Result | None:
            letter = letter_of(delivery, now=clock())
            return None if letter is None else mailer.send(letter, delivery.address)

        return send_due(MAIL, hand, clock=clock)
