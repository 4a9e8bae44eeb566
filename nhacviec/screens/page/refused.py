"""A refused deed becomes a sentence beside its field."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from nhacviec.rules import words_coordination
from nhacviec.rules.coordination import CoordinationState, DelayState
from nhacviec.rules.lifecycle import Move, MoveNotAllowed, State
from nhacviec.rules.words import MOVES, REFUSALS, STATES


def sentence(refused: MoveNotAllowed) -> str:
    return REFUSALS[refused.code].format(**{name: _said(value) for name, value in refused.params.items()})


def show_refusal(form: forms.Form, refused: MoveNotAllowed, fields: Mapping[str, str]) -> None:
    """Beside the field that `fields` names for this code, else above the form."""
    field = fields.get(refused.code)
    form.add_error(field if field in form.fields else None, sentence(refused))


def seen_now(form: forms.Form, **state: object) -> None:
    """The page was out of date and is shown anew, with what was typed: the next sending counts. `state`: the
    hidden field that says what was shown, as it is now."""
    sent = QueryDict(mutable=True)
    sent.update(form.data)
    for name, value in state.items():
        sent[name] = str(value)
    form.data = sent


def _said(value: object) -> object:
    if isinstance(value, State):
        return STATES[value]
    if isinstance(value, CoordinationState):
        return words_coordination.STATES[value]
    if isinstance(value, DelayState):
        return words_coordination.DELAYS[value]
    return MOVES[value] if isinstance(value, Move) else value
