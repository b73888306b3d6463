"""A host that is killed while an account is worked on loses nothing that it answered."""

from crashes import main


def test_nothing_that_was_answered_is_lost_and_two_starts_show_the_same():
    assert main(rounds=2, seed=7) == 0
