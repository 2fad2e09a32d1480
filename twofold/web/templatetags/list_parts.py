"""The parts of a list page that stand beside its rows: the menu of views, the buttons for files."""

from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse

from twofold.core.operations.registry import OPERATIONS
from twofold.web import saved_views

register = template.Library()


@register.simple_tag(takes_context=True)
def views_menu(context: Context) -> saved_views.ViewsMenu:
    """The views of the list that this page shows (`pages`, `state`)."""
    return saved_views.views_menu(context["request"], context["pages"], context["state"])


@register.simple_tag(takes_context=True)
def list_address(context: Context, what: str) -> str:
    """The address of one of the list's own pages (`views`, `import`, `export`), which keeps the arguments of this one;
    empty where there is none.
    """
    named = context["request"].resolver_match.kwargs
    try:
        return reverse(context["pages"].url_name(what), kwargs=named)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def can_import(context: Context) -> bool:
    """Whether whoever looks may bring a file in."""
    entity: Any = context["pages"].entity
    needs = entity.creates or entity.works
    return f"{entity.noun}.import" in OPERATIONS and context["request"].actor.may(needs)
