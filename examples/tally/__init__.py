"""Plain-text bookkeeping: read a ledger, check it, add it up."""

from .ledger import Entry, Ledger, Posting
from .money import Amount, Balance
from .parser import parse

__all__ = ["Amount", "Balance", "Entry", "Ledger", "Posting", "parse", "load"]
__version__ = "1.2"


def load(path):
    """Read a ledger from a file."""
    with open(path, encoding="utf-8") as lines:
        return parse(lines, source=str(path))
