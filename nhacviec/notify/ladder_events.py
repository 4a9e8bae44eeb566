"""Steps of the ladders of submissions and requests to coordinate, which are told as events: whom a step
names, by which channels, and why. What duties are reminded of is folded instead (notify/fold)."""

from collections.abc import Iterable, Mapping

from nhacviec.queries.ladders import noun_of_submission
from nhacviec.records.models import Event, Ladder
from nhacviec.rules.ladders import DEFAULTS
from nhacviec.rules.notices import Channel, Who
from nhacviec.rules.reminders import Addressee, Cause, Noun, Step
from nhacviec.rules.words_deadlines import day_words
from nhacviec.rules.words_ladders import NOUNS, addressee_words, cause_words, step_words

WHO: dict[Noun, dict[Addressee, tuple[Who, ...]]] = {
    Noun.TASK: {},
    Noun.UPWARD: {
        Addressee.HANDLER: (Who.HANDLER,),
        Addressee.DIVISION_HEAD: (Who.DIVISION_HEAD,),
        Addressee.OFFICE_LEADER: (Who.OFFICE_HEAD,),
        Addressee.LEADER_IN_CHARGE: (Who.LEADER_IN_CHARGE,),
        Addressee.COMMITTEE_LEADER: (Who.COMMITTEE_HEAD,),
    },
    Noun.SUBMISSION: {
        Addressee.HANDLER: (Who.HANDLER,),
        Addressee.DIVISION_HEAD: (Who.DIVISION_HEAD,),
        Addressee.OFFICE_LEADER: (Who.OFFICE_HEAD,),
        Addressee.LEADER_IN_CHARGE: (Who.LEADER_IN_CHARGE,),
        Addressee.COMMITTEE_LEADER: (Who.COMMITTEE_HEAD,),
        Addressee.SUBMITTER: (Who.SUBMITTER,),
    },
    Noun.COORDINATION: {
        Addressee.OFFICER: (Who.ASKED_OFFICER,),
        Addressee.FOCAL_OFFICER: (Who.ASKED_DESK,),
        Addressee.AGENCY_LEADER: (Who.ASKED_LEADER,),
        Addressee.ASKER: (Who.ASKER, Who.FOCAL_OFFICER),
        Addressee.SPECIALIST: (Who.SPECIALIST,),
        Addressee.OFFICE_LEADER: (Who.OFFICE_LEADER,),
        Addressee.COMMITTEE_LEADER: (Who.COMMITTEE_LEADER,),
    },
}


def noun_of(event: Event) -> Noun:
    return noun_of_submission(event.submission) if event.submission else Noun.COORDINATION


def is_step(event: Event) -> bool:
    """Whether a step of a ladder was told by it."""
    return "step" in event.after and "to" in event.after


def named(event: Event) -> list[Who]:
    """Behind the words of the ladder, in the order of escalation."""
    who = WHO[noun_of(event)]
    return [one for told in event.after["to"] for one in who[Addressee(told)]]


def must_hear(event: Event) -> bool:
    return is_step(event) and not event.after["may_mute"]


def carries(event: Event, channel: Channel) -> bool:
    """The step names the channels; a gateway, which says only that something waits, rings with a letter."""
    return (
        not is_step(event)
        or (Channel.EMAIL if channel is Channel.APPRISE else channel) in event.after["channels"]
    )


def ladders_of(events: Iterable[Event]) -> dict[int, Ladder]:
    """The versions by which these were told; no query where there are none."""
    ids = {event.after["ladder"] for event in events if is_step(event) and event.after["ladder"]}
    return Ladder.objects.in_bulk(ids) if ids else {}


def because(event: Event, ladders: Mapping[int, Ladder]) -> list[str]:
    """The step, the ladder and its version, and whom it names; [] for every other event."""
    if not is_step(event):
        return []
    noun, row = noun_of(event), ladders.get(event.after["ladder"] or 0)
    steps = row.version.ladder.steps if row else DEFAULTS[noun].steps
    step = next((step for step in steps if step.key == event.after["step"]), None)
    told = [step_why(step, row, cause=Cause(event.after["cause"]), noun=noun)]
    if step is not None:
        told.append(whom_words(step))
    return told


def step_why(step: Step | None, row: Ladder | None, *, cause: Cause, noun: Noun = Noun.TASK) -> str:
    """ "Mốc nhắc: Quá hạn 1 ngày; theo thang nhắc việc số 4, áp dụng từ 01/08/2018 (45/QĐ-UBND)." """
    of = "" if noun is Noun.TASK else f" về {NOUNS[noun]}"
    by = f"thang nhắc việc{of} mặc định của hệ thống"
    if row is not None:
        by = f"thang nhắc việc{of} số {row.pk}, áp dụng từ {day_words(row.effective_from)}"
        by += f" ({row.decision})" if row.decision else ""
    return f"Mốc nhắc: {step_words(step) if step else cause_words(cause, noun)}; theo {by}."


def whom_words(step: Step) -> str:
    who = [addressee_words(one, step.noun) for one in Addressee if one in step.to]
    return f"Mốc này báo cho: {', '.join(f'{said[:1].lower()}{said[1:]}' for said in who)}."
