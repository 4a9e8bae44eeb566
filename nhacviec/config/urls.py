"""Every address. Paths are Vietnamese without accents, names are `<resource>.<deed>`."""

from django.urls import include, path

from nhacviec.screens import errors, home, switches

urlpatterns = [
    path("", home.home, name="home"),
    path("lam-viec-voi-tu-cach/<int:post_id>/", switches.act_as, name="acting.switch"),
    path("giao-dien/", switches.theme, name="theme.switch"),
    path("tai-khoan/", include("allauth.urls")),
]

handler404 = errors.not_found
handler403 = errors.forbidden
handler500 = errors.server_error
