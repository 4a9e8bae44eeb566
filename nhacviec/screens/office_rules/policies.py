"""Quy chế: the 25 rules of the province, what is in force, and new versions of each."""

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhacviec.actions.policy import set_policy, withdraw_policy
from nhacviec.queries.policy import Line, policy_lines
from nhacviec.records.models import PolicyValue
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Right
from nhacviec.rules.policies import PolicyError, describe_value, format_value, parse_value
from nhacviec.rules.policy import GROUP_TITLES, Policy, Value
from nhacviec.rules.words_deadlines import day_words
from nhacviec.rules.words_refusals import POLICY_REFUSALS
from nhacviec.screens.forms.fields import LineField, OfficeDateField, OfficeForm, typed
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.refused import sentence
from nhacviec.screens.page.request import OfficeRequest


class ValueField(forms.Field):
    """The value of one policy, typed as its type wants it; cleaned to the typed value."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        super().__init__(
            label=gettext_lazy("Giá trị mới"), required=False, widget=_widget(policy), help_text=_hint(policy)
        )

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else format_value(self.policy.key, value)

    def clean(self, value: Any) -> Value:
        try:
            return parse_value(self.policy.key, str(value or ""))
        except PolicyError as refused:
            raise forms.ValidationError(self._sentence(refused.code), code=refused.code) from refused

    def _sentence(self, code: str) -> str:
        said = POLICY_REFUSALS[code]
        return f"{said} {_range(self.policy)}" if code == "out_of_range" else said


def _widget(policy: Policy) -> forms.Widget:
    match policy.type:
        case "bool":
            return forms.Select(choices=[("yes", _("Có")), ("no", _("Không"))])
        case "choice":
            empty = [("", policy.unset)] if policy.unset else []
            return forms.Select(choices=[*empty, *policy.choices])
        case "int":
            return forms.NumberInput(attrs={"min": policy.minimum, "max": policy.maximum})
        case _:
            return forms.TextInput(attrs={"autocomplete": "off"})


def _hint(policy: Policy) -> str:
    if policy.type in ("bool", "choice"):
        return ""
    parts = [_range(policy) if policy.type == "int" else POLICY_REFUSALS["not_rising"]]
    if policy.type == "hours":
        parts = [POLICY_REFUSALS["not_hours"]]
    if policy.unset:
        parts.append(_("Để trống: %(unset)s.") % {"unset": policy.unset})
    return " ".join(parts)


def _range(policy: Policy) -> str:
    if policy.type == "hours":
        span = format_value(policy.key, (policy.minimum, policy.maximum))
        return _("Trong khoảng %(span)s.") % {"span": span}
    return _("Từ %(low)s đến %(high)s %(unit)s.") % {
        "low": policy.minimum,
        "high": policy.maximum,
        "unit": policy.unit,
    }


class PolicyForm(OfficeForm):
    effective_from = OfficeDateField(label=gettext_lazy("Áp dụng từ ngày"))
    decision = LineField(
        label=gettext_lazy("Căn cứ (số, ký hiệu văn bản)"),
        limit=200,
        required=False,
        help_text=gettext_lazy("Văn bản của tỉnh ban hành quy định này."),
    )
    retroactive = forms.BooleanField(
        label=gettext_lazy("Tôi hiểu: các con số đã hiện từ ngày đó đến nay có thể thay đổi"), required=False
    )
    newest_id = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ["value", "effective_from", "decision", "retroactive", "newest_id"]

    def __init__(self, *args: Any, line: Line, today: Any, **kwargs: Any) -> None:
        initial = {"value": line.value, "effective_from": today, "newest_id": line.newest_id}
        super().__init__(*args, initial=initial, **kwargs)
        self.today = today
        self.fields["value"] = ValueField(line.policy)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        day = values.get("effective_from")
        if day is not None and day < self.today and not values.get("retroactive"):
            said = _(
                "Ngày này đã qua: quy định sẽ áp dụng ngược về trước. Hãy chọn ngày khác, hoặc xác nhận."
            )
            self.add_error("effective_from", said)
        return values

    @property
    def looks_back(self) -> bool:
        """Whether the confirmation is to be shown: only to those who typed a day in the past."""
        return "effective_from" in self.errors or bool(self.is_bound and self.data.get("retroactive"))


@needs(Right.MANAGE_POLICY)
def index(request: OfficeRequest) -> HttpResponse:
    lines = sorted(policy_lines(request.today), key=lambda line: list(GROUP_TITLES).index(line.policy.group))
    groups = [
        (GROUP_TITLES[group], group, list(found))
        for group, found in groupby(lines, key=lambda line: line.policy.group)
    ]
    return render(request, "policies/index.html", {"groups": groups})


@needs(Right.MANAGE_POLICY)
def show(request: OfficeRequest, key: str) -> HttpResponse:
    line = _line(request, key)
    form = PolicyForm(**typed(request), line=line, today=request.today)
    if request.method == "POST" and form.is_valid() and _set(request, line.policy, form):
        return redirect("policies.show", key)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "policies/show.html", {"line": line, "form": form}, status=status)


@needs(Right.MANAGE_POLICY)
@require_POST
def withdraw(request: OfficeRequest, key: str, version: int) -> HttpResponse:
    policy = _line(request, key).policy
    row = get_object_or_404(PolicyValue, pk=version, key=key)
    try:
        withdraw_policy(actor=request.actor, version=row, now=request.now)
    except MoveNotAllowed as refused:
        messages.error(request, sentence(refused))
    else:
        said = _("Đã rút giá trị sẽ áp dụng từ %(day)s") % {"day": day_words(row.effective_from)}
        messages.success(request, format_html("{}: {}.", said, _link(policy)))
    return redirect("policies.show", key)


def _set(request: OfficeRequest, policy: Policy, form: PolicyForm) -> bool:
    given = form.cleaned_data
    try:
        set_policy(
            actor=request.actor,
            key=policy.key,
            value=given["value"],
            effective_from=given["effective_from"],
            decision=given["decision"],
            newest_id=given["newest_id"],
            now=request.now,
        )
    except MoveNotAllowed as refused:
        form.add_error("value" if refused.code == "nothing_changed" else None, sentence(refused))
        return False
    said = _("%(value)s, áp dụng từ %(day)s") % {
        "value": describe_value(policy.key, given["value"]),
        "day": day_words(given["effective_from"]),
    }
    messages.success(request, format_html("{}: {}.", _link(policy), said))
    return True


def _link(policy: Policy) -> str:
    url = reverse("policies.show", args=[policy.key])
    return format_html('<a class="alert-link" href="{}">{}</a>', url, policy.title)


def _line(request: OfficeRequest, key: str) -> Line:
    found = policy_lines(request.today, key=key)
    if not found:
        raise Http404
    return found[0]
