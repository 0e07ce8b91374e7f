"""Amounts of money, exact to the cent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import total_ordering

CENTS_PER_UNIT = 100
SIGNS = {"": 1, "+": 1, "-": -1}

#: Currencies that have no smaller unit.
WHOLE = frozenset({"JPY", "KRW", "ISK"})


@total_ordering
@dataclass(frozen=True, slots=True)
class Amount:
    """A number of cents in a currency."""

    cents: int
    currency: str = "EUR"

    @classmethod
    def parse(cls, text: str, currency: str = "EUR") -> Amount:
        """
        >>> Amount.parse("-1_200.5")
        Amount(cents=-120050, currency='EUR')
        """
        sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text.lstrip("+"))
        units, point, cents = digits.replace("_", "").partition(".")
        if not units.isdecimal() or (point and not cents.isdecimal()) or len(cents) > 2:
            raise ValueError(f"{text!r} is not an amount")
        return cls(SIGNS[sign] * (int(units) * CENTS_PER_UNIT + int(cents.ljust(2, "0"))), currency)

    def __add__(self, other: Amount) -> Amount:
        if not isinstance(other, Amount):
            return NotImplemented
        assert self.currency == other.currency, "currencies do not mix"
        return Amount(self.cents + other.cents, self.currency)

    def __neg__(self) -> Amount:
        return Amount(-self.cents, self.currency)

    def __sub__(self, other: Amount) -> Amount:
        return self + -other

    def __lt__(self, other: Amount) -> bool:
        return (self.currency, self.cents) < (other.currency, other.cents)

    def __bool__(self) -> bool:
        return self.cents != 0

    def __str__(self) -> str:
        units, cents = divmod(abs(self.cents), CENTS_PER_UNIT)
        minus = "-" * (self.cents < 0)
        fraction = "" if self.currency in WHOLE else f".{cents:02}"
        return f"{minus}{units:,}{fraction} {self.currency}"


class Balance:
    """A sum that may hold several currencies."""

    __slots__ = ("_cents",)

    def __init__(self, amounts: Iterable[Amount] = ()) -> None:
        self._cents: dict[str, int] = {}
        for amount in amounts:
            self += amount

    def __iadd__(self, amount: Amount | Balance) -> Balance:
        match amount:
            case Amount(cents=0):
                pass
            case Amount(cents, currency):
                self._cents[currency] = self._cents.get(currency, 0) + cents
            case Balance():
                for one in amount:
                    self += one
            case _:
                raise TypeError(f"cannot add {type(amount).__name__} to a balance")
        return self

    def __iter__(self) -> Iterator[Amount]:
        yield from (Amount(cents, currency) for currency, cents in sorted(self._cents.items()) if cents)

    def __bool__(self) -> bool:
        return any(self._cents.values())

    def __neg__(self) -> Balance:
        return Balance(-amount for amount in self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Balance) and [*self] == [*other]

    __hash__ = None

    def __str__(self) -> str:
        return ", ".join(map(str, self)) or "nothing"
