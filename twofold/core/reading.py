"""What is asked for again and again, for every floor: a whole row, a question kept as SQL, an answer kept until a change,
a count that the database keeps.

How these are made quick is the affair of `core/fast`.
"""

from .fast.compiled_query import CompiledQuery
from .fast.count_cache import cached_until_change
from .fast.entity_queries import row as visible_row
from .fast.trigger_counts import TriggerCount

__all__ = ["CompiledQuery", "TriggerCount", "cached_until_change", "visible_row"]
