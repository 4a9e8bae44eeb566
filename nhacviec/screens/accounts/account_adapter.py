"""Where this office differs from allauth's ways: accounts are given, messages are Vietnamese and tell no
stranger which accounts exist."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nhacviec.actions.people import set_own_password
from nhacviec.actions.push_devices import sign_off
from nhacviec.records.models import Person
from nhacviec.screens.accounts.own_password import where_to_after
from nhacviec.screens.page.browser import browser_of

logger = logging.getLogger("nhacviec.accounts")

# One sentence for an unknown name, a wrong password and a closed account.
NOT_SIGNED_IN = _("Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản không còn dùng.")
WRONG_CODE = _("Mã không đúng hoặc đã hết hiệu lực.")
TOO_MANY = _("Thao tác quá nhiều lần. Hãy thử lại sau ít phút.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": NOT_SIGNED_IN,
        "email_password_mismatch": NOT_SIGNED_IN,
        "username_password_mismatch": NOT_SIGNED_IN,
        "invalid_login": NOT_SIGNED_IN,
        "enter_current_password": _("Mật khẩu đang dùng không đúng."),
        "incorrect_password": _("Mật khẩu không đúng."),
        "incorrect_code": WRONG_CODE,
        "invalid_password_reset": _("Đường dẫn đặt lại mật khẩu không còn dùng được."),
        "too_many_login_attempts": _("Đăng nhập sai quá nhiều lần."),
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """allauth hands back a closed account if the password fits; here it counts as wrong."""
        person: Person | None = super().authenticate(request, **credentials)
        return person if person and person.is_active else None

    def login(self, request: HttpRequest, user: Any) -> None:
        """Whoever was woken in this browser before is woken here no more."""
        super().login(request, user)
        sign_off(browser=browser_of(request), stays=user)

    def logout(self, request: HttpRequest) -> None:
        sign_off(browser=browser_of(request))
        super().logout(request)

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        messages.error(request, NOT_SIGNED_IN)
        return redirect("account_login")

    def set_password(self, user: Person, password: str) -> None:
        set_own_password(person=user, password=password, now=timezone.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return where_to_after(request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        texts = {
            "reauthenticate": _("Dùng mật khẩu"),
            "mfa_reauthenticate": _("Dùng mã từ ứng dụng hoặc mã dự phòng"),
            "mfa_reauthenticate:webauthn": _("Dùng khóa bảo mật"),
        }
        return [
            method | {"description": texts[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down must neither stop a change of password nor tell who has an account."""
        try:
            super().send_mail(template_prefix, email, context | {"home_url": self._home_url()})
        except (OSError, SMTPException) as error:
            logger.error("mail %s not sent: %s", template_prefix, error)

    def _home_url(self) -> str:
        return str(self.request.build_absolute_uri(reverse("home")))


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Không thể tắt xác thực hai lớp."),
        "cannot_generate_recovery_codes": _("Chưa bật xác thực hai lớp nên chưa tạo được mã dự phòng."),
        "incorrect_code": WRONG_CODE,
    }

    def get_totp_label(self, user: Person) -> str:
        return user.username

    def generate_authenticator_name(self, user: Person, type: Any) -> str:
        count = user.authenticator_set.filter(type=type).count()  # type: ignore[attr-defined]
        return gettext("Khóa {number}").format(number=count + 1)

    def _get_site_name(self) -> str:
        return "Nhắc Việc"
