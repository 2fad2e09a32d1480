"""The command line: `twofold …`, generated from the same registries as every other door."""


def main() -> None:
    """Where the command `twofold` begins; nothing heavy is read before a command is chosen."""
    from .app import app

    app(prog_name="twofold")
