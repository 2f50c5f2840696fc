"""The background work, done by the test itself when it wants it done."""

from django_tasks_db.models import DBTaskResult


def do_waiting_work():
    """What the background work does, within the transaction of the test: a worker would close its connection."""
    for job in DBTaskResult.objects.ready():
        job.task.func(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
