"""Tokens of forms that were sent: by them a form that is sent again does its deed once."""

from datetime import datetime, timedelta

from nhacviec.records.models import SubmittedForm

KEPT = timedelta(days=2)  # nobody sends a page again that he opened the day before yesterday


def forget_sent_forms(*, now: datetime) -> int:
    """How many."""
    forgotten, _ = SubmittedForm.objects.filter(submitted_at__lt=now - KEPT).delete()
    return forgotten
