"""A mail server for tests, on a port of its own: keeps what it accepts, refuses, is slow or falls when told to."""

import contextlib
import email
import email.policy
import socketserver
import threading
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any


class MailServer:
    """For the length of a block. `refused` are addresses with the code of the answer; `greets` is False for silence.

    `before_yes` is called when a message is kept and its sender does not know it yet.
    """

    def __init__(
        self,
        *,
        refused: dict[str, int] | None = None,
        greets: bool = True,
        data_code: int = 250,
        sender_code: int = 250,
        before_yes: Callable[[], None] = lambda: None,
    ) -> None:
        self.refused, self.greets, self.data_code, self.sender_code = refused or {}, greets, data_code, sender_code
        self.before_yes = before_yes
        self.kept: list[EmailMessage] = []
        self.conversations = 0
        self._closed = threading.Event()
        owner = self

        class Conversation(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                owner.conversations += 1
                with contextlib.suppress(ConnectionError, ValueError):
                    owner._talk(self)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation)
        self._server.daemon_threads = True

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def mailers(self) -> dict[str, Any]:
        """The setting that leads to this server."""
        options = {"host": "127.0.0.1", "port": self.port, "timeout": 0.5 if not self.greets else 10}
        return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}

    @property
    def addresses(self) -> list[str]:
        return sorted(str(one["To"]) for one in self.kept)

    def __enter__(self) -> "MailServer":
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._closed.set()
        self._server.shutdown()
        self._server.server_close()

    def _talk(self, line: Any) -> None:
        if not self.greets:
            self._closed.wait(30)
            return

        def say(text: str) -> None:
            line.wfile.write(f"{text}\r\n".encode())

        say("220 mail.example.org")
        while command := line.rfile.readline().decode().strip():
            word = command.upper()
            if word.startswith("MAIL"):
                say(f"{self.sender_code} sender")
            elif word.startswith("RCPT"):
                address = command.partition("<")[2].partition(">")[0]
                say(f"{self.refused.get(address, 250)} {address}")
            elif word == "DATA":
                say("354 go on")
                self._keep(line, say)
            elif word == "QUIT":
                say("221 goodbye")
                return
            else:
                say("250 mail.example.org")

    def _keep(self, line: Any, say: Callable[[str], None]) -> None:
        text = b""
        while (row := line.rfile.readline()) != b".\r\n":
            text += row.removeprefix(b".") if row.startswith(b"..") else row
        if self.data_code == 250:
            self.kept.append(email.message_from_bytes(text, policy=email.policy.default))  # type: ignore[arg-type]
        self.before_yes()
        say(f"{self.data_code} data")
