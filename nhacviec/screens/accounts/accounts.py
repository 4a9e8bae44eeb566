"""One's own account: signing in, who I am here, the devices I am signed in on."""

from datetime import timedelta
from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhacviec.rules.devices import device_name
from nhacviec.screens.accounts import demo_sign_in
from nhacviec.screens.accounts.account_forms import SignInForm
from nhacviec.screens.page.guard import signed_in
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.page.rescue import holds_form


class SignIn(LoginView):
    """The sign-in page; says when to try again after too many wrong tries."""

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        if not form.too_many:
            return super().form_invalid(form)
        wait = timedelta(minutes=settings.SIGN_IN_WAIT_MINUTES)
        context = self.get_context_data(form=form, try_again_at=timezone.now() + wait)
        response: HttpResponse = self.render_to_response(context, status=429)
        response["Retry-After"] = str(int(wait.total_seconds()))
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"demo_roles": demo_sign_in.roles(), "text_is_kept": holds_form(self.request)}


sign_in = SignIn.as_view()


@signed_in
def show(request: OfficeRequest) -> HttpResponse:
    kinds = Authenticator.objects.filter(user=request.user).values_list("type", flat=True)
    context = {
        "two_steps": bool(set(kinds) - {Authenticator.Type.RECOVERY_CODES}),
        "session_count": len(UserSession.objects.purge_and_list(request.user)),
    }
    return render(request, "account/show.html", context)


class Sessions(ListUserSessionsView):
    """Where one is signed in, this session first, then the latest."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        for session in context["sessions"]:
            session.device = device_name(session.user_agent)
            session.here = session.is_current()
        context["sessions"].sort(key=lambda s: (not s.here, -s.last_seen_at.timestamp()))
        return context


sessions = Sessions.as_view()


@signed_in
@require_POST
def end_session(request: OfficeRequest, session_id: int) -> HttpResponse:
    """Sign out one other device of one's own."""
    session = UserSession.objects.filter(pk=session_id, user=request.user).first()
    if session is None or session.is_current():
        raise Http404
    session.end()
    messages.success(request, _("Đã đăng xuất khỏi thiết bị đã chọn."))
    return redirect("usersessions_list")
