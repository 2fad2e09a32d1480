"""The forms of this floor: what they ask, in the words of the page. The operations decide."""

from collections.abc import Sequence

from django import forms

from twofold.core.models import Company
from twofold.core.time_zones import CHOSEN_UTC, zone_choices

from .operations.own_account import DATE_LANGUAGES


class NewcomerForm(forms.Form):
    """Who accepts an invitation and has no account yet."""

    company_name = forms.CharField(label="Your company", max_length=200)
    name = forms.CharField(label="Your name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label="Choose a password",
        help_text="At least 10 characters. A sentence you can remember works well.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class KnownForm(forms.Form):
    """Who accepts an invitation and has an account here."""

    company_name = forms.CharField(label="Your company", max_length=200, required=False)
    password = forms.CharField(
        label="Your password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


def which_company(theirs: Sequence[Company], acts_as: Company | None) -> forms.ChoiceField:
    """As which of one's companies one accepts; the one that one acts as is chosen already."""
    names = [company.name for company in theirs]
    chosen = acts_as.name if acts_as and acts_as in theirs else ""
    return forms.ChoiceField(
        label="Which of your companies accepts?",
        choices=[*([] if chosen else [("", "Choose one")]), *[(name, name) for name in names]],
    )


class LinkForm(forms.Form):
    """Where to send a sign-in link."""

    email = forms.EmailField(label="Your work e-mail", widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class SelfForm(forms.Form):
    """What one says about oneself."""

    name = forms.CharField(label="Name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    time_zone = forms.ChoiceField(
        label="Time zone",
        required=False,
        help_text="The times you see are in this zone, and new campaigns begin with it.",
        choices=lambda: [
            ("", "As my browser, from my next sign-in"),
            (CHOSEN_UTC, "UTC"),
            *((zone, zone.replace("_", " ")) for zone in zone_choices()),
        ],
    )
    date_language = forms.ChoiceField(label="Date format", choices=list(DATE_LANGUAGES.items()), required=False)
