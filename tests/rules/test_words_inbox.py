from nhacviec.rules.words_inbox import up_to


def test_a_count_that_was_cut_says_so() -> None:
    assert up_to(999, 999) == "999"
    assert up_to(1000, 999) == "999+"
    assert up_to(10_001, 10_000) == "10.000+"
