"""A message as a letter."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime, formataddr
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from nhacviec.notify.contents import Contents, contents_of, in_short
from nhacviec.notify.unsubscribing import token_of
from nhacviec.records.models import Assignment, Delivery, Person
from nhacviec.rules.notices import NoticeKind
from nhacviec.rules.permissions import AGENCY_ROLES
from nhacviec.rules.words_notices import KINDS, MANDATORY, MAY_MUTE

# Seven bits: every server carries them.
POLICY = SMTP_POLICY.clone(cte_type="7bit")
MOST_SUBJECT = 140


def letter_of(delivery: Delivery, *, now: datetime) -> EmailMessage | None:
    """None when there is nothing left to say."""
    contents = contents_of(delivery, now=now)
    if contents is None:
        return None
    person, told = delivery.reader, contents.notices
    letter = EmailMessage(policy=POLICY)
    letter["Subject"] = settings.EMAIL_SUBJECT_PREFIX + in_short(contents)[:MOST_SUBJECT]
    letter["From"] = settings.DEFAULT_FROM_EMAIL
    letter["To"] = formataddr((person.full_name, delivery.address))
    monitor = _monitor(contents)
    if monitor is not None:
        letter["Reply-To"] = formataddr((monitor.full_name, monitor.email))
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = delivery.message_id
    letter["Auto-Submitted"] = "auto-generated"
    letter["X-Auto-Response-Suppress"] = "All"
    kinds = sorted({NoticeKind(notice.kind) for notice in told})
    may_stop = not any(notice.is_mandatory for notice in told)
    stop = settings.SITE + reverse("notices.unsubscribe", args=[token_of(person.pk, kinds)])
    if may_stop:
        letter["List-Unsubscribe"] = f"<{stop}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    context = {
        "person": person,
        "sections": contents.sections,
        "monitor": monitor,
        "province": settings.PROVINCE,
        "centre": settings.SITE + reverse("notices.index"),
        "choices": settings.SITE + reverse("notices.settings"),
        "stop": stop if may_stop else "",
        "kinds": [KINDS[kind] for kind in kinds],
        "mandatory": MAY_MUTE if may_stop else MANDATORY,
    }
    letter.set_content(render_to_string("letters/letter.txt", context))
    letter.add_alternative(render_to_string("letters/letter.html", context), subtype="html")
    return letter


def _monitor(contents: Contents) -> Person | None:
    """Who follows all that the letter is about: an agency answers to him."""
    if not any(post.role in AGENCY_ROLES for post in contents.posts):
        return None
    tasks = {notice.task for notice in contents.notices if notice.task}
    reminded = Assignment.objects.filter(
        reminders__notice__in=[n for n in contents.notices if "groups" in n.data]
    )
    monitors: set[Any] = {task.specialist for task in tasks}
    monitors |= {duty.task.specialist for duty in reminded.select_related("task__specialist")}
    found = monitors.pop() if len(monitors) == 1 else None
    return found if found is not None and found.is_active and found.email else None
