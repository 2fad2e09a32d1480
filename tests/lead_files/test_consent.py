"""Consent questions mean the companies they name, and nobody else."""

import pytest

from twofold.rules.lead_files.consent import Recipients, consent_value, recipients_named

WE = Recipients(host="Acme GmbH", partner="Acme Labs Inc.")


@pytest.mark.parametrize(
    ("header", "sides"),
    [
        ("I agree to be contacted by Acme Labs", ("partner",)),
        ("I agree to be contacted by ACME", ("host",)),
        ("I agree to be contacted by Acme and Acme Labs", ("host", "partner")),
        ("Ich bin einverstanden, dass Acme mich kontaktiert", ("host",)),
        ("J\u2019accepte d\u2019être contacté par Acme Labs", ("partner",)),
        ("I agree to be contacted", ()),
        ("I agree to be contacted by Acmeville", ()),
        ("I agree to be contacted by Initech", ()),
        ("Which Acme products do you use?", ()),
        ("I do not agree to be contacted by Acme", ()),
        ("Opt out of contact by Acme (no consent)", ()),
    ],
)
def test_a_question_names_whom_it_names(header: str, sides: tuple[str, ...]) -> None:
    assert recipients_named(header, WE) == sides


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(
            (yes, "yes")
            for yes in (
                "yes",
                "TRUE",
                "1",
                "x",
                "Checked",
                "I agree",
                "I agree to be contacted.",
                "Ja",
                "Oui",
            )
        ),
        *(
            (no, "no")
            for no in ("no", "False", "0", "Nein", "unchecked", "I do not agree", "No, thank you", "disagree")
        ),
        *(
            (other, "")
            for other in (
                "",
                "maybe",
                "n/a",
                "2",
                "in",
                "opt",
                "ask me later",
                "yesterday",
                "I object, agree?",
            )
        ),
    ],
)
def test_only_a_plain_answer_counts(text: str, value: str) -> None:
    assert consent_value(text) == value
