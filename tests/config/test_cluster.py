"""A private PostgreSQL comes and goes without a trace."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from levier.config import cluster
from levier.config.cluster import private_cluster, server_binaries


@pytest.fixture
def binaries() -> Path:
    found = server_binaries()
    if found is None:
        pytest.skip("NOT RUN: PostgreSQL 15 or more is not installed")
    return found


def socket_folder(url: str) -> Path:
    return Path(parse_qs(urlsplit(url).query)["host"][0])


def ask(url: str, question: str) -> str:
    with psycopg.connect(host=str(socket_folder(url)), user="levier", dbname="postgres") as connection:
        return str(connection.execute(question).fetchone()[0])


def test_it_answers_on_a_socket_only_and_leaves_nothing(binaries):
    with private_cluster(binaries) as url:
        assert ask(url, "SHOW listen_addresses") == ""
        assert ask(url, "SELECT lower('ÉTÉ')") == "été"
        folder = socket_folder(url)

    assert not folder.exists()


def test_it_is_stopped_when_the_work_fails(binaries):
    folders = []

    def work() -> None:
        with private_cluster(binaries) as url:
            folders.append(socket_folder(url))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()

    assert [folder.exists() for folder in folders] == [False]


def test_a_server_that_does_not_start_says_why(binaries, monkeypatch):
    monkeypatch.setattr(cluster, "_SETTINGS", ["no_such_setting=on"])

    with pytest.raises(RuntimeError, match="no_such_setting"), private_cluster(binaries):
        pass


def test_an_old_or_broken_server_is_not_taken(monkeypatch, tmp_path):
    for version in ("9.6.24", "14.2"):
        place = tmp_path / version / "bin"
        place.mkdir(parents=True)
        (place / "pg_ctl").touch()
        (place / "initdb").write_text(f"#!/bin/sh\necho 'initdb (PostgreSQL) {version}'\n")
        (place / "initdb").chmod(0o755)
    monkeypatch.setattr(cluster, "_PLACES", [f"{tmp_path}/*/bin"])
    monkeypatch.setenv("PATH", str(tmp_path / "14.2" / "bin"))

    assert server_binaries() is None
