"""Addresses around signing in. Names are allauth's, so that its own redirects find them; what is not listed
here (signing up, one's own e-mail addresses, other providers) does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.urls import URLPattern, path, re_path

from nhacviec.screens.accounts import accounts, api_tokens, demo_sign_in
from nhacviec.screens.page.guard import public, signed_in

urlpatterns: list[URLPattern] = [
    path("", accounts.show, name="account.show"),
    path("dang-nhap/", public(accounts.sign_in), name="account_login"),
    path("dang-xuat/", public(account.logout), name="account_logout"),
    path("xac-nhan-lai/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("mat-khau/doi/", signed_in(account.password_change), name="account_change_password"),
    path("mat-khau/dat/", signed_in(account.password_set), name="account_set_password"),
    path("mat-khau/quen/", public(account.password_reset), name="account_reset_password"),
    path("mat-khau/quen/da-gui/", public(account.password_reset_done), name="account_reset_password_done"),
    path(
        "mat-khau/dat-lai/xong/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^mat-khau/dat-lai/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("hai-lop/", signed_in(mfa.index), name="mfa_index"),
    path("hai-lop/nhap-ma/", public(mfa.authenticate), name="mfa_authenticate"),
    path("hai-lop/nhap-lai-ma/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("hai-lop/ung-dung/bat/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("hai-lop/ung-dung/tat/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "hai-lop/ma-du-phong/", signed_in(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "hai-lop/ma-du-phong/tao/",
        signed_in(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "hai-lop/ma-du-phong/tai-ve/",
        signed_in(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("khoa/", signed_in(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("khoa/them/", signed_in(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("khoa/<int:pk>/doi-ten/", signed_in(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("khoa/<int:pk>/go/", signed_in(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("khoa/dang-nhap/", public(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path(
        "khoa/xac-nhan-lai/", signed_in(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"
    ),
    path("khoa-api/", api_tokens.index, name="account.api_tokens"),
    path("khoa-api/tao/", api_tokens.create, name="account.create_api_token"),
    path("khoa-api/<int:token_id>/thu-hoi/", api_tokens.revoke, name="account.revoke_api_token"),
    path("thiet-bi/", signed_in(accounts.sessions), name="usersessions_list"),
    path("thiet-bi/<int:session_id>/ket-thuc/", accounts.end_session, name="account.end_session"),
]

if settings.DEMO:
    urlpatterns.append(path("dung-thu/<slug:username>/", demo_sign_in.enter, name="account.demo"))
