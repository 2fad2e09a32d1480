"""What one does about leads, one file for each thing somebody does."""

from . import (  # noqa: F401
    exclusion_lists,
    follow_up,
    import_file,
    import_rows,
    propose_rules,
    record_consent,
    register,
    sign_rules,
    try_rules,
)
