"""What a measurement found, as rows of the table in docs/performance.md."""

from __future__ import annotations

from dataclasses import dataclass

REACHED, MISSED = "reached", "**missed**"


@dataclass(frozen=True)
class Line:
    """One line of what speed has to reach: what was found, and whether that is enough."""

    what: str
    found: str
    to_reach: str
    good: bool

    def row(self) -> str:
        return f"| {self.what} | {self.found} | {self.to_reach} | {verdict(good=self.good)} |"


@dataclass(frozen=True)
class Ratio:
    """Two medians of the same run, in seconds, and how much the first may be of the second."""

    what: str
    ours: float
    other: float
    most: float
    sizes: tuple[int, int] | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.other

    @property
    def good(self) -> bool:
        return self.ratio <= self.most

    def row(self) -> str:
        size = f" ({self.sizes[0] / 1000:.0f} → {self.sizes[1] / 1000:.0f} kB)" if self.sizes else ""
        return (
            f"| {self.what}{size} | {milliseconds(self.ours)} | {milliseconds(self.other)} | {self.ratio:.2f} × | "
            f"≤ {self.most:g} × | {verdict(good=self.good)} |"
        )


def verdict(*, good: bool) -> str:
    return REACHED if good else MISSED


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def table(heads: str, *rows: str) -> str:
    columns = heads.count("|") - 1
    return "\n".join([heads, "|---" * columns + "|", *rows])
