"""Every view says who may open it. tests/house refuses a URL whose view carries no `access`."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import Right

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Anybody, signed in or not."""
    view.access = "public"  # type: ignore[attr-defined]
    return login_not_required(view)


def signed_in(view: View) -> View:
    """Any person who has signed in, even without a post today."""
    view.access = "signed_in"  # type: ignore[attr-defined]
    return view


def needs(right: Right, *, module: Module | None = None) -> Callable[[View], View]:
    """Somebody acting in a post whose role has the right. Rows are still found through queries/access.

    `module`: while it is off, its pages do not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            actor = getattr(request, "actor", None)
            if actor is None:
                return redirect("home")  # which says why nothing is there
            if module is not None and not is_on(module, request.office.policy):  # type: ignore[attr-defined]
                raise Http404
            if not actor.has(right):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = right  # type: ignore[attr-defined]
        return guarded

    return decorate


def signed_in_with_post(view: View) -> View:
    """Anybody who acts in a post today, in whatever role: what is there is his own."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if getattr(request, "actor", None) is None:
            return redirect("home")
        return view(request, *args, **kwargs)

    guarded.access = "signed_in"  # type: ignore[attr-defined]
    return guarded
