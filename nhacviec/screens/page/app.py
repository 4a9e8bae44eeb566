"""What makes the pages an application that a phone can install: its manifest, its service worker, and the
page that is shown without a connection. Nothing in them is about anybody."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhacviec.screens.page.guard import public

ICONS = (
    ("icon-192.png", 192, "any"),
    ("icon-512.png", 512, "any"),
    ("icon-maskable-512.png", 512, "maskable"),
)
_COLOUR = "#066fd1"
_AN_HOUR = "public, max-age=3600"


@public
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    told = {
        "id": "/",
        "name": "Nhắc Việc",
        "short_name": "Nhắc Việc",
        "description": _("Giao nhiệm vụ, nhắc việc và theo dõi thực hiện"),
        "lang": "vi",
        "dir": "ltr",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": _COLOUR,
        "background_color": "#ffffff",
        "icons": [
            {
                "src": static(f"img/{name}"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for name, size, purpose in ICONS
        ],
        "shortcuts": [{"name": _("Thông báo"), "url": reverse("notices.index")}],
    }
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/manifest+json"
    response["Cache-Control"] = _AN_HOUR
    return response


@public
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The static file at the root: a worker may only serve pages that lie below its own address."""
    script = (settings.PACKAGE / "static" / "js" / "service-worker.js").read_bytes()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@public
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Kept by browsers, hence written without knowing who asks."""
    response = HttpResponse(render_to_string("app/offline.html"))
    response["Cache-Control"] = _AN_HOUR
    return response
