"""`twofold serve`: the whole house with one command."""

import os
from pathlib import Path
from typing import Annotated

import typer


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Web processes.")] = 1,
    data: Annotated[Path, typer.Option(envvar="TWOFOLD_DATA", help="Where database, files and keys are kept.")] = Path(
        "data"
    ),
) -> None:
    """Migrate, then serve pages, API and worker until stopped. DATABASE_URL chooses PostgreSQL, else SQLite in DIR."""
    from .serving.address import Address
    from .serving.lock import serving
    from .serving.supervisor import serve as supervise

    address = Address(host, port)
    if not (address.is_local or os.environ.get("BASE_URL") or os.environ.get("ALLOWED_HOSTS")):
        typer.secho(
            "BASE_URL is not set: other machines are refused, and links in mails lead to this one. Set it to the address "
            "people type, such as http://twofold.example.com:8000.",
            fg="yellow",
            err=True,
        )
    env = {**os.environ, "TWOFOLD_DATA": str(data.resolve()), "DJANGO_SETTINGS_MODULE": "twofold.project.settings"}
    env.setdefault("BASE_URL", address.url)
    with serving(data.resolve()):
        raise typer.Exit(supervise(address, workers, env))
