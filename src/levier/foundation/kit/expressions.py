"""Pieces of queries."""

from typing import Any

from django.db.models import CharField, Func


class Joined(Func):
    """Texts one after the other. They are never NULL, so nothing is asked about each, unlike `Concat`."""

    template = "(%(expressions)s)"
    arg_joiner = " || "

    def __init__(self, *texts: Any) -> None:
        super().__init__(*texts, output_field=CharField())
