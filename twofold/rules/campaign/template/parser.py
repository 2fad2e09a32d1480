"""The one way from a template's text to a template that may be used."""

from twofold.rules.campaign.template.check_dates import check_dates
from twofold.rules.campaign.template.check_references import check_references
from twofold.rules.campaign.template.check_structure import check_structure
from twofold.rules.campaign.template.document import Template
from twofold.rules.campaign.template.problems import Problems
from twofold.rules.campaign.template.reader import read
from twofold.rules.campaign.template.yaml_source import compose


def parse_template(text: str, file: str = "template.yaml") -> Template:
    """The template in `text`; `file` is only named in messages.

    Raises TemplateInvalid with everything that is wrong: first the shape of the file (unknown
    keys, wrong values), and once the shape is right, what the parts say about each other.
    """
    problems = Problems(file)
    root = compose(text, problems)
    template = read(Template, root, problems) if root is not None else None
    problems.stop_if_any()
    if template is None:  # unreachable: no template without a problem
        raise AssertionError(file)
    check_references(template, problems)
    check_structure(template, problems)
    check_dates(template, problems)
    problems.stop_if_any()
    return template
