"""A deadline of what serves a task from above: one that ends after the Committee must report is warned of."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from nhacviec.queries.cascade import parent_due
from nhacviec.rules.cascade import breaks
from nhacviec.rules.modules import Module, is_on
from nhacviec.screens.assignments.moves.form import MoveForm


class UnderParentForm(MoveForm):
    """`due_field` holds the new day. Empty means "no deadline", unless `empty_keeps`: it stays as it is."""

    due_field = "due_on"
    empty_keeps = False
    not_arguments = ("past_above",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = is_on(Module.SUPERIORS, self.request.office.policy)
        self.above_due = parent_due(self.request.actor, self.assignment.task) if on else None
        if self.above_due is not None:
            day = f"{self.above_due:%d/%m/%Y}"
            self.fields["past_above"] = forms.BooleanField(
                label=_("Vẫn để hạn sau ngày %s (UBND tỉnh phải báo cáo cấp trên)") % day,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day = data.get(self.due_field)
        kept = day is None and (self.empty_keeps or self.due_field in self.errors)
        if not kept and breaks(self.above_due, day) and not data.get("past_above"):
            assert self.above_due is not None
            said = _("Hạn này làm trễ nhiệm vụ cấp trên giao: UBND tỉnh phải báo cáo trong ngày %s. ") + _(
                "Hãy chọn ngày sớm hơn, hoặc đánh dấu là vẫn để hạn này."
            )
            self.add_error(self.due_field, said % f"{self.above_due:%d/%m/%Y}")
        return data
