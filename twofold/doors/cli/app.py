"""All commands. Each module registers its own; none of them reads Django before its command runs."""

import typer

from . import bucket, demo, maintenance, offline, operations, serve, setup, worker

app = typer.Typer(
    help="The workspace two companies share to run a partnership.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.command()(serve.serve)
app.command()(setup.init)
app.command()(setup.createadmin)
app.add_typer(setup.token, name="token")
app.command()(operations.do)
app.command()(operations.ask)
app.command()(operations.operations)
app.command()(operations.routes)
app.command()(offline.route)
app.command()(offline.verify)
app.command()(offline.replay)
app.command()(maintenance.doctor)
app.command()(maintenance.backup)
app.command()(maintenance.restore)
app.command()(maintenance.dump)
app.command()(bucket.export)
app.command("import")(bucket.import_)
app.command()(demo.demo)
app.command(hidden=True)(worker.worker)
app.command(hidden=True)(worker.prepare)
