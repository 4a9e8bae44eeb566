"""Bảng phân quyền: rules/permissions.py in words. Read only."""

from django.http import HttpResponse
from django.shortcuts import render

from nhacviec.rules.permissions import MAY, NOT_ON_OWN_UNIT, RIGHTS, Right, Role
from nhacviec.rules.words import MOVES
from nhacviec.rules.words import RIGHTS as RIGHT_WORDS
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest


@needs(Right.MANAGE_PEOPLE)
def index(request: OfficeRequest) -> HttpResponse:
    rights = [
        {"label": RIGHT_WORDS[right], "cells": [role in RIGHTS[right] for role in Role]} for right in Right
    ]
    moves = [
        {
            "label": MOVES[move],
            "not_on_own": move in NOT_ON_OWN_UNIT,
            "cells": [who.get(role) for role in Role],
        }
        for move, who in MAY.items()
    ]
    context = {"roles": list(Role), "rights": rights, "moves": moves}
    return render(request, "permissions/index.html", context)
