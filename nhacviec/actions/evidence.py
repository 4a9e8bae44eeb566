"""A move together with the files that prove it: both or neither."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction

from nhacviec.actions.files import add_files, named
from nhacviec.records.models import Answer, Assignment
from nhacviec.rules.permissions import Actor


@transaction.atomic
def move_with_files(
    act: Callable[..., Any],
    *,
    actor: Actor,
    assignment: Assignment,
    now: datetime,
    files: Sequence[BinaryIO] = (),
    **arguments: Any,
) -> None:
    """Make the move; its files hang on the answer it made, else on the assignment."""
    made = act(actor=actor, assignment=assignment, now=now, **arguments)
    if not files:
        return
    answer = made if isinstance(made, Answer) else None
    add_files(
        actor=actor,
        now=now,
        files=named(files),
        answer=answer,
        assignment=None if answer else assignment,
    )
