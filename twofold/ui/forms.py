"""How every form of ours and of the libraries is drawn: label, control, help, and the error beside the field."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

FEW = 2
"""So many optional fields are marked each for itself, whatever the others are."""


def marks_required(form: forms.BaseForm) -> bool:
    """Whether most fields of a form are optional, so that the required ones are marked and one sentence says the rest."""
    optional = [not each.field.required for each in form.visible_fields() if not _is_check(each)]
    return sum(optional) > max(FEW, len(optional) - sum(optional))


def marks_sentence(form: forms.BaseForm) -> str:
    """What stands above a form in which most fields are optional; nothing above others."""
    if not marks_required(form):
        return ""
    some = any(each.field.required for each in form.visible_fields())
    return "Fields are optional unless they say otherwise." if some else "Leave empty what doesn't apply."


def _is_check(field: forms.BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)


class DrawnField(forms.BoundField):
    """A field that knows the class its control wears."""

    @property
    def is_check(self) -> bool:
        """Whether the label stands behind the control: one lone checkbox."""
        return _is_check(self)

    @property
    def mark(self) -> str:
        """What its label says of having to be filled in: of the optional fields of a form or of the required, the fewer."""
        if marks_required(self.form):
            return "required" if self.field.required else ""
        return "" if self.field.required else "optional"

    @property
    def is_group(self) -> bool:
        """Whether the control is several, so that the label is a legend."""
        return isinstance(self.field.widget, forms.CheckboxSelectMultiple | forms.RadioSelect)

    @property
    def aria_describedby(self) -> str | None:
        """Help and error as Django ties them, and the note of what somebody else made of the field meanwhile."""
        tied: str | None = super().aria_describedby
        note = f"{self.auto_id}_note" if getattr(self.field, "note", None) else ""
        return " ".join(filter(None, [tied, note])) or None if note else tied

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes (required, aria-describedby, aria-invalid) and our class."""
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden or self.is_group:
            return built
        if self.mark == "required":
            built["aria-required"] = "true"
        if isinstance(widget, forms.CheckboxInput):
            wanted = "form-check-input"
        elif isinstance(widget, forms.Select):
            wanted = "form-select"
        else:
            wanted = "form-control"
        built["class"] = " ".join(filter(None, [widget.attrs.get("class"), built.get("class"), wanted]))
        if self.field.widget.attrs.get("placeholder") == self.label:
            # Some libraries repeat the label as a placeholder; the label is enough.
            built["placeholder"] = ""
        return built


class Renderer(TemplatesSetting):
    """`FORM_RENDERER = "twofold.ui.forms.Renderer"`."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = DrawnField
