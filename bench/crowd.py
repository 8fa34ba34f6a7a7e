"""A hospital at its busiest: 300 terminals and 40 board screens ask every ten seconds while eight people send.

One process with one thread plays them all, with bare sockets: it has to stay light, as it shares the machine.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from statistics import median, quantiles
from urllib.parse import urlencode

from bench.rows import Line, milliseconds
from bench.visitor import Visitor, enter
from bench.writes import SUBMITTERS, Step, last_step

TERMINALS, SCREENS, EVERY = 300, 40, 10.0
READ_AT_A_TERMINAL = ("/", "/board", "/agenda", "/actions")
WARM_UP = 10.0
MOST = 10.0
TIMED_OUT = 60.0


@dataclass
class Told:
    """What was seen: the seconds of each answer to whoever asks, how many items were taken, and every error."""

    took: list[float] = field(default_factory=list)
    sent: int = 0
    errors: list[str] = field(default_factory=list)


def crowd(port: int, seconds: float) -> tuple[Line, int]:
    """Let the crowd come for so long, after a warm-up; return the line and how many items were taken in all."""
    terminal, screen = enter(port, "terminal"), enter(port, "board")
    writers = [enter(port, "terminal") for _ in range(SUBMITTERS)]
    steps = [last_step(one) for one in writers]
    told = Told()
    asyncio.run(_come(port, seconds, told, terminal, screen, list(zip(writers, steps, strict=True))))
    return _line(told, seconds), told.sent + SUBMITTERS


def _line(told: Told, seconds: float) -> Line:
    middle, p99 = median(told.took), quantiles(told.took, n=100)[98]
    found = (
        f"p99 {milliseconds(p99)}, median {milliseconds(middle)}: {p99 / middle:.1f} ×; {len(told.took)} answers and "
        f"{told.sent} items in {seconds:.0f} s, {len(told.errors)} errors"
    )
    what = f"fan-out: {TERMINALS} terminals, {SCREENS} screens, {SUBMITTERS} writers"
    return Line(what, found, f"p99 < {MOST:g} × the median, no error", p99 / middle < MOST and not told.errors)


async def _come(
    port: int, seconds: float, told: Told, terminal: Visitor, screen: Visitor, writers: list[tuple[Visitor, Step]]
) -> None:
    begins = time.monotonic() + WARM_UP
    ends = begins + seconds
    asks = partial(_asks, port, begins=begins, ends=ends, told=told)
    clients: list[Awaitable[None]] = [asks(terminal, _from(n), EVERY * n / TERMINALS) for n in range(TERMINALS)]
    clients += [asks(screen, ("/board/screen",), EVERY * n / SCREENS) for n in range(SCREENS)]
    clients += [_sends(port, visitor, step, begins, ends, told) for visitor, step in writers]
    await asyncio.gather(*clients)


def _from(n: int) -> tuple[str, ...]:
    """Return what one terminal reads in turn, each beginning elsewhere."""
    start = n % len(READ_AT_A_TERMINAL)
    return READ_AT_A_TERMINAL[start:] + READ_AT_A_TERMINAL[:start]


async def _asks(
    port: int, who: Visitor, addresses: tuple[str, ...], first: float, begins: float, ends: float, told: Told
) -> None:
    """Ask for a page every ten seconds, each time over a connection of its own, as a browser does after a pause."""
    due, n = begins - WARM_UP + first, 0
    while due < ends:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        address = addresses[n % len(addresses)]
        took = await _noted(told, lambda: _once(port, _request(port, "GET", address, who)))  # noqa: B023
        if took is not None and due >= begins:
            told.took.append(took)
        due, n = due + EVERY, n + 1


async def _sends(port: int, who: Visitor, step: Step, begins: float, ends: float, told: Told) -> None:
    """Send one item after the other, without a pause."""
    while time.monotonic() < ends:
        request = _request(port, "POST", step.address, who, urlencode(step.anew()))
        if await _noted(told, lambda: _once(port, request, b"data-receipt")) is not None:  # noqa: B023
            told.sent += 1


async def _noted(told: Told, ask: Callable[[], Awaitable[float]]) -> float | None:
    try:
        return await asyncio.wait_for(ask(), TIMED_OUT)
    except (OSError, ValueError, TimeoutError) as error:
        told.errors.append(f"{type(error).__name__}: {error}")
        return None


async def _once(port: int, request: bytes, wanted: bytes = b"") -> float:
    """Return the seconds from opening the connection to the last byte; ValueError for any answer but a good one."""
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    answer = await reader.read(-1)
    took = time.perf_counter() - began
    writer.close()
    status = answer[9:12]
    if status not in (b"200", b"204") or wanted not in answer:
        raise ValueError(f"{request[:60]!r} answered {status!r}")
    return took


def _request(port: int, method: str, address: str, who: Visitor, body: str = "") -> bytes:
    cookies = "; ".join(f"{name}={value}" for name, value in who.cookies.items())
    heads = [f"{method} {address} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Cookie: {cookies}", "Connection: close"]
    if method == "POST":
        heads += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        heads += [f"Origin: http://127.0.0.1:{port}"]
    return ("\r\n".join(heads) + f"\r\n\r\n{body}").encode()
