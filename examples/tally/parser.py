r"""The text form of a ledger.

    2024-03-02 "Groceries" #food
      assets:cash    -48.30 EUR
      expenses:food
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from .errors import SyntaxMistake
from .ledger import Entry, Ledger, Posting
from .money import Amount

HEAD = re.compile(r'(\d{4}-\d\d-\d\d)\s+"([^"]*)"((?:\s+#[\w-]+)*)\s*$')
LINE = re.compile(
    r"""
    \s+ (?P<account> [a-z]+ (?: : [a-z]+ )* )            # assets:bank
    (?: \s+ (?P<number> [-+]? \d[\d_]* (?: \.\d+ )? )    # -12.50
        (?: \s+ (?P<currency> [A-Z]{3} ) )? )? \s* $
    """,
    re.VERBOSE,
)


class Reader:
    """Takes lines, gives entries."""

    count = 0

    def __init__(self, source: str) -> None:
        self.source = source
        self.entries: list[Entry] = []
        self._head: Entry | None = None
        self._postings: list[Posting] = []

    def feed(self, text: str, number: int) -> None:
        match text.split("#", 1)[0].rstrip(), text[:1].isspace():
            case "", _:
                if not text.strip():
                    self.finish()
            case _, True if self._head:
                self._postings.append(self._posting(text, number))
            case _, True:
                raise SyntaxMistake("a posting that belongs to no entry", self.source, number)
            case _:
                self.finish()
                self._head = self._entry(text, number)

    def finish(self) -> None:
        if (head := self._head) is not None:
            entry = Entry(head.date, head.title, (*self._postings,), head.tags, line=head.line)
            self.entries.append(entry.balanced(self.source))
            type(self).count += 1
        self._head, self._postings = None, []

    def _entry(self, text: str, number: int) -> Entry:
        if not (found := HEAD.match(text)):
            raise SyntaxMistake(f"{text.strip()!r} is no entry", self.source, number)
        date, title, tags = found.groups()
        try:
            day = datetime.date.fromisoformat(date)
        except ValueError as error:
            raise SyntaxMistake(f"{date}: {error}", self.source, number) from error
        else:
            return Entry(day, title, (), frozenset(tag.lstrip("#") for tag in tags.split()), number)

    def _posting(self, text: str, number: int) -> Posting:
        found = LINE.match(text.partition("#")[0])
        if found is None:
            raise SyntaxMistake(f"{text.strip()!r} is no posting", self.source, number)
        account, digits, currency = found["account"], found["number"], found["currency"]
        if digits is None:
            return Posting(account)
        try:
            return Posting(account, Amount.parse(digits, currency or "EUR"))
        except ValueError as error:
            raise SyntaxMistake(str(error), self.source, number) from None


def parse(lines: Iterable[str] | str, *, source: str = "<ledger>") -> Ledger:
    """Read a ledger, given as text or as lines of text."""
    if isinstance(lines, str):
        lines = lines.splitlines()
    reader = Reader(source)
    number = 0
    for number, text in enumerate(lines, start=1):
        reader.feed(text, number)
    reader.finish()
    return Ledger(reader.entries, source=source)
