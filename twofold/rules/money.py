"""Money in minor units: never floats, each currency with its own number of digits (ISO 4217)."""

from decimal import Decimal
from typing import Final

_WITHOUT: Final = frozenset(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ]
)
_THREE: Final = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
LARGEST: Final = 10**15


def digits_of(currency: str) -> int:
    """How many digits stand behind the point in a currency: 2, but 0 for yen and 3 for dinars."""
    if currency in _WITHOUT:
        return 0
    return 3 if currency in _THREE else 2


def to_minor(amount: Decimal, currency: str) -> int:
    """An amount as whole minor units. Raises ValueError with a sentence for fractions of a unit and for too much."""
    digits = digits_of(currency)
    minor = amount.scaleb(digits)
    if minor != minor.to_integral_value():
        raise ValueError(f"{currency} has {digits} digits behind the point: write the amount with no more.")
    if not 0 <= minor <= LARGEST:
        raise ValueError("The amount must not be negative, nor more than a thousand billion.")
    return int(minor)


def written(minor: int, currency: str) -> str:
    """Minor units as people write them: `12,500.00 EUR`."""
    digits = digits_of(currency)
    return f"{Decimal(minor).scaleb(-digits):,.{digits}f} {currency}"
