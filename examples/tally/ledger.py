"""A ledger and what it is made of."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from .errors import Unbalanced
from .money import Amount, Balance


@dataclass(frozen=True)
class Posting:
    """A movement on one account; without an amount it takes what the others leave."""

    account: str
    amount: Amount | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.account.split(":"))


@dataclass(frozen=True)
class Entry:
    """Postings that belong together."""

    date: datetime.date
    title: str
    postings: tuple[Posting, ...]
    tags: frozenset[str] = frozenset()
    line: int = field(default=0, compare=False)

    def balanced(self, source: str) -> Entry:
        """The entry with all amounts filled in, if that makes it balance."""
        known = Balance(p.amount for p in self.postings if p.amount is not None)
        open_places = [i for i, posting in enumerate(self.postings) if posting.amount is None]
        match open_places, [*known]:
            case [], []:
                return self
            case [place], [rest]:
                *before, _ = self.postings[: place + 1]
                filled = replace(self.postings[place], amount=-rest)
                return replace(self, postings=(*before, filled, *self.postings[place + 1 :]))
            case [], _:
                raise Unbalanced(known, source, self.line)
            case _:
                raise Unbalanced(f"{len(open_places)} open amounts with {known}", source, self.line)


class Ledger:
    """Entries in the order of their dates."""

    def __init__(self, entries=(), *, source="<ledger>"):
        self.source = source
        self.entries = sorted(entries, key=lambda entry: entry.date)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __add__(self, other: Ledger) -> Ledger:
        if not isinstance(other, Ledger):
            return NotImplemented
        return Ledger([*self, *other], source=f"{self.source}+{other.source}")

    def where(self, wanted: Callable[[Entry], bool]) -> Ledger:
        return Ledger(filter(wanted, self), source=self.source)

    def tagged(self, tag: str, /) -> Ledger:
        return self.where(lambda entry: tag in entry.tags)

    def balances(self, depth: int | None = None) -> dict[tuple[str, ...], Balance]:
        """Sums by account, those below a level of the tree put together."""
        sums: defaultdict[tuple[str, ...], Balance] = defaultdict(Balance)
        for entry in self:
            for posting in entry.postings:
                if (amount := posting.amount) is None:
                    continue
                sums[posting.parts[:depth]] += amount
        return dict(sorted(sums.items()))

    def running(self, account: str):
        """Yield each entry that moves an account, with the balance after it."""
        balance = Balance()
        for entry in self:
            moved = [p.amount for p in entry.postings if p.account == account and p.amount]
            if not moved:
                continue
            for amount in moved:
                balance += amount
            reset = yield entry, str(balance)
            if reset:
                balance = Balance()
