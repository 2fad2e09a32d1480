"""Names and codes of countries, as files write them, to the two letters that the lead-share facts hold."""

from __future__ import annotations

from twofold.rules.csv_files.header_names import plain_name
from twofold.rules.csv_files.refusal import CellProblem
from twofold.rules.lead_files.country_table import TABLE

_VARIANTS = """\
AE|UAE|Emirates|VAE|Emirate
BA|Bosnia|Bosnien
BN|Brunei Darussalam
BO|Plurinational State of Bolivia
BY|Weissrussland|Weißrussland
CD|DR Congo|Democratic Republic of the Congo|Demokratische Republik Kongo|République démocratique du Congo
CG|Congo|Republic of the Congo|Kongo
CI|Ivory Coast|Elfenbeinküste
CN|People's Republic of China|PR China|Mainland China
CV|Cape Verde
CZ|Czech Republic|Tschechische Republik|République tchèque
DE|Federal Republic of Germany|Bundesrepublik Deutschland|BRD
FM|Federated States of Micronesia
GB|UK|U.K.|Great Britain|England|Scotland|Wales|Northern Ireland|Großbritannien|Grande-Bretagne|Angleterre|United Kingdom of Great Britain and Northern Ireland
GR|EL|Hellas
IR|Islamic Republic of Iran
KP|Democratic People's Republic of Korea
KR|Korea|Republic of Korea|Korea, Republic of|Korea (South)
LA|Lao People's Democratic Republic
MD|Republic of Moldova
MK|Macedonia|Mazedonien|Macédoine
MM|Burma|Birma|Birmanie
MO|Macao|Macau
NL|Holland|The Netherlands|Niederlande (Holland)|Hollande
PS|Palestine|State of Palestine|Palästina
RU|Russian Federation|Russische Föderation|Fédération de Russie
SK|Slovak Republic|Slowakische Republik
SY|Syrian Arab Republic
SZ|Swaziland|Swasiland
TL|East Timor|Osttimor
TR|Turkey|Turkei
TW|Taiwan, Province of China
TZ|United Republic of Tanzania
US|U.S.|U.S.A.|America|United States of America|The United States|Vereinigte Staaten von Amerika|États-Unis d'Amérique|Amerika
VA|Holy See
VE|Bolivarian Republic of Venezuela
VN|Viet Nam
"""


def _spelling(name: str) -> str:
    return plain_name(name.replace("&", " and ").replace("Saint ", "St ").replace("saint ", "st ")).removeprefix("the ")


CODES: dict[str, str] = {
    _spelling(name): line.split("|")[0]
    for text in (TABLE, _VARIANTS)
    for line in text.splitlines()
    for name in line.split("|")
}


def country_code(text: str) -> str:
    """`DE` for "de", "DEU", "Germany", "Deutschland" or "Allemagne"; raises `CellProblem` for what is no country we know."""
    code = CODES.get(_spelling(text))
    if code is None:
        shown = text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004
        raise CellProblem(
            f"“{shown}” is no country we know: write its name in English, German or French, or its two-letter code"
        )
    return code
