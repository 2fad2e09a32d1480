"""Money in minor units: never floats, each currency with its own number of digits (ISO 4217)."""

from decimal import Decimal
from typing import Final

_ISO: Final = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR
    IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR
    MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD
    SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD
    XCG XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES: Final = frozenset(_ISO.split())
"""The currencies people pay in (ISO 4217, without funds, metals and codes for tests)."""
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
    """An amount as whole minor units. Raises ValueError with a sentence for an unknown currency, fractions, too much."""
    if currency not in CURRENCIES:
        raise ValueError(f"There is no currency {currency}. Give its three letters, such as EUR or USD.")
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
