"""What staff see first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from levier.doors.desk.rules import USE_DESK
from levier.foundation.kit.screens import screen


@screen(USE_DESK)
def my_day(request: HttpRequest) -> HttpResponse:
    """What this colleague has to do now."""
    return render(request, "desk/my_day.html")
