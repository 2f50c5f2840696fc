"""Jobs of a worker that was killed come back; what is periodic comes round."""

import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from django_tasks_db.models import DBTaskResult

from levier.config.command.periodic import Rounds
from levier.config.command.presence import MOST_TRIES, UNKNOWN, Presence, is_dead, take_back
from levier.foundation.kit.registers import Periodic
from tests.cast import NOON

TASK = "levier.foundation.outbox.tasks.send_waiting"


def job(worker, *, tries=1, status="RUNNING", started_at=NOON):
    return DBTaskResult.objects.create(
        id=uuid4(),
        status=status,
        args_kwargs={"args": [1], "kwargs": {}},
        task_path=TASK,
        backend_name="default",
        worker_ids=["earlier"] * (tries - 1) + [worker],
        started_at=started_at,
    )


def status(one):
    return DBTaskResult.objects.get(pk=one.pk).status


def killed(folder, name="killed"):
    """What a worker leaves behind that had no time to leave: a file that nobody locks."""
    folder.mkdir(exist_ok=True)
    (folder / name).touch()
    return name


@pytest.mark.django_db
def test_the_job_of_a_killed_worker_goes_back_into_the_queue(tmp_path):
    one = job(killed(tmp_path))

    assert (take_back(tmp_path, NOON), status(one)) == (1, "READY")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_the_job_of_a_worker_at_work_is_left_alone(tmp_path):
    with Presence(tmp_path) as here:
        one = job(here.name)

        assert (take_back(tmp_path, NOON + UNKNOWN * 2), status(one)) == (0, "RUNNING")


@pytest.mark.django_db
def test_a_job_that_ended_is_not_begun_again(tmp_path):
    one = job(killed(tmp_path), status="SUCCESSFUL")

    assert (take_back(tmp_path, NOON), status(one)) == (0, "SUCCESSFUL")


@pytest.mark.django_db
def test_a_job_that_kills_its_worker_each_time_is_given_up(tmp_path):
    one = job(killed(tmp_path), tries=MOST_TRIES)

    assert (take_back(tmp_path, NOON), status(one)) == (1, "FAILED")


@pytest.mark.django_db
def test_the_job_of_another_machine_is_taken_back_after_an_hour(tmp_path):
    one = job("another-machine-12")

    early = take_back(tmp_path, NOON + UNKNOWN), status(one)
    late = take_back(tmp_path, NOON + UNKNOWN + timedelta(seconds=1)), status(one)

    assert (early, late) == ((0, "RUNNING"), (1, "READY"))


def test_a_worker_that_leaves_takes_its_file_along(tmp_path):
    with Presence(tmp_path / "workers") as here:
        while_there = is_dead(tmp_path / "workers", here.name)

    assert (while_there, list((tmp_path / "workers").iterdir())) == (False, [])


def test_a_name_never_leads_out_of_the_folder(tmp_path):
    killed(tmp_path, "outside")

    assert is_dead(tmp_path / "workers", "../outside") is None


def test_what_is_periodic_comes_round_when_its_time_is_over():
    seen = []
    rounds = Rounds({"jobs": Periodic(10, seen.append)})

    for seconds in (0, 1, 9, 10, 15, 20):
        rounds.run_due(NOON + timedelta(seconds=seconds))

    assert [(one - NOON).seconds for one in seen] == [0, 10, 20]


def test_a_clock_that_was_set_back_delays_nothing():
    seen = []
    rounds = Rounds({"jobs": Periodic(10, seen.append)})

    rounds.run_due(NOON)
    rounds.run_due(NOON - timedelta(hours=1))

    assert seen == [NOON, NOON - timedelta(hours=1)]


def test_one_that_fails_holds_nobody_back_and_is_told_without_its_values(caplog):
    seen = []

    def fail(at):
        raise ValueError("mariam@example.org")

    rounds = Rounds({"first": Periodic(10, fail), "second": Periodic(10, seen.append)})
    with caplog.at_level(logging.ERROR):
        ran = rounds.run_due(NOON)

    assert (ran, seen) == (["first", "second"], [NOON])
    assert [(one.getMessage(), one.about) for one in caplog.records] == [("periodic work failed", "first")]
