"""Every address. Paths are Vietnamese without accents, names are `<resource>.<deed>`."""

from django.urls import include, path

from nhacviec.screens import (
    assignments,
    bulk,
    errors,
    home,
    people,
    permissions,
    posts,
    substitutions,
    switches,
    tasks,
    units,
    work_fields,
)
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
    path("tai-khoan/", include("nhacviec.config.account_urls")),
    # organisation and people
    path("don-vi/", units.index, name="units.index"),
    path("don-vi/them/", units.create, name="units.create"),
    path("don-vi/<int:unit_id>/", units.detail, name="units.show"),
    path("don-vi/<int:unit_id>/sua/", units.edit, name="units.edit"),
    path("don-vi/<int:unit_id>/ket-thuc/", units.close, name="units.close"),
    path("can-bo/", people.index, name="people.index"),
    path("can-bo/them/", people.create, name="people.create"),
    path("can-bo/<int:person_id>/", people.detail, name="people.show"),
    path("can-bo/<int:person_id>/sua/", people.edit, name="people.edit"),
    path("can-bo/<int:person_id>/khoa/", people.deactivate, name="people.deactivate"),
    path("can-bo/<int:person_id>/mo-lai/", people.reactivate, name="people.reactivate"),
    path("can-bo/<int:person_id>/mat-khau/", people.password, name="people.password"),
    path("can-bo/<int:person_id>/chuc-vu/", posts.give, name="posts.give"),
    path("chuc-vu/<int:post_id>/thoi-giu/", posts.end, name="posts.end"),
    path("lam-thay/", substitutions.index, name="substitutions.index"),
    path("lam-thay/<int:post_id>/cu/", substitutions.create, name="substitutions.create"),
    path("lam-thay/<int:post_id>/ket-thuc/", substitutions.end, name="substitutions.end"),
    path("phan-quyen/", permissions.index, name="permissions.index"),
    path("linh-vuc/", work_fields.index, name="work_fields.index"),
    path("linh-vuc/them/", work_fields.create, name="work_fields.create"),
    path("linh-vuc/<int:field_id>/", work_fields.edit, name="work_fields.edit"),
]

handler404 = errors.not_found
handler403 = errors.forbidden
handler429 = errors.too_many
handler500 = errors.server_error
