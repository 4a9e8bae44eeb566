"""Steps of the ladders of submissions and requests to coordinate are events first: whom a step names. And why
somebody is reminded, of whichever noun."""

from nhacviec.queries.ladders import noun_of_submission
from nhacviec.records.models import Event, Ladder
from nhacviec.rules.events import EventName
from nhacviec.rules.notices import Who
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

STEPS = frozenset(
    {
        EventName.SUBMISSION_REMINDED,
        EventName.SUPPLEMENT_REMINDED,
        EventName.SUBMISSION_ESCALATED,
        EventName.UPWARD_REMINDED,
        EventName.UPWARD_ESCALATED,
        EventName.COORDINATION_REMINDED,
        EventName.COORDINATION_ESCALATED,
    }
)


def noun_of(event: Event) -> Noun:
    return noun_of_submission(event.submission) if event.submission else Noun.COORDINATION


def is_step(event: Event) -> bool:
    """Whether a step of a ladder was told by it."""
    return "step" in event.after and "to" in event.after


def named(event: Event) -> list[Who]:
    """Behind the words of the ladder, in the order of escalation."""
    who = WHO[noun_of(event)]
    return [one for told in event.after["to"] for one in who[Addressee(told)]]


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
