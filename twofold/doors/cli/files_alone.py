"""`twofold route`, `verify`, `replay`: from files alone, without a server or a database."""

from pathlib import Path
from typing import Annotated

import typer


def route(
    rules: Annotated[Path, typer.Option(help="The lead-share rules, as JSON.")],
    leads: Annotated[Path, typer.Option(help="The leads, as CSV.")],
    engine: Annotated[str, typer.Option(help="python; duckdb and spark come with a later version.")] = "python",
    out: Annotated[Path | None, typer.Option(help="Where the verdicts go, instead of standard output.")] = None,
    state: Annotated[Path | None, typer.Option(help="What earlier runs left: read, and written again.")] = None,
    at: Annotated[str | None, typer.Option(help="The time of routing, RFC 3339; without one, now.")] = None,
    exclude_host: Annotated[Path | None, typer.Option(help="The host's exclusion list.")] = None,
    exclude_partner: Annotated[Path | None, typer.Option(help="The partner's exclusion list.")] = None,
) -> None:
    """Route a file of leads: one verdict for every row, the same that the server gives."""
    from twofold.doors.offline.route import route_file

    raise typer.Exit(
        route_file(
            rules,
            leads,
            engine=engine,
            out=out,
            state=state,
            at=at,
            exclude_host=exclude_host,
            exclude_partner=exclude_partner,
        )
    )


def verify(
    receipts: Annotated[list[Path], typer.Argument(help="Receipts, as downloaded.", metavar="RECEIPT…")],
) -> None:
    """Check receipts of signatures; exit 1 on a mismatch."""
    from twofold.doors.offline.verify import verify_files

    raise typer.Exit(verify_files(receipts))


def replay(
    decisions: Annotated[list[Path], typer.Argument(help="Decisions, as downloaded.", metavar="DECISION…")],
) -> None:
    """Recompute decisions about leads from their records; exit 1 on a mismatch."""
    from twofold.doors.offline.replay import replay_files

    raise typer.Exit(replay_files(decisions))
