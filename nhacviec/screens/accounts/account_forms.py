"""allauth's forms in the office's words and look."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from nhacviec.screens.forms.fields import REQUIRED

NOT_A_CHARACTER = _("Có ký tự không dùng được. Hãy gõ lại.")
DIFFERENT = _("Hai lần nhập mật khẩu mới không giống nhau.")
SAME_AS_OLD = _("Mật khẩu mới phải khác mật khẩu đang dùng.")


class Dressed(forms.Form):
    """Vietnamese labels and the look of our fields over a form of allauth's."""

    labels: dict[str, Any] = {}
    hints: dict[str, Any] = {}
    attributes: dict[str, dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = field.widget
            widget.attrs.pop("placeholder", None)
            widget.attrs["class"] = (
                "form-check-input" if isinstance(field, forms.BooleanField) else "form-control"
            )
            widget.attrs |= self.attributes.get(name, {})
            if name in self.labels:
                field.label = self.labels[name]
            field.help_text = self.hints.get(name, "")
            field.error_messages |= {"required": REQUIRED, "null_characters_not_allowed": NOT_A_CHARACTER}

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        for name in self.errors:
            if name in self.fields:
                self.fields[name].widget.attrs["class"] += " is-invalid"


class SignInForm(Dressed, account.LoginForm):
    labels = {"login": _("Tên đăng nhập hoặc thư điện tử"), "password": _("Mật khẩu")}
    attributes = {
        "login": {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
            "maxlength": "254",
        }
    }

    @property
    def too_many(self) -> bool:
        """Whether it was refused unread, after too many wrong tries."""
        return self.has_error("__all__", "too_many_login_attempts")


class _NewPassword(Dressed):
    hints = {
        "password1": format_lazy(
            _("Ít nhất {count} ký tự; không phổ biến, không toàn chữ số, không giống tên hay thư điện tử."),
            count=settings.PASSWORD_LENGTH,
        )
    }
    user: Any

    def clean(self) -> dict[str, Any] | None:
        # Read before allauth says in its own words that the two differ, and drops the second.
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        cleaned = super().clean()
        if first and second and first != second:
            self.errors.pop("password2", None)
            self.add_error("password2", DIFFERENT)
        if first and self.user.check_password(first):
            self.add_error("password1", SAME_AS_OLD)
        return cleaned


class ChangePasswordForm(_NewPassword, account.ChangePasswordForm):
    labels = {
        "oldpassword": _("Mật khẩu đang dùng"),
        "password1": _("Mật khẩu mới"),
        "password2": _("Nhập lại mật khẩu mới"),
    }


class SetPasswordForm(_NewPassword, account.SetPasswordForm):
    labels = {"password1": _("Mật khẩu mới"), "password2": _("Nhập lại mật khẩu mới")}


class NewPasswordForm(_NewPassword, account.ResetPasswordKeyForm):
    labels = {"password1": _("Mật khẩu mới"), "password2": _("Nhập lại mật khẩu mới")}


class ResetPasswordForm(Dressed, account.ResetPasswordForm):
    labels = {"email": _("Thư điện tử")}

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Writes to every address: to an unknown one that there is no account, so that neither the page nor
        the time it takes tells which addresses are known."""
        email = str(self.cleaned_data["email"])
        if self.users:
            return str(super().save(request, **kwargs))
        get_adapter(request).send_mail("account/email/unknown_account", email, {})
        return email


class ReauthenticateForm(Dressed, account.ReauthenticateForm):
    labels = {"password": _("Mật khẩu")}


_CODE = {"code": {"inputmode": "text", "autocapitalize": "none", "spellcheck": "false"}}


class CodeForm(Dressed, mfa.AuthenticateForm):
    labels = {"code": _("Mã xác thực hoặc mã dự phòng")}
    attributes = _CODE


class CodeAgainForm(Dressed, mfa.ReauthenticateForm):
    labels = {"code": _("Mã xác thực hoặc mã dự phòng")}
    attributes = _CODE


class ActivateTOTPForm(Dressed, totp.ActivateTOTPForm):
    labels = {"code": _("Mã 6 chữ số trên ứng dụng")}
    attributes = {"code": {"inputmode": "numeric"}}


class AddPasskeyForm(Dressed, webauthn.AddWebAuthnForm):
    labels = {
        "name": _("Tên gợi nhớ"),
        "passwordless": _("Cho phép đăng nhập chỉ bằng khóa này, không cần mật khẩu"),
    }
    hints = {"passwordless": _("Thiết bị sẽ đòi vân tay, khuôn mặt hoặc mã PIN.")}


class RenamePasskeyForm(Dressed, webauthn.EditWebAuthnForm):
    labels = {"name": _("Tên gợi nhớ")}
