"""`twofold do`, `ask`, `operations`, `routes`: the registry, as commands."""

from typing import Annotated, Any

import typer

from .bootstrap import load_django, print_json, refusals_as_problems
from .inputs import json_object, uploads

Email = Annotated[str, typer.Option(envvar="TWOFOLD_EMAIL", help="Who acts.")]
Company = Annotated[str, typer.Option(envvar="TWOFOLD_COMPANY", help="As which of their companies: its id.")]
Given = Annotated[str, typer.Option("--input", help="JSON, - for standard input, or @file.")]


def actor_of(email: str, company: str) -> Any:
    """Who acts; without a mail address, somebody who has not signed in."""
    from twofold.companies.local_actor import local_actor
    from twofold.core.actor import nobody

    return local_actor(email, company) if email else nobody("cli")


def do(
    operation: Annotated[str, typer.Argument(help="Its name, such as partner.create; `twofold operations` lists all.")],
    on: Annotated[str, typer.Option(help="The id of what it is done to.")] = "",
    given: Given = "{}",
    file: Annotated[list[str] | None, typer.Option(help="A file to upload, as name=path.")] = None,
    email: Email = "",
    company: Company = "",
) -> None:
    """Do any operation, as a person; prints its result as JSON. Refusals: exit 2, problem details on stderr."""
    load_django()
    with refusals_as_problems():
        from twofold.core.operations.runner import run
        from twofold.core.resource import present

        _known(operation)
        actor = actor_of(email, company)
        outcome = run(actor, operation, {**json_object(given), **uploads(file or [])}, on=on or None)
        print_json(present(actor, outcome.result))


def ask(
    query: Annotated[str, typer.Argument(help="Its name, such as partner.list.")],
    given: Given = "{}",
    email: Email = "",
    company: Company = "",
) -> None:
    """Ask any query, as a person; prints the answer as JSON."""
    load_django()
    with refusals_as_problems():
        from twofold.core.operations import query as queries

        _asked(query)
        print_json(queries.ask(actor_of(email, company), query, json_object(given)))


def operations() -> None:
    """Every operation: name, what it is done on, what it needs, says and takes."""
    load_django()
    from twofold.core.operations.registry import OPERATIONS
    from twofold.core.oplog.row_kinds import kind_of

    print_json(
        [
            {
                "name": each.name,
                "on": kind_of(each.on) if each.on else None,
                "needs": each.needs,
                "says": each.says,
                "fact": each.fact,
                "internal": each.internal,
                "files": list(each.files),
                "input": each.takes.model_json_schema(by_alias=True),
                "doc": each.doc,
            }
            for each in sorted(OPERATIONS.values(), key=lambda each: each.name)
        ]
    )


def routes() -> None:
    """Every URL with its methods and its policy."""
    load_django()
    from twofold.doors.policy import routes as all_routes

    print_json(all_routes())


def _known(name: str) -> None:
    from twofold.core.errors import Invalid
    from twofold.core.operations.registry import OPERATIONS

    if name not in OPERATIONS or OPERATIONS[name].internal:
        raise Invalid(f"There is no operation {name}.{_near(name, OPERATIONS.values())}")


def _asked(name: str) -> None:
    from twofold.core.errors import Invalid
    from twofold.core.operations.query import QUERIES

    if name not in QUERIES:
        raise Invalid(f"There is no query {name}.{_near(name, QUERIES.values())}")


def _near(name: str, among: Any) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, [each.name for each in among], n=1)
    return f" Did you mean {close[0]}?" if close else " `twofold operations` lists the operations."
