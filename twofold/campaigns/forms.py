"""The forms of campaigns."""

from typing import Any

from django import forms

_YES_NO = [("yes", "Yes"), ("no", "No")]


def _day(label: str, help_text: str = "", *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=forms.DateInput(attrs={"type": "date"})
    )


class StartForm(forms.Form):
    """What a workspace needs to begin; the template's questions and options come first and last."""

    name = forms.CharField(label="Campaign name", max_length=200, help_text="Both sides see it.")
    launch_date = _day("Launch date", "All dates of the plan are counted from it.", required=True)
    time_zone = forms.CharField(
        label="Time zone",
        help_text="Check-in times follow this time zone.",
        widget=forms.TextInput(attrs={"list": "zones"}),
    )
    channel = forms.CharField(
        label="Channel", max_length=100, required=False, help_text="Such as webinar, e-book, blog."
    )
    budget = forms.FloatField(label="Budget", min_value=0, required=False)
    budget_split = forms.CharField(label="Budget split", max_length=200, required=False, help_text="Such as 50/50.")

    def __init__(self, template: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        for question in template["intake"]:
            self.fields[f"intake_{question['key']}"] = forms.ChoiceField(
                label=question["asks"], choices=_YES_NO, widget=forms.RadioSelect
            )
        self.fields["options"] = forms.MultipleChoiceField(
            label="Options",
            required=False,
            choices=[(each["key"], f"{each['name']}. {each['explains']}") for each in template["options"]],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["anyway"] = forms.BooleanField(label="Start a workspace anyway", required=False)
        self.order_fields([f"intake_{each['key']}" for each in template["intake"]])

    def misfits(self) -> list[dict[str, str]]:
        """The answers with which something lighter would do (S1.9, S1.10)."""
        return [
            {"asks": each["asks"], "otherwise": each["otherwise"]}
            for each in self.template["intake"]
            if self.data.get(f"intake_{each['key']}", each["fits"]) != each["fits"]
        ]

    @property
    def asked(self) -> list[forms.BoundField]:
        """The questions."""
        return [self[name] for name in self.fields if name.startswith("intake_")]

    @property
    def rest(self) -> list[forms.BoundField]:
        """Everything but the questions and the insistence."""
        return [self[name] for name in self.fields if not name.startswith("intake_") and name != "anyway"]
