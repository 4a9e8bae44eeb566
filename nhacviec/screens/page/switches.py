"""Small switches of the frame: the post one acts in, light or dark."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from nhacviec.screens.page.acting import SESSION_KEY
from nhacviec.screens.page.addresses import back_to
from nhacviec.screens.page.frame import THEME_COOKIE
from nhacviec.screens.page.guard import public, signed_in
from nhacviec.screens.page.request import OfficeRequest


@signed_in
@require_POST
def act_as(request: OfficeRequest, post_id: int) -> HttpResponse:
    """Only a post the person holds today; any other id is a 404."""
    if post_id not in {post.pk for post in request.posts}:
        raise Http404
    request.session[SESSION_KEY] = post_id
    return redirect("home")


@public
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    response = redirect(back_to(request, otherwise="/"))
    chosen = "light" if request.COOKIES.get(THEME_COOKIE) == "dark" else "dark"
    response.set_cookie(THEME_COOKIE, chosen, max_age=400 * 86400, samesite="Lax", httponly=True)
    return response
