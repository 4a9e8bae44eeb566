"""Diễn tập: what the clock would say in the days to come; nothing is sent."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhacviec.notify.rehearsing import open_apart, rehearse_all
from nhacviec.queries.access import visible_assignments
from nhacviec.queries.coordination_access import visible_coordinations
from nhacviec.queries.rehearsal import Rehearsal, open_duties
from nhacviec.queries.submission_access import visible_submissions, visible_upward
from nhacviec.rules.permissions import Right
from nhacviec.rules.reminders import Addressee, Noun, Step
from nhacviec.rules.words_ladders import CHANNELS, NOUNS, addressee_words, step_words
from nhacviec.screens.forms.fields import OfficeDateField, OfficeForm
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest

LONGEST = timedelta(days=400)
MOST_DUTIES = 20_000  # more are for the command line: nobody waits that long for a page
MOST_SHOWN = 50


class SpanForm(OfficeForm):
    tu = OfficeDateField(label=gettext_lazy("Từ ngày"))
    den = OfficeDateField(label=gettext_lazy("Đến hết ngày"))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = values.get("tu"), values.get("den")
        if first and last and not timedelta(0) <= last - first <= LONGEST:
            said = _("Ngày cuối phải sau ngày đầu, nhiều nhất %(days)s ngày.") % {"days": LONGEST.days}
            self.add_error("den", said)
        return values


@needs(Right.MANAGE_POLICY)
def show(request: OfficeRequest) -> HttpResponse:
    """Asked with `?tu=…&den=…`; without them only the form."""
    begin = {"tu": request.today + timedelta(days=1), "den": request.today + timedelta(days=30)}
    form = SpanForm(request.GET) if request.GET else SpanForm(initial=begin)
    about: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        count = open_duties().count() + open_apart()
        if count > MOST_DUTIES:
            about |= {"too_many": count}
        else:
            about |= _shown(request, rehearse_all(form.cleaned_data["tu"], form.cleaned_data["den"]))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "ladders/rehearsal.html", about, status=status)


def _shown(request: OfficeRequest, found: Rehearsal) -> dict[str, Any]:
    reminders: Counter[date] = Counter()
    steps: Counter[tuple[Step, Addressee]] = Counter()
    for (number, step, who), count in found.by_day.items():
        reminders[found.first + timedelta(days=number)] += count
        steps[step, who] += count
    apart = [(noun, words) for noun, words in NOUNS.items() if noun is not Noun.TASK]
    untold = visible_assignments(request.actor).filter(pk__in=found.untold)
    return {
        "found": found,
        "days": [(day, count, reminders[day]) for day, count in sorted(found.messages_by_day().items())],
        "steps": [
            (_of_noun(step), addressee_words(who, step.noun), _channels(step), n)
            for (step, who), n in steps.most_common()
        ],
        "busiest": found.busiest(),
        "apart": ", ".join(f"{found.apart[noun]} {words}" for noun, words in apart) if found.apart else "",
        "untold_count": len(found.untold) + len(found.untold_apart),
        "untold_upward": visible_upward(request.actor)
        .filter(pk__in=_ids(found, Noun.UPWARD))
        .select_related("addressee")
        .order_by("due_on", "pk")[:MOST_SHOWN],
        "untold_submissions": visible_submissions(request.actor)
        .filter(pk__in=_ids(found, Noun.SUBMISSION))
        .select_related("unit")
        .order_by("due_on", "pk")[:MOST_SHOWN],
        "untold_requests": visible_coordinations(request.actor, few=True)
        .filter(pk__in=_ids(found, Noun.COORDINATION))
        .select_related("unit")
        .order_by("due_on", "pk")[:MOST_SHOWN],
        "untold": untold.select_related("task", "unit").order_by("due_on", "pk")[:MOST_SHOWN],
    }


def _ids(found: Rehearsal, noun: Noun) -> list[int]:
    return [pk for of, pk in found.untold_apart if of is noun]


def _of_noun(step: Step) -> str:
    said = step_words(step)
    return (
        said if step.noun is Noun.TASK else f"{NOUNS[step.noun].capitalize()}: {said[:1].lower()}{said[1:]}"
    )


def _channels(step: Step) -> str:
    return ", ".join(words for channel, words in CHANNELS.items() if channel in step.channels) or "–"
