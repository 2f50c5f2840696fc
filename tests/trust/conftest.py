"""Thousands of refusals are the point here: none of them is written down, and only while they are asked for."""

import logging

import pytest

REFUSALS = ("django.request", "django.security")


@pytest.fixture(autouse=True)
def refusals_in_silence(monkeypatch):
    for name in REFUSALS:
        monkeypatch.setattr(logging.getLogger(name), "disabled", True)
