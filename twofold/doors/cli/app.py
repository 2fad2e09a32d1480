"""All commands. Each module registers its own; none of them reads Django before its command runs."""

import typer

from . import acting, beginning, demo, exchange, files_alone, keeping, serve
from .machinery import worker

app = typer.Typer(
    help="The workspace two companies share to run a partnership.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.command()(serve.serve)
app.command()(beginning.init)
app.command()(beginning.createadmin)
app.add_typer(beginning.token, name="token")
app.command()(acting.do)
app.command()(acting.ask)
app.command()(acting.operations)
app.command()(acting.routes)
app.command()(files_alone.route)
app.command()(files_alone.verify)
app.command()(files_alone.replay)
app.command()(keeping.doctor)
app.command()(keeping.backup)
app.command()(keeping.restore)
app.command()(keeping.dump)
app.command()(exchange.export)
app.command("import")(exchange.import_)
app.command()(demo.demo)
app.command(hidden=True)(worker.worker)
app.command(hidden=True)(worker.prepare)
