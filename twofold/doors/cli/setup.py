"""`twofold init`, `createadmin` and `token create`: how an installation gets its first people and programs."""

import sys
from typing import Annotated

import typer

from .bootstrap import load_django, print_json, refusals_as_problems

token = typer.Typer(help="API tokens.", no_args_is_help=True)


def init(
    company: Annotated[str, typer.Option(help="The company's name.")],
    email: Annotated[str, typer.Option(help="Its first admin.")],
    name: Annotated[str, typer.Option(help="The admin's name; without one, the part before the @.")] = "",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    another: Annotated[bool, typer.Option("--another", help="Add a company although there is one already.")] = False,
) -> None:
    """Found the first company and its admin; prints their ids as JSON."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _typed()
    load_django()
    from twofold.core.upkeep.migrate import migrate

    migrate()
    with refusals_as_problems():
        from twofold.core.actor import machine
        from twofold.core.operations.runner import run

        given = {"companyName": company, "email": email, "name": name, "password": password, "another": another}
        print_json(run(machine("cli"), "company.found", given).result)


def createadmin(
    company: Annotated[str, typer.Option(help="Of which company: its name or id.")],
    email: Annotated[str, typer.Option(help="Who becomes an admin; who has an account here gets a new password.")],
    name: Annotated[str, typer.Option(help="Their name, when they are new; without one, the part before the @.")] = "",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    forget_factors: Annotated[
        bool, typer.Option("--forget-factors", help="Remove their passkeys, authenticator app and recovery codes.")
    ] = False,
) -> None:
    """Let somebody in as an admin of a company that is here, as when nobody gets in any more; prints ids as JSON."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _typed()
    load_django()
    with refusals_as_problems():
        from twofold.core.actor import machine
        from twofold.core.operations.runner import run

        given = {"company": company, "email": email, "name": name, "password": password}
        print_json(run(machine("cli"), "person.make_admin", {**given, "forgetFactors": forget_factors}).result)


@token.command("create")
def create(
    email: Annotated[str, typer.Option(help="In whose name the program acts.")],
    company: Annotated[str, typer.Option(help="As which of their companies: its id.")],
    scope: Annotated[list[str], typer.Option(help="read, write, or a capability; may be given several times.")],
    name: Annotated[str, typer.Option(help="What the token is for.")],
    days: Annotated[int, typer.Option(help="Days until it expires; 0: never.")] = 0,
) -> None:
    """Make an API token; it is printed once and never again."""
    load_django()
    with refusals_as_problems():
        from twofold.core.operations.runner import run

        from .operations import actor_of

        made = run(actor_of(email, company), "token.create", {"name": name, "scopes": scope, "days": days or None})
        print_json(made.result)


@token.callback()
def _tokens() -> None:
    """API tokens."""


def _typed() -> str:
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
