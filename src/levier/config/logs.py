"""One JSON line an event; references instead of names."""

import json
import logging
import os
import re
from datetime import UTC, datetime

_MAIL = re.compile(r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+")
_NUMBER = re.compile(r"\+?\d(?:[\s./()-]{0,2}\d){7,}")


class JsonFormatter(logging.Formatter):
    """Keeps what is safe to keep: an exception gives its class and its place, never its values.

    A message with arguments gives its pattern alone, and whatever looks like an address of mail, a telephone or a
    national number is hidden. Events of ours may say what they are `about` ("outbox.message:12") and `why`, a code;
    those of a request give the name of its page, not its address.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, str | int] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": hidden(str(record.msg)),
        }
        for name in ("about", "why", "status_code"):
            if (value := getattr(record, name, None)) is not None:
                line[name] = value if isinstance(value, int) else hidden(str(value))
        if record.name == "django.tasks" and isinstance(record.args, tuple) and len(record.args) > 1:
            line["about"] = str(record.args[1])  # which task: a path of our code
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        if match:
            line["page"] = match.view_name
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["place"] = _place(record)
        return json.dumps(line, ensure_ascii=False)


def hidden(text: str) -> str:
    """The text without addresses of mail and long numbers, whoever wrote them into it."""
    return _NUMBER.sub("***", _MAIL.sub("***", text))


def _place(record: logging.LogRecord) -> str:
    """Where it happened: "people/views.py:12" for code of ours, the file's name for others."""
    trace = record.exc_info[2] if record.exc_info else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return ""
    file = trace.tb_frame.f_code.co_filename
    return f"{file.rpartition('/levier/')[2] if '/levier/' in file else os.path.basename(file)}:{trace.tb_lineno}"
