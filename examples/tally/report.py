"""Ledgers as text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from .ledger import Ledger

Renderer = TypeVar("Renderer", bound=Callable[..., str])

_styles: dict[str, Callable[..., str]] = {}


def style(name: str, /) -> Callable[[Renderer], Renderer]:
    """Enter a function into the list of ways to show a ledger."""

    def enter(function: Renderer) -> Renderer:
        nonlocal name
        name = name.casefold()
        if name in _styles:
            raise RuntimeError(f"there are two styles {name}")
        _styles[name] = function
        return function

    return enter


def render(ledger: Ledger, *, style: str = "table", **options) -> str:
    try:
        function = _styles[style]
    except KeyError:
        raise LookupError(f"no style {style!r}; there are {', '.join(sorted(_styles))}") from None
    return function(ledger, **options)


@style("table")
def table(ledger: Ledger, depth: int | None = None, *, gap: int = 2) -> str:
    rows = [(":".join(parts), str(balance)) for parts, balance in ledger.balances(depth).items()]
    width = max((len(left) for left, _ in rows), default=0)
    right = max((len(text) for _, text in rows), default=0)
    lines = [f"{left:<{width}}{'':{gap}}{text:>{right}}" for left, text in rows]
    lines += ["-" * (width + gap + right), f"{len(ledger)} entr{'y' if len(ledger) == 1 else 'ies'}"]
    return "\n".join(lines)


@style("json")
def as_json(ledger: Ledger, depth: int | None = None, **_) -> str:
    return json.dumps(
        {
            "source": ledger.source,
            "entries": [
                {"date": f"{entry.date:%Y-%m-%d}", "title": entry.title, "tags": sorted(entry.tags)}
                for entry in ledger
            ],
            "balances": {
                ":".join(parts): {amount.currency: amount.cents / 100 for amount in balance}
                for parts, balance in ledger.balances(depth).items()
            },
        },
        indent=2,
        ensure_ascii=False,
    )


async def stream(ledgers, write) -> int:
    """Render ledgers that arrive one after the other; give the number of those."""
    count = 0
    async for ledger in ledgers:
        async with write.lock:
            await write(render(ledger))
        count += 1
    return count


async def first_titles(ledgers) -> list[str]:
    return [entry.title async for ledger in ledgers if ledger for entry in [next(iter(ledger))]]
