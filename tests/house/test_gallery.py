"""The gallery shows every component, in the demonstration only; it is read for accessibility like any page."""

import pytest
from django.test.signals import template_rendered

from tests.cast import browser, colleague
from tests.house.templates import templates

pytestmark = pytest.mark.django_db


def _shown(client) -> set[str]:
    names: set[str] = set()

    def note(template, **rest):
        names.add(template.name)

    template_rendered.connect(note)
    try:
        assert client.get("/kit/").status_code == 200
    finally:
        template_rendered.disconnect(note)
    return names


def test_every_component_stands_in_the_gallery():
    components = {name for name in templates() if name.startswith("kit/_")} | {"kit/crumbs.html"}

    assert sorted(components - _shown(browser(colleague()))) == []


def test_the_gallery_is_closed_outside_the_demonstration(settings):
    settings.DEMONSTRATION = False

    assert browser(colleague()).get("/kit/").status_code == 404
