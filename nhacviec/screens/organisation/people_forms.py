"""The forms about people, their posts and substitutions."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nhacviec.actions.people import PersonValues
from nhacviec.actions.posts import PostValues
from nhacviec.queries.people import substitutes_for
from nhacviec.queries.unit_directory import UnitDirectory
from nhacviec.records.models import Person, Post
from nhacviec.rules.permissions import Role
from nhacviec.rules.person_data import is_well_formed
from nhacviec.rules.words import ROLES
from nhacviec.rules.words_organisation import MISSHAPEN
from nhacviec.screens.forms.fields import LineField, OfficeDateField, OfficeForm
from nhacviec.screens.organisation.unit_field import UnitField

ROLE_CHOICES = [(role.value, label) for role, label in ROLES.items()]
FIELD_OF = {
    "username_taken": "username",
    "email_taken": "email",
    "role_misplaced": "role",
    "post_outside_unit": "unit",
    "post_overlaps": "unit",
    "dates_not_in_order": "valid_to",
    "post_ends_later": "last_day",
    "substitute_is_self": "substitute",
    "substitute_elsewhere": "substitute",
    "substitution_cycle": "substitute",
    "substitution_in_the_past": "valid_from",
    "substitution_too_long": "valid_to",
    "substitution_outside_post": "valid_to",
    "substitution_overlaps": "valid_from",
}


def shaped(key: str) -> Callable[[str], None]:
    """A validator for one kind of personal data."""

    def check(value: str) -> None:
        if not is_well_formed(key, value):
            raise ValidationError(MISSHAPEN[key], code="misshapen")

    return check


class PersonForm(OfficeForm):
    full_name = LineField(label=_("Họ và tên"), limit=150)
    username = LineField(
        label=_("Tên đăng nhập"),
        limit=150,
        validators=[shaped("username")],
        help_text=_("Ví dụ: sxd.daumoi."),
    )
    email = LineField(
        label=_("Thư điện tử"),
        limit=254,
        required=False,
        validators=[shaped("email")],
        help_text=_("Cần có để tự lấy lại mật khẩu."),
    )
    phone = LineField(label=_("Điện thoại"), limit=30, required=False, validators=[shaped("phone")])

    def values(self) -> PersonValues:
        return PersonValues(**self.cleaned_data)


class PostForm(OfficeForm):
    unit = UnitField(label=_("Đơn vị"))
    role = forms.ChoiceField(label=_("Vai trò"), choices=[("", "—"), *ROLE_CHOICES])
    title = LineField(label=_("Chức vụ"), limit=120, required=False, help_text=_("Ví dụ: Phó Giám đốc."))
    valid_from = OfficeDateField(label=_("Từ ngày"))
    valid_to = OfficeDateField(
        label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu chưa định.")
    )

    def __init__(self, *args: Any, directory: UnitDirectory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].suggest(directory)  # type: ignore[attr-defined]

    def values(self) -> PostValues:
        return PostValues(**self.cleaned_data | {"role": Role(self.cleaned_data["role"])})


class EndPostForm(OfficeForm):
    last_day = OfficeDateField(
        label=_("Ngày cuối giữ chức vụ"),
        required=False,
        help_text=_("Để trống là thôi giữ ngay lúc này."),
    )
    reason = LineField(label=_("Lý do, số quyết định"), limit=250, required=False)


class ReasonForm(OfficeForm):
    reason = LineField(label=_("Lý do"), limit=250)


class SubstitutionForm(OfficeForm):
    substitute = forms.ModelChoiceField(
        label=_("Người làm thay"), queryset=Person.objects.none(), empty_label="—"
    )
    valid_from = OfficeDateField(label=_("Từ ngày"))
    valid_to = OfficeDateField(label=_("Đến hết ngày"))
    reason = LineField(label=_("Lý do"), limit=250, help_text=_("Ví dụ: nghỉ phép năm, đi công tác."))

    def __init__(self, *args: Any, post: Post, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = max(today, post.valid_from)
        self.fields["substitute"].queryset = substitutes_for(post, day)  # type: ignore[attr-defined]
