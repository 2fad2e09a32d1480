"""What one does about the launch, split by what someone does."""

from . import block, decide, schedule  # noqa: F401
