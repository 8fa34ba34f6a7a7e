"""A real mail server on this machine, which keeps what it gets."""

from __future__ import annotations

from collections.abc import Iterator
from socket import socket

import pytest
from aiosmtpd.controller import Controller


class Postbox:
    """A mail server that keeps what it gets; `answer` is what it says to each mail."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, bytes]] = []
        self.answer = "250 OK"
        self.refused: set[str] = set()

    async def handle_RCPT(  # noqa: N802
        self, _server: object, _session: object, envelope: object, address: str, _options: object
    ) -> str:
        if address in self.refused:
            return "550 Nobody of that name"
        envelope.rcpt_tos.append(address)  # type: ignore[attr-defined]
        return "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802
        if self.answer.startswith("2"):
            self.mails.append((envelope.rcpt_tos[0], envelope.original_content))  # type: ignore[attr-defined]
        return self.answer


@pytest.fixture
def post() -> Iterator[tuple[Postbox, dict[str, str]]]:
    box = Postbox()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, {"host": "127.0.0.1", "port": str(port), "tls": "no", "from": "wardvoice@hospital.example"}
    controller.stop()
