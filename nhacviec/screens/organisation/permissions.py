"""Bảng phân quyền: rules/permissions.py in words. Read only."""

from django.http import HttpResponse
from django.shortcuts import render

from nhacviec.rules.coordination import BY_THE_OFFICE
from nhacviec.rules.permissions import (
    MAY,
    MAY_COORDINATE,
    MAY_FOR_COMMITTEE,
    NOT_ON_OWN_UNIT,
    RIGHTS,
    Right,
    Role,
)
from nhacviec.rules.submission_permissions import SUBMISSION_MAY
from nhacviec.rules.words import MOVES
from nhacviec.rules.words import RIGHTS as RIGHT_WORDS
from nhacviec.rules.words_coordination import STEPS
from nhacviec.rules.words_submissions import MOVES as SUBMISSION_MOVES
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
    coordination = [
        {
            "label": STEPS[step],
            "not_on_own": step in BY_THE_OFFICE,
            "cells": [who.get(role) for role in Role],
        }
        for step, who in MAY_COORDINATE.items()
    ]
    from_above = [
        {"label": MOVES[move], "cells": [who.get(role) for role in Role]}
        for move, who in MAY_FOR_COMMITTEE.items()
    ]
    on_submissions = [
        {"label": SUBMISSION_MOVES[move], "cells": [who.get(role) for role in Role]}
        for move, who in SUBMISSION_MAY.items()
    ]
    context = {
        "roles": list(Role),
        "rights": rights,
        "moves": moves,
        "coordination": coordination,
        "from_above": from_above,
        "on_submissions": on_submissions,
    }
    return render(request, "permissions/index.html", context)
