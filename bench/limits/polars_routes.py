"""The limit of routing many leads: the same rules as columns, written by hand for Polars."""

from __future__ import annotations

from typing import Any

import polars as pl

_COUNTRY = pl.col("country")
_NOBODY, _REST = 2, 3
_PLACE = (
    pl.when(_COUNTRY.is_in(["DE", "AT", "CH"]))
    .then(0)
    .when(_COUNTRY == "FR")
    .then(1)
    .when(_COUNTRY == "AQ")
    .then(_NOBODY)
    .otherwise(_REST)
)
_NAMES = {0: "DACH", 1: "Both", _NOBODY: "Nobody", _REST: "Rest"}
_HOST, _WHOLE = 60, 100


def columns_of(leads: list[dict[str, Any]]) -> pl.DataFrame:
    """What the rules read of the leads; made before the clock starts."""
    return pl.DataFrame(
        {"country": [each.get("country") for each in leads], "attended": [each["attended"] for each in leads]}
    )


def routed(leads: pl.DataFrame) -> pl.DataFrame:
    """Status, destination, route and place in the split of each lead; everybody has consented to both."""
    return (
        leads.lazy()
        .with_columns(shared=pl.col("attended"), place=_PLACE)
        .with_columns(dealt=(pl.col("shared") & (pl.col("place") == _REST)).cast(pl.Int64).cum_sum())
        .with_columns(counter=pl.when(pl.col("shared") & (pl.col("place") == _REST)).then(pl.col("dealt")))
        .select(
            status=pl.when("shared").then(pl.lit("routed")).otherwise(pl.lit("not_shared")),
            to=pl.when(~pl.col("shared") | (pl.col("place") == _NOBODY))
            .then(pl.lit("none"))
            .when(pl.col("place") == 0)
            .then(pl.lit("partner"))
            .when(pl.col("place") == 1)
            .then(pl.lit("both"))
            .when(_host_has(pl.col("counter")) > _host_has(pl.col("counter") - 1))
            .then(pl.lit("host"))
            .otherwise(pl.lit("partner")),
            route=pl.when("shared").then(pl.col("place").replace_strict(_NAMES, return_dtype=pl.String)),
            counter="counter",
        )
        .collect()
    )


def _host_has(counter: pl.Expr) -> pl.Expr:
    """How many of the first leads of the split the host has: its share, rounded half up."""
    return (2 * counter * _HOST + _WHOLE) // (2 * _WHOLE)
