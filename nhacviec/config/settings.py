"""Django settings; what an installation may change comes from the environment (docs/run/settings.md)."""

from __future__ import annotations

from pathlib import Path

from nhacviec.config.database import databases

PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = "only-for-building"
DEBUG = True
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "nhacviec.config.urls"
WSGI_APPLICATION = "nhacviec.config.wsgi.application"
INSTALLED_APPS = ["django.contrib.staticfiles", "procrastinate.contrib.django", "nhacviec"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "whitenoise.middleware.WhiteNoiseMiddleware"]
DATABASES = databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TIME_ZONE = "Asia/Ho_Chi_Minh"
LANGUAGE_CODE = "vi"
USE_TZ = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
WHITENOISE_USE_FINDERS = True
