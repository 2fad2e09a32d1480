"""What a field of the template says, kept beside its type so that schema and reference are one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Says:
    """The meaning of a field in business words, and the limits of its value.

    `at_least` and `at_most` bound a whole number or the length of a list.
    `key` is true for a field that other parts of the template refer to.
    """

    meaning: str
    at_least: int | None = None
    at_most: int | None = None
    key: bool = False
