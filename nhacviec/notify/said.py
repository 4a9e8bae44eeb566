"""What a notice keeps of its event: names, days, words as they were. Sentences are made when it is shown."""

from datetime import date
from typing import Any

from nhacviec.notify.submissions import about
from nhacviec.records.models import Assignment, Event

MOST_CONTENT, MOST_REASON = 300, 500


def said(event: Event, duty: Assignment | None, *, bare: bool = False) -> dict[str, Any]:
    """`bare`: without a word of the task, for somebody who may not read it."""
    unit = duty.unit if duty else event.submission.unit if event.submission else event.unit
    kept: dict[str, Any] = {
        "unit": unit.label if unit else "",
        "actor": event.actor.full_name if event.actor else "",
        "for": event.acting_for.full_name if event.acting_for else "",
    }
    if bare:
        return _full(kept | {"code": duty.code if duty else ""})
    kept["reason"] = event.reason[:MOST_REASON]
    if event.task:
        kept |= {"task": event.task.code, "content": event.task.content[:MOST_CONTENT]}
    if duty:
        kept |= {"code": duty.code, "due": _day(duty.due_on), "star": duty.is_starred}
    after, before = event.after, event.before
    kept["was"] = before.get("due_on") if "due_on" in before and "due_on" in after else ""
    kept["now"] = after.get("due_on") if kept["was"] or "due_on" in after else ""
    kept["asked"] = after.get("asked_due_on", "")
    kept["leader"] = after.get("leader_name", "")
    kept["title"] = after.get("title", "") if event.person_id else ""
    kept["place"] = after.get("unit", "") if event.person_id else ""
    kept["away"] = after.get("away", "")
    kept["substitute"] = after.get("substitute", "")
    kept["from"], kept["to"] = after.get("valid_from", ""), after.get("valid_to", "")
    kept |= about(event)
    if after.get("letters"):
        kept["n"] = after["letters"]
    if after.get("urging"):
        kept |= _letter(after)
    return _full(kept)


def _letter(after: dict[str, Any]) -> dict[str, Any]:
    """Of a letter of urging: its number; how many duties it names, or which urging of this one it is."""
    return {
        "urging": after["urging"],
        "symbol": after.get("urging_symbol", ""),
        "n": after.get("duties") or after.get("urging_count", ""),
        "to": after.get("reply_due_on") or after.get("new_due_on", ""),
    }


def _full(kept: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in kept.items() if value}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
