"""`{% load prose %}`: texts that people write."""

from django import template

from twofold.ui.markdown import markdown

register = template.Library()
register.filter("markdown", markdown)
