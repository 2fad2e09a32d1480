"""`twofold export` and `import`: the bucket, for what the actor sees."""

from pathlib import Path
from typing import Annotated

import typer

from .bootstrap import load_django, print_json, refusals_as_problems
from .operations import Company, Email, actor_of


def export(
    to: Annotated[str, typer.Option(help="A new or empty folder.")],
    email: Email,
    company: Company = "",
) -> None:
    """Write what the person sees as a bucket: a folder of JSON files with their history."""
    load_django()
    with refusals_as_problems():
        from twofold.core.errors import Invalid
        from twofold.doors.bucket import write_bucket

        if "://" in to:
            raise Invalid("Give a folder of this machine. To keep a bucket on S3, export it to a folder and copy that.")
        try:
            print_json(write_bucket(actor_of(email, company), Path(to)))
        except OSError as wrong:
            raise Invalid(f"{wrong.filename or to} cannot be written: {wrong.strerror}.") from None


def import_(
    folder: Annotated[Path, typer.Argument(help="A bucket.")],
    email: Email,
    company: Company = "",
) -> None:
    """Bring a bucket in, into the company's own space: all of it or nothing."""
    load_django()
    with refusals_as_problems():
        from twofold.core.operations.runner import run
        from twofold.doors.bucket import read_bucket

        actor = actor_of(email, company)
        bucket = read_bucket(folder)
        counts = run(actor, "bucket.import", {"items": bucket.items}).result
        print_json({"imported": counts, "leftOut": bucket.left_out})
