"""What column headers mean, in English, German and French, in any case and with or without accents."""

from __future__ import annotations

import re
import unicodedata

NOT_ALNUM = re.compile(r"[^a-z0-9]+")
NOT_KEY = re.compile(r"[^a-z0-9_]")


def plain_name(text: str) -> str:
    """The header as lower-case words without accents: "Prénom " and "PRENOM" are both `prenom`."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    return NOT_ALNUM.sub(" ", letters).strip()


def answer_key(header: str) -> str:
    """The key of an answer as the lead-share format makes it: each other character becomes one `_`."""
    return NOT_KEY.sub("_", header.strip().lower())


_SPELLINGS = {
    "email": "email|e mail|mail|email address|e mail address|user email|attendee email|work email|business email|contact email"
    "|e mail adresse|emailadresse|mailadresse|courriel|adresse e mail|adresse email|adresse mail|adresse electronique",
    "firstName": "first name|firstname|given name|vorname|prenom|attendee first name",
    "lastName": "last name|lastname|surname|family name|nachname|familienname|nom|nom de famille|attendee last name|attendee surname",
    "name": "name|full name|user name original name|name original name|your name|attendee name|vollstandiger name|nom complet",
    "company": "company|company name|organization|organisation|org|account name|employer|associated company|firma|firmenname|unternehmen"
    "|societe|entreprise|nom de l entreprise|organisme",
    "phone": "phone|phone number|mobile|mobile phone|telephone|tel|telefon|telefonnummer|rufnummer|numero de telephone",
    "city": "city|town|home city|stadt|ort|ville",
    "country": "country|country region|country region name|country code|home country|land|staat|pays|pays region|land region",
    "employees": "employees|employee count|number of employees|no of employees|numberofemployees|company size|headcount|size of company"
    "|mitarbeiter|mitarbeiterzahl|mitarbeiteranzahl|anzahl mitarbeiter|anzahl der mitarbeiter|unternehmensgrosse"
    "|effectif|effectifs|nombre d employes|nombre de salaries|taille de l entreprise",
    "minutes": "minutes|time in session minutes|duration minutes|minutes attended|time in session|minuten|dauer minuten|duree minutes|duree en minutes",
    "attended": "attended|checked in|attendance|has attended|teilgenommen|anwesend|present|a participe",
    "attendee_status": "attendee status|attendance status|teilnehmerstatus",
    "registered_at": "registered at|registration time|registration date|registrationdate|date registered|registered on|sign up date"
    "|registriert am|anmeldedatum|registrierungsdatum|angemeldet am|date d inscription|inscrit le",
    "industry": "industry|sector|branche|industrie|secteur|secteur d activite",
    "job_title": "job title|jobtitle|title|position|role|job role|job function|berufsbezeichnung|funktion|stellenbezeichnung|poste|fonction|intitule du poste",
    "source": "source|utm source|lead source|source name|traffic source|quelle|herkunft",
    "medium": "medium|utm medium",
    "campaign": "campaign|utm campaign|campaign name|kampagne|campagne",
    "existing_customer_of": "existing customer of",
    "consent.host": "consent host",
    "consent.partner": "consent partner",
    "id": "id|lead id",
}
ALIASES: dict[str, str] = {alias: field for field, spellings in _SPELLINGS.items() for alias in spellings.split("|")}
