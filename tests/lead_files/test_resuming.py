"""Reading again gives the same rows, from any row on."""

from tests.lead_files.make import lead_file
from tests.lead_files.reading import opened
from twofold.rules.lead_files import Limits


def test_reading_twice_gives_the_same_and_two_readings_do_not_disturb_each_other() -> None:
    file = opened("hubspot")
    together = list(zip(file.rows(), file.rows(), strict=True))
    assert len(together) == 3
    assert all(one == other for one, other in together)


def test_rows_after_a_checkpoint_are_the_rest_in_every_format_and_at_every_row() -> None:
    for kind in ("plain", "hubspot", "zoom", "eventbrite"):
        file = opened(lead_file(kind, 40), limits=Limits(block=300))
        whole = [row[:5] for row in file.rows()]
        assert len(whole) == 40
        for place, row in enumerate(file.rows(), start=1):
            assert [rest[:5] for rest in file.rows(checkpoint=row.checkpoint)] == whole[place:]
            assert [rest[:5] for rest in file.rows(start=place)] == whole[place - 1 :]


def test_a_checkpoint_spares_reading_what_came_before() -> None:
    file = opened(lead_file("plain", 500), limits=Limits(block=1000))
    last = list(file.rows())[-1]
    assert last.origin.offset > 40_000
    assert last.number - last.origin.records < 20
