"""The form over the rules: what two marketing people fill in, as the document that is signed, and back."""

from .document import draft_of, to_document
from .draft import ConditionDraft, Draft, RouteDraft
from .posted import comes_back, draft_from, edited

__all__ = ["ConditionDraft", "Draft", "RouteDraft", "comes_back", "draft_from", "draft_of", "edited", "to_document"]
