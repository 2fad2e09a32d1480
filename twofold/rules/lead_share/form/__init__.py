"""The form over the rules: what two marketing people fill in, as the document that is signed, and back."""

from .document import draft_of, to_document
from .draft import ConditionDraft, Draft, RouteDraft
from .post import draft_from, edited, survives_post

__all__ = ["ConditionDraft", "Draft", "RouteDraft", "draft_from", "draft_of", "edited", "survives_post", "to_document"]
