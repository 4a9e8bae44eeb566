"""Where each address leads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path


def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Nhắc Việc")


urlpatterns = [path("", home)]
