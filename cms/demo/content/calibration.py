"""Calibration exercises of the demo program: invented scenes, and what the core group agreed on and why."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreed:
    """The level that was agreed on for one competency, and why; ``None``: nobody could have seen it."""

    level: int | None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """A written scene to score."""

    title: str
    vignette: str
    agreed: Mapping[str, Agreed]


LATE_START = Exercise(
    title="Eleven people and a late start",
    vignette="""\
Nadia leads a chat on silence and speech. Eleven people are there at noon. She waits four minutes for two more, \
smiles, and says: “Let's begin. I'm Nadia, and I'm a little nervous, so bear with me.” Each person says their name \
and one word for how they arrive; one passes, and Nadia nods. She reads the grounding assumptions and asks: “Which \
of these will be hard for you today?” Three people answer.

Her definition of silence takes six minutes. It names four kinds; two people ask which of them is meant. She says: \
“Probably all of them.” The frame is short after that, because time is.

In the breakout her question is: “When did you last keep quiet though you had something to say, and what would have \
made it easier?” The groups begin at once. She visits one group, listens, and asks: “What did it cost you?” Then she \
waits.

Back in the round, three people speak who had spoken before. Nadia thanks them. A woman's voice breaks while she \
tells of a meeting; Nadia slows down, says “Let's take a breath with that”, and waits with the group. A man says: \
“Some people just look for reasons to be hurt.” Nadia says that we all come from different places, and goes on.

At five to one she says: “Wow, we are out of time. Thank you all, this was great.” People leave.""",
    agreed={
        "frame-and-time": Agreed(
            2, "All five stages happened, but the late start ate the frame and the close; nobody was told."
        ),
        "opens-with-care": Agreed(
            3, "Everybody was heard once and could pass, and the assumptions were talked about, not only read."
        ),
        "concept-and-definition": Agreed(2, "Six minutes, four kinds, and an answer that left the question open."),
        "guiding-questions": Agreed(
            4, "One breath, begins with a moment, goes on to what would help; and a new question from what was said."
        ),
        "every-voice": Agreed(
            1, "In the round the same three spoke, with no structure to bring in others. Nadia told nothing of herself."
        ),
        "emotional-temperature": Agreed(3, "She slowed down, named a way to be with it, and the group had time."),
        "responds-to-harm": Agreed(
            2, "She did answer, in general terms. The woman who had just spoken was not turned to."
        ),
        "closes-with-action": Agreed(1, "Praise and thanks. Nobody was asked what they take along."),
    },
)

JOKE = Exercise(
    title="A joke before the breakout",
    vignette="""\
Rafael leads a chat on who gets interrupted. At noon sharp he shares a slide with the five stages and their minutes, \
and says: “We have a lot to cover, so let's go straight in.” There is no round.

“Interrupting”, he says, “is taking somebody's turn before they gave it. It happened in our ward round on Monday: \
the intern had three words. It isn't the same as being lively together.” Somebody asks about translators; he answers \
in one sentence. Each stage ends when he said it would, and he says so: “Two more minutes, then we go to the rooms.”

Before the rooms open somebody jokes about a colleague's accent. A few laugh. The colleague, who is there, looks \
down and turns off her camera. Rafael reads out the next slide.

The question for the rooms is: “Do you think that interrupting is a problem in your team, and why, and what could be \
done about it?” Two rooms come back early. In the round Rafael says: “Let's hear from the people who haven't \
spoken”, and waits; two do. His own example is of “leaders in general”.

The transcript ends at ten to one, before the close.""",
    agreed={
        "frame-and-time": Agreed(3, "Every stage had its time as far as we could see, and changes were announced."),
        "opens-with-care": Agreed(1, "He began with the content: no greeting round and no assumptions."),
        "concept-and-definition": Agreed(3, "Short, with an example from this place and what it isn't."),
        "guiding-questions": Agreed(2, "Three questions in one, and the first can be answered with yes."),
        "every-voice": Agreed(2, "The invitation by word alone brought in two; his own example was general."),
        "emotional-temperature": Agreed(1, "A person withdrew in sight of all, and he went on with the plan."),
        "responds-to-harm": Agreed(1, "Hurtful words passed without a response."),
        "closes-with-action": Agreed(None),
    },
)

EXERCISES = (LATE_START, JOKE)
# How three of the core group scored the first one, as levels above or below what was agreed on.
TAKEN = (
    ("teo.manalo", {"frame-and-time": 1}),
    ("luz.villanueva", {"every-voice": 1, "responds-to-harm": -1}),
    ("aiyana.begaye", {"opens-with-care": -1, "emotional-temperature": -1, "closes-with-action": 1}),
)
