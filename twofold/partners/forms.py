"""The forms of a partner record."""

from django import forms

from twofold.rules.partnership_types import NAMES

TYPES = list(NAMES.items())
STATUSES = [
    ("prospect", "Prospect"),
    ("negotiating", "Negotiating"),
    ("onboarding", "Onboarding"),
    ("active", "Active"),
    ("expanding", "Expanding"),
    ("churned", "Churned"),
]
_TEXT = forms.Textarea(attrs={"rows": 3})


class PartnerForm(forms.Form):
    """A partner as its owner knows it."""

    company = forms.CharField(label="Company", max_length=200)
    contact_name = forms.CharField(label="Contact", max_length=200)
    contact_email = forms.EmailField(label="Contact's e-mail")
    contact_phone = forms.CharField(label="Contact's phone", max_length=50, required=False)
    type = forms.ChoiceField(label="Kind of partnership", choices=TYPES)
    we_get = forms.CharField(label="What we get", required=False, widget=_TEXT, help_text="Needed before onboarding.")
    they_get = forms.CharField(
        label="What they get",
        required=False,
        widget=_TEXT,
        help_text="If you cannot say it, the partnership will not last.",
    )
    agreement_url = forms.URLField(label="Link to the signed agreement", required=False, assume_scheme="https")
    commission_rate = forms.CharField(label="Commission", max_length=100, required=False)
    next_review = forms.DateField(label="Next review", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    notes = forms.CharField(
        label="Private notes",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Only your company sees these.",
    )

    def clean_next_review(self) -> str:
        """As the founding document keeps it: a text."""
        found = self.cleaned_data["next_review"]
        return found.isoformat() if found else ""


class ScoreForm(forms.Form):
    """Three questions, each 1 to 5."""

    audience_overlap = forms.IntegerField(
        label="Audience overlap", min_value=1, max_value=5, help_text="1 none, 5 a perfect match"
    )
    strategic_value = forms.IntegerField(
        label="Strategic value", min_value=1, max_value=5, help_text="1 nice to have, 5 critical"
    )
    execution_effort = forms.IntegerField(
        label="Effort", min_value=1, max_value=5, help_text="1 minimal, 5 a lot, all the time"
    )


class InviteForm(forms.Form):
    """Whom to invite at the partner."""

    email = forms.EmailField(label="E-mail")
    name = forms.CharField(label="Name", max_length=200, required=False)
