"""`twofold route`, `verify`, `replay`: from files alone, without a server or a database."""

from pathlib import Path
from typing import Annotated

import typer


def route(  # noqa: PLR0913, PLR0917 (one for each option of the command)
    rules: Annotated[Path, typer.Option(help="The lead-share rules, as JSON.")],
    leads: Annotated[Path, typer.Option(help="The leads, as CSV.")],
    engine: Annotated[str, typer.Option(help="What works it out: python.")] = "python",
    out: Annotated[Path | None, typer.Option(help="Where the verdicts go, instead of standard output.")] = None,
    state: Annotated[Path | None, typer.Option(help="What earlier runs left: read, and written again.")] = None,
    at: Annotated[str | None, typer.Option(help="The time of routing, RFC 3339; without one, now.")] = None,
    exclude_host: Annotated[Path | None, typer.Option(help="The host's exclusion list.")] = None,
    exclude_partner: Annotated[Path | None, typer.Option(help="The partner's exclusion list.")] = None,
    host_name: Annotated[str, typer.Option(help="The host, as the consent questions of an export name it.")] = "",
    partner_name: Annotated[str, typer.Option(help="The partner, as they name it.")] = "",
    time_zone: Annotated[str, typer.Option(help="Where times of an export are local, such as Europe/Berlin.")] = "UTC",
    day_first: Annotated[bool, typer.Option("--day-first", help="08/02/2026 is the 8th of February.")] = False,
) -> None:
    """Route a file of leads: one verdict for every row, the same that the server gives.

    The file has the columns of the lead-share format (`email`, the names of the facts), or it is an export of Zoom,
    Eventbrite or HubSpot as it came; the last four options are for these.
    """
    from twofold.doors.offline.route import route_file
    from twofold.doors.offline.tool_files import ReadAs
    from twofold.rules.lead_files import Recipients

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
            read_as=ReadAs(Recipients(host_name, partner_name), time_zone, day_first),
        )
    )


def verify(
    files: Annotated[list[Path], typer.Argument(help="Receipts, logs and decisions, as downloaded.", metavar="FILE…")],
    key: Annotated[
        str, typer.Option(metavar="HEX", help="The server's public key, as its page of rules shows it.")
    ] = "",
) -> None:
    """Check what a server gave, and say which key signed it; exit 1 on a mismatch.

    Give files of earlier days as well: they are held against each other, and what was changed at the server since, or
    left out, shows. Note the server's key once, when you trust it: only with --key is a file found that somebody
    signed with another.
    """
    from twofold.doors.offline.verify import verify_files

    raise typer.Exit(verify_files(files, key))


def replay(
    decisions: Annotated[list[Path], typer.Argument(help="Decisions, as downloaded.", metavar="DECISION…")],
) -> None:
    """Recompute decisions about leads from their records, and hold those of one lead against each other; exit 1 on a
    mismatch.
    """
    from twofold.doors.offline.replay import replay_files

    raise typer.Exit(replay_files(decisions))
