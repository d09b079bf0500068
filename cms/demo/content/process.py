"""The five stages of a chat in the demo program, as somebody reads of them who thinks of coming."""

from dataclasses import dataclass

from cms.demo.content.types import StageCode
from cms.demo.content.written import Written


@dataclass(frozen=True, slots=True)
class StageStep(Written):
    stage: StageCode
    minutes: int
    sentence: str
    happens: str
    heard: tuple[str, ...]
    why: str


LEAD = """Every chat takes one hour and goes through the same five stages. You know what comes, so that you can be busy
with what is said."""

STEPS = (
    StageStep(
        stage="check_in",
        minutes=10,
        sentence="Everybody arrives, is heard once, and agrees on what we begin from.",
        happens="""
            <p>The facilitators welcome you and say who they are. Each person answers one small question: a word, a
            color, a moment of the week. Then the grounding assumptions are read aloud by several voices. You are
            asked whether you can begin from them today.</p>
        """,
        heard=(
            "Your name, and a sound that you heard on your way here.",
            "You can pass. Passing is taking part, too.",
            "Is there an assumption that you would like to talk about before we go on?",
        ),
        why="Who has spoken once speaks again more easily, and who knows the ground can leave it for a moment.",
    ),
    StageStep(
        stage="concept",
        minutes=5,
        sentence="The facilitators name today's topic, and why it matters in this place.",
        happens="""
            <p>Two or three minutes, no lecture. One of the facilitators tells what the topic is, and where they have
            met it themselves: at a bedside, in a meeting, in a letter. Nobody else has to tell anything yet.</p>
        """,
        heard=(
            "Today we talk about silence: when it protects somebody, and when it leaves them alone.",
            "I'll begin with something that I didn't say last winter.",
        ),
        why="A topic that is tied to this place is harder to keep at arm's length.",
    ),
    StageStep(
        stage="frame",
        minutes=10,
        sentence="One definition, in plain words, so that all start from the same ground.",
        happens="""
            <p>A definition of two sentences stands on the screen and is read aloud. One example from daily work belongs
            to it, and one thing that looks like it and isn't. Then there is a minute of quiet to think of an example of
            your own, and time for a question or two.</p>
        """,
        heard=(
            "For this hour, let's use the word in this way.",
            "What is unclear about it? We don't have to like it; we have to be able to work with it.",
        ),
        why="People who mean different things by one word can talk for an hour without meeting.",
    ),
    StageStep(
        stage="breakout",
        minutes=20,
        sentence="Small groups talk about a few open questions, each person from their own life.",
        happens="""
            <p>You sit with two to four others, mixed across tasks and titles. Each of you has two minutes without
            interruption; then you talk freely. There are two or three questions, and staying with the first is fine.
            A facilitator looks in once, and listens.</p>
        """,
        heard=(
            "Whoever has the next birthday begins.",
            "When were you believed at once, and what made it easy?",
            "I see it differently, and I'd like to tell you from where.",
        ),
        why="Most people say in a group of four what they would never say in front of forty.",
    ),
    StageStep(
        stage="debrief",
        minutes=15,
        sentence="The whole group returns and asks: what do we need to learn, or to unlearn?",
        happens="""
            <p>Half a minute of quiet, then one sentence from each group: not what was said, but what you wonder now.
            Stories stay where they were told. The hour closes with a reflection that everybody writes for themselves,
            and a few say aloud. It ends on the minute; the facilitators stay for ten more, for whoever wants to.</p>
        """,
        heard=(
            "What do I need to learn, or to unlearn, and what is one thing that I will do before Friday?",
            "Two groups ask what to do in the moment. Does anybody want to say something to that?",
        ),
        why="What was only felt fades by the evening; what was named once can be taken along.",
    ),
)
