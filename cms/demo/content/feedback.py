"""What the participants of the demo program's dialogues answer: interest, action, recommend, stages, a wish."""

Answers = tuple[int | None, int | None, int | None, tuple[str, ...], str]

ANSWERS: tuple[Answers, ...] = (
    (4, 3, 4, ("breakout",), "More time in the small groups."),
    (4, 4, 4, ("check_in", "breakout"), ""),
    (3, 3, 4, ("frame",), "Write the definition on the wall, so that we can come back to it."),
    (4, 2, 4, ("debrief",), ""),
    (4, 3, 4, ("breakout",), ""),
    (3, 3, 3, ("frame", "breakout"), "A minute of silence before the debrief."),
    (4, 4, 4, ("check_in",), ""),
    (4, None, 4, ("breakout",), ""),
    (2, 3, 3, (), "An example from a clinic like ours."),
    (4, 3, 4, ("debrief",), ""),
    (4, 4, 4, ("breakout", "debrief"), ""),
)
