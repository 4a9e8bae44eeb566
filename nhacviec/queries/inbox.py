"""What waits for a person: the counts and lists of "Việc của tôi"."""

from datetime import date

from nhacviec.rules.permissions import Actor


def needs_me(actor: Actor, today: date) -> int:
    """How many duties wait for a deed of this person (the number beside the menu entry)."""
    return 0
