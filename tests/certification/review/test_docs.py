"""The page on the life of an application says what the program does."""

import re
from pathlib import Path

from certification.review.models import Case
from certification.review.rules import ACTS, STATES, TRANSITIONS, WEIGHTS
from certification.review.words import TIES

PAGE = Path(__file__).parents[3] / "docs" / "review.md"


def table(heading: str) -> list[list[str]]:
    """The cells of the table whose first column has this heading."""
    lines = PAGE.read_text().splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {heading} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def codes(cell: str) -> list[str]:
    return re.findall(r"`(\w+)`", cell)


def test_the_page_has_every_state_with_its_words_and_whose_turn_it_is() -> None:
    told = [(codes(state)[0], words, codes(turn)[0], late) for state, words, turn, late in table("state")]

    assert told == [
        (state.value, str(Case.State(state.value).label), duty.turn.value, ", ".join(duty.told_late) or "–")
        for state, duty in STATES.items()
    ]


def test_the_page_has_every_act_and_no_other() -> None:
    told = [(codes(state)[0], codes(act)[0], codes(to)[0]) for state, act, _by, to in table("from")]

    assert told == [(state.value, act.value, to.value) for (state, act), to in TRANSITIONS.items()]


def test_every_act_names_who_does_it() -> None:
    assert all(by for _state, _act, by, _to in table("from"))


def test_the_page_has_every_tie_with_its_weight() -> None:
    told = [(codes(tie)[0], codes(weight)[0]) for tie, weight, _words in table("tie")]

    assert told == [(tie.value, weight.value) for tie, weight in WEIGHTS.items()]
    assert all(words.startswith(str(TIES[tie])) for (_, _, words), tie in zip(table("tie"), WEIGHTS, strict=True))


def test_the_page_says_which_weights_keep_from_what() -> None:
    told = {codes(doing)[0]: set(codes(weights)) for doing, weights, _what in table("doing")}

    assert told == {doing.value: {weight.value for weight in weights} for doing, weights in ACTS.items()}
