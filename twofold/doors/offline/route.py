"""`twofold route`: a file of leads in, one verdict for every row out, without a server.

Source: lead-share format version 1, "`twofold route`". Exit status 0, or 2 with problem
details on standard error and nothing written.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from twofold.doors.offline.output import Output
from twofold.doors.offline.problem import CommandRefusedError, unreadable
from twofold.doors.offline.tool_files import PLAINLY, ReadAs, tool_arrivals
from twofold.rules.lead_share.csv_records import FileRefusedError
from twofold.rules.lead_share.document import RulesDocument, read_rules
from twofold.rules.lead_share.findings import RulesInvalidError
from twofold.rules.lead_share.lead_rows import NoEmailColumnError, read_leads
from twofold.rules.lead_share.router import Router
from twofold.rules.lead_share.routing_state import (
    Arrival,
    BadListEntryError,
    ExclusionLists,
    RoutingState,
    read_list,
    route_all,
)
from twofold.rules.lead_share.state_file import read_state, state_text
from twofold.rules.lead_share.times import as_time, utc_text
from twofold.rules.lead_share.verdict import verdict_json

ENGINES = ("python",)


def route_file(
    rules_path: Path | str,
    leads_path: Path | str,
    *,
    engine: str = "python",
    out: Path | str | None = None,
    state: Path | str | None = None,
    at: str | None = None,
    exclude_host: Path | str | None = None,
    exclude_partner: Path | str | None = None,
    read_as: ReadAs = PLAINLY,
) -> int:
    """Route the leads of a CSV file by the rules of a JSON file; returns the exit status.

    `read_as` is for the files of known tools, which are recognised where there is no column `email`.
    """
    try:
        _check_engine(engine)
        moment = _moment(at)
        rules = _rules(Path(rules_path))
        lists = ExclusionLists(_list(rules, "host", exclude_host), _list(rules, "partner", exclude_partner))
        state_path = Path(state) if state is not None else None
        routing = _state(rules, state_path)
        source = Source(Path(leads_path), read_as)
        _route(rules, source, Path(out) if out is not None else None, state_path, routing, moment, lists)
    except CommandRefusedError as refused:
        return refused.report()
    return 0


@dataclass(frozen=True)
class Source:
    """Where the leads come from."""

    path: Path
    read_as: ReadAs

    def arrivals(self, stack: ExitStack) -> Iterator[Arrival]:
        """The leads in order: of a file of the lead-share format, else of a known tool's. Raises CommandRefusedError."""
        try:
            yield from read_leads(stack.enter_context(self.path.open(encoding="utf-8", newline="\n")))
        except NoEmailColumnError:  # found in the header, so that nothing has been given yet
            yield from tool_arrivals(self.path, self.read_as, stack)
        except FileRefusedError as wrong:
            raise CommandRefusedError(f"The leads cannot be read. {wrong}") from None
        except (UnicodeDecodeError, OSError) as wrong:
            raise unreadable(self.path, wrong) from None


def _route(
    rules: RulesDocument,
    source: Source,
    out: Path | None,
    state_path: Path | None,
    routing: RoutingState,
    at: datetime,
    lists: ExclusionLists,
) -> None:
    with ExitStack() as stack:
        result = _opened(out, stack)
        try:
            for verdict in route_all(Router(rules), source.arrivals(stack), routing, at=at, lists=lists):
                result.write(verdict_json(verdict) + "\n")
        except OSError as wrong:
            raise unreadable(out or "standard output", wrong) from None
        outputs = [(result, out)]
        if state_path is not None:
            kept = _opened(state_path, stack, private=True)
            kept.write(state_text(routing, rules))
            outputs.append((kept, state_path))
        # The state is moved last: after a crash in between, the same leads give the same verdicts again.
        for step in (Output.flush, Output.finish):
            for output, path in outputs:
                try:
                    step(output)
                except OSError as wrong:
                    raise unreadable(path or "standard output", wrong) from None


def _opened(path: Path | None, stack: ExitStack, *, private: bool = False) -> Output:
    try:
        output = Output(path, private=private)
    except OSError as wrong:
        raise unreadable(path, wrong) from None
    stack.callback(output.discard)
    return output


def _check_engine(engine: str) -> None:
    if engine not in ENGINES:
        raise CommandRefusedError(f"There is no engine {engine}. Use {' or '.join(ENGINES)}.")


def _moment(at: str | None) -> datetime:
    if at is None:
        return datetime.now(UTC)
    text = utc_text(at)
    moment = as_time(text) if text is not None else None
    if moment is None:
        raise CommandRefusedError("The time of routing must be an RFC 3339 time such as 2026-11-20T09:00:00Z.")
    return moment


def _rules(path: Path) -> RulesDocument:
    try:
        return read_rules(path.read_bytes())
    except OSError as wrong:
        raise unreadable(path, wrong) from None
    except RulesInvalidError as wrong:
        raise CommandRefusedError(f"The rules in {path} are not valid.", wrong.errors) from None


def _list(rules: RulesDocument, side: str, path: Path | str | None) -> frozenset[str]:
    if path is None:
        return frozenset()
    if side not in rules.exclusions:
        raise CommandRefusedError(f"The rules have no exclusions for the {side}, so a list for it cannot be used.")
    try:
        with Path(path).open(encoding="utf-8-sig") as lines:
            return read_list(lines)
    except (OSError, UnicodeDecodeError) as wrong:
        raise unreadable(path, wrong) from None
    except BadListEntryError as wrong:
        raise CommandRefusedError(f"The list {path} cannot be used. {wrong}") from None


def _state(rules: RulesDocument, path: Path | None) -> RoutingState:
    if path is None:
        return RoutingState()
    try:
        return read_state(path.read_bytes(), rules)
    except FileNotFoundError:
        return RoutingState()
    except OSError as wrong:
        raise unreadable(path, wrong) from None
    except FileRefusedError as wrong:
        raise CommandRefusedError(f"The state {path} cannot be used. {wrong}") from None
