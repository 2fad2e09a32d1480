"""Ids of many rows lie side by side and are still nobody's to guess."""

from twofold.core.ids import LENGTH, is_id, new_id, new_ids

SHARED = 9


def test_ids_of_a_batch_are_ids_in_order_and_all_different() -> None:
    made = new_ids(5000)
    assert len(set(made)) == 5000
    assert made == sorted(made)
    assert all(is_id(each) for each in made)


def test_ids_of_a_batch_share_their_beginning_and_nothing_else() -> None:
    made = new_ids(2000)
    assert len({each[:SHARED] for each in made}) == 1
    for place in range(SHARED + 1, LENGTH):
        assert len({each[place] for each in made}) == 64


def test_no_two_batches_begin_alike() -> None:
    assert len({new_ids(1)[0][:SHARED] for _ in range(200)}) == 200
    assert new_ids(0) == []
    assert is_id(new_id())
