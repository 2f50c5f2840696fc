"""A real browser on a real server. Each journey runs with scripts and without."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler


@pytest.fixture(autouse=True)
def one_request_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database in memory is one connection for all threads of the server: two requests at once mix their rows."""
    turn = threading.RLock()
    answer: Callable[..., Any] = WSGIHandler.__call__

    def in_turn(self: WSGIHandler, *arguments: Any) -> Any:
        with turn:
            return answer(self, *arguments)

    monkeypatch.setattr(WSGIHandler, "__call__", in_turn)


@pytest.fixture(autouse=True)
def files_are_kept_as_on_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """The live server has its own way to serve files and says nothing of their age: in a fresh checkout each page would
    ask for each of them again."""
    serve = StaticFilesHandler.serve

    def kept(self: StaticFilesHandler, request: Any) -> Any:
        answer = serve(self, request)
        answer.headers.setdefault("Cache-Control", "max-age=3600")
        return answer

    monkeypatch.setattr(StaticFilesHandler, "serve", kept)


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def page(request, browser_process, live_server, journal_may_be_emptied):
    context = browser_process.new_context(
        base_url=live_server.url,
        java_script_enabled=request.param,
        locale="fr-BE",
        viewport={"width": 1280, "height": 900},
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.fixture
def axe_page(browser_process, live_server, journal_may_be_emptied):
    """A page in which the accessibility checker may be injected: the policy on scripts is tested apart."""
    context = browser_process.new_context(base_url=live_server.url, bypass_csp=True, locale="fr-BE")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def sign_in(page, user, password="un mot de passe"):
    page.goto("/compte/login/")
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", password)
    page.click("main button")
    page.wait_for_url("**/")
