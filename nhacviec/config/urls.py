"""Every address. Paths are Vietnamese without accents, names are `<resource>.<deed>`."""

from django.urls import include, path

from nhacviec.screens import assignments, bulk, errors, home, switches, tasks
from nhacviec.screens.moves.steps import MOVE_SCREENS
from nhacviec.screens.moves.view import view_of

urlpatterns = [
    path("", home.home, name="home"),
    path("lam-viec-voi-tu-cach/<int:post_id>/", switches.act_as, name="acting.switch"),
    path("giao-dien/", switches.theme, name="theme.switch"),
    path("nhiem-vu/", assignments.index, name="assignments.index"),
    path("nhiem-vu/hang-loat/", bulk.preview, name="assignments.bulk"),
    path("nhiem-vu/<str:code>/", tasks.show, name="tasks.show"),
    path("nhiem-vu/<str:code>/phieu/", tasks.slip, name="tasks.slip"),
    path("dau-viec/<str:code>/", assignments.show, name="assignments.show"),
    path("dau-viec/<str:code>/vi-sao-han/", assignments.why_due, name="assignments.why_due"),
    *(
        path(f"dau-viec/<str:code>/{screen.slug}/", view_of(screen), name=screen.url_name)
        for screen in MOVE_SCREENS
    ),
    path("tai-khoan/", include("allauth.urls")),
]

handler404 = errors.not_found
handler403 = errors.forbidden
handler500 = errors.server_error
