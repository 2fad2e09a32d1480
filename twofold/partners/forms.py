"""The forms of what is special about a partner: rating and inviting."""

from django import forms

AXES = {
    "audience_overlap": "audienceOverlap",
    "strategic_value": "strategicValue",
    "execution_effort": "executionEffort",
}


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
