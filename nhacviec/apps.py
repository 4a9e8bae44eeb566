from django.apps import AppConfig


class NhacViecConfig(AppConfig):
    """Makes templates/, static/ and management/commands/ of the package known to Django."""

    name = "nhacviec"
    label = "nhacviec"
