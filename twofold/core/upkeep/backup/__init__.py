"""`twofold backup` and `restore`: everything of an installation in one file, verified before anything is swapped."""

from .archive import Damaged, read_archive, write_archive
from .databases import CannotDo
from .installation import back_up, restore

__all__ = ["CannotDo", "Damaged", "back_up", "read_archive", "restore", "write_archive"]
