"""Numbers of cards: a slip of the finger is noticed."""

from levier.activity.epn.codes import CARD, PASS, check_digit, is_whole, new_code


def test_the_digit_of_the_literature():
    assert check_digit("572") == "4"  # the example of Damm's thesis
    assert is_whole("12345674") is (check_digit("1234567") == "4")


def test_a_wrong_digit_and_two_swapped_ones_are_noticed():
    code = new_code(CARD, lambda one: False)
    slips = [
        code[:place] + wrong + code[place + 1 :] for place in range(8) for wrong in "0123456789" if wrong != code[place]
    ]
    swaps = [code[:p] + code[p + 1] + code[p] + code[p + 2 :] for p in range(7) if code[p] != code[p + 1]]

    assert is_whole(code)
    assert [one for one in [*slips, *swaps] if is_whole(one)] == []


def test_a_number_in_use_is_not_given_again_and_cards_and_passes_begin_differently():
    taken = []

    def is_taken(code):
        taken.append(code)
        return len(taken) < 3

    assert new_code(PASS, is_taken) == taken[2]
    assert set(taken) & {one for one in taken if one[0] in CARD} == set()


def test_what_is_not_eight_digits_is_no_number():
    assert [is_whole(one) for one in ("", "1234567", "abcdefgh", "١٢٣٤٥٦٧٨")] == [False] * 4
