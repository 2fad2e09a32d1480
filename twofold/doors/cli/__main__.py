"""`python -m twofold.doors.cli`, the same as `twofold`."""

from . import main

main()
