"""What can be wrong with a ledger, and how to say so."""

from __future__ import annotations

import sys


class LedgerError(Exception):
    """A mistake in a ledger, with the place where it is."""

    def __init__(self, message: str, source: str = "<ledger>", line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.line = line

    def __str__(self) -> str:
        where = f"{self.source}:{self.line}" if self.line else self.source
        return f"{where}: {self.message}"


class SyntaxMistake(LedgerError):
    """A line that cannot be read."""


class Unbalanced(LedgerError):
    """An entry whose amounts do not add up to nothing."""

    def __init__(self, rest, *place):
        super().__init__(f"does not balance, {rest} is left over", *place)
        self.rest = rest


def report_all(errors) -> int:
    """Print mistakes by kind and give the exit status that they deserve."""
    status = 0

    def say(group: BaseExceptionGroup, prefix: str) -> None:
        for error in group.exceptions:
            if isinstance(error, BaseExceptionGroup):
                say(error, prefix)
            else:
                print(f"{prefix}: {error}", file=sys.stderr)

    try:
        raise ExceptionGroup("mistakes", list(errors))
    except* LedgerError as mistakes:
        say(mistakes, "ledger")
        status |= 1
    except* FileNotFoundError as missing:
        say(missing, "missing")
        status |= 2
    except* OSError as others:
        say(others, "system")
        status |= 4
    return status
