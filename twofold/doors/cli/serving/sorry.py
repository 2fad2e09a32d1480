"""Ending with a sentence and a status."""

import sys


def fail(sentence: str, status: int = 1) -> int:
    """Say why on standard error; gives the exit status, as a shell counts one that a signal ended."""
    print(sentence, file=sys.stderr, flush=True)
    return status if status > 0 else 128 - status
