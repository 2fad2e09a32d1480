"""Workspace templates: the format, its reader and its reference (requirements S1.1-S1.61)."""

from twofold.rules.campaign.template.document import Template
from twofold.rules.campaign.template.parser import parse_template
from twofold.rules.campaign.template.problems import TemplateInvalid, TemplateProblem
from twofold.rules.campaign.template.reference import reference_markdown

__all__ = ["Template", "TemplateInvalid", "TemplateProblem", "parse_template", "reference_markdown"]
