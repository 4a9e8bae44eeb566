"""A refused deed becomes a sentence beside its field."""

from collections.abc import Mapping

from django import forms

from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.words import REFUSALS


def sentence(refused: MoveNotAllowed) -> str:
    return REFUSALS[refused.code].format(**refused.params)


def show_refusal(form: forms.Form, refused: MoveNotAllowed, fields: Mapping[str, str]) -> None:
    """Beside the field that `fields` names for this code, else above the form."""
    field = fields.get(refused.code)
    form.add_error(field if field in form.fields else None, sentence(refused))
