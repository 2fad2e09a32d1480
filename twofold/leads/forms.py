"""The forms of this floor, in the words of the page. The operations decide."""

from typing import Any

from django import forms

from twofold.rules.lead_share.form.labels import NOTE


class UploadForm(forms.Form):
    """A file of leads."""

    file = forms.FileField(
        label="File", help_text="A Zoom attendee report, an Eventbrite or HubSpot export, or any CSV."
    )
    time_zone = forms.CharField(
        label="Time zone of the file", max_length=64, required=False, help_text="Used when the file gives no time zone."
    )
    day_first = forms.BooleanField(label="Dates are written day first (31/12/2026)", required=False)


class SignForm(forms.Form):
    """A signature: the hash that was seen, and who signs."""

    hash = forms.CharField(widget=forms.HiddenInput)
    dry_run_hash = forms.CharField(widget=forms.HiddenInput, required=False)
    password = forms.CharField(
        label="Your password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, fresh: bool = False, **kwargs: Any) -> None:
        """Just after a passkey (`fresh`) no password is asked for."""
        super().__init__(*args, **kwargs)
        if fresh:
            del self.fields["password"]


class TryForm(forms.Form):
    """A file to try rules on."""

    file = forms.FileField(label="A file of leads", help_text="The file is only counted, not kept.")
    with_lists = forms.BooleanField(
        label="Check against my pipeline",
        required=False,
        help_text="Your partner's pipeline is checked during the import.",
    )

    def __init__(self, *args: Any, lists: bool = True, **kwargs: Any) -> None:
        """Where there is nothing to ask (`lists` false), there is no such question."""
        super().__init__(*args, **kwargs)
        if not lists:
            del self.fields["with_lists"]


class PipelineForm(forms.Form):
    """One's own list of existing pipeline, as a file or pasted."""

    file = forms.FileField(label="A text file", required=False, help_text="UTF-8, one entry per line.")
    entries = forms.CharField(
        label="Or paste it here",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "class": "code", "placeholder": "example.com"}),
        help_text="One e-mail address or domain per line. A domain doesn't include its subdomains.",
    )

    def clean_entries(self) -> list[str] | None:
        """Each line an entry; None where nothing was pasted."""
        text: str = self.cleaned_data["entries"].replace("\r\n", "\n")
        return text.split("\n") if text.strip() else None


class JsonForm(forms.Form):
    """The whole document as JSON."""

    rules = forms.CharField(
        label="The rules as JSON",
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "class": "code"}),
        help_text="The document exactly as both companies will sign it.",
    )
    note = forms.CharField(label=NOTE, max_length=500, required=False)


class ConsentForm(forms.Form):
    """What a person said later; yes or no is the button."""

    recipient = forms.ChoiceField(
        label="Consent for",
        error_messages={"required": "Choose the company the answer is about."},
    )
    wording = forms.CharField(
        label="What they agreed to or refused",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter what the person agreed to or refused, in their own words."},
    )
    source = forms.CharField(
        label="Where they said it",
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": "Call, e-mail or form"}),
        error_messages={"required": "Enter where they said so, such as a call, an e-mail or a form."},
    )

    def __init__(self, sides: list[dict[str, Any]], *args: Any, **kwargs: Any) -> None:
        """`sides` are those one can record an answer for: `{side, name}`."""
        super().__init__(*args, **kwargs)
        self.fields["recipient"].choices = [(each["side"], each["name"]) for each in sides]  # type: ignore[attr-defined]


def withdrawal_form(sides: list[dict[str, Any]], *args: Any) -> ConsentForm:
    """The same form for a no that comes after the lead went out; its ids differ, both may stand on one page."""
    form = ConsentForm(sides, *args, auto_id="withdraw_%s")
    form.fields["wording"].label = "What they said"
    return form
