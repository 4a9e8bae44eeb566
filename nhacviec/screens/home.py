"""Việc của tôi: what waits for this person, by role."""

from django.http import HttpResponse
from django.shortcuts import render

from nhacviec.screens.guard import signed_in
from nhacviec.screens.request import OfficeRequest


@signed_in
def home(request: OfficeRequest) -> HttpResponse:
    if not request.posts:
        return render(request, "home/no_post.html", status=200)
    return render(request, "home/home.html")
