"""Letters that nobody wrote, as the demo program has them, and their answers."""

from dataclasses import dataclass

from cms.models import Inquiry

Kind, Outcome = Inquiry.Kind, Inquiry.Outcome


@dataclass(frozen=True, slots=True)
class Letter:
    """What came in, so many days ago, and after how many days it was answered."""

    kind: Inquiry.Kind
    words: str
    days: int
    name: str = ""
    email: str = ""
    outcome: Inquiry.Outcome = Outcome.OPEN
    after: int = 0
    answer: str = ""
    told_as: str = ""


LETTERS = (
    Letter(
        Kind.QUESTION,
        "I'm a student at a nursing school, not at a medical school. May I come to a national chat?",
        64,
        "Ottoline Baxter",
        "ottoline.baxter@example.org",
        Outcome.ANSWERED,
        2,
        "You are welcome. Take a seat in any session that stands on the site; nobody asks for a badge.",
    ),
    Letter(
        Kind.TOPIC,
        "What the words in our charts do before we ever meet the patient. I saw “non-compliant” three times this week.",
        58,
        "Jesper",
        "jesper@example.org",
        Outcome.CHAT,
        6,
        "Thank you: three of us had the same on their lists. It becomes a chat, and you hear when it can be joined.",
        "The words in our charts, before we meet the patient",
    ),
    Letter(
        Kind.TOPIC,
        "Who gets interrupted in rounds, and who never is.",
        51,
        outcome=Outcome.LATER,
        after=9,
        answer="Kept for the season after next, beside a series on speaking up.",
        told_as="Who is interrupted on rounds, and who isn't",
    ),
    Letter(
        Kind.TOPIC,
        "Names: how they're said, shortened, replaced. Mine was, for four years.",
        40,
        "Thandeka",
        "thandeka@example.org",
        Outcome.LATER,
        4,
        "Thank you for this, and for the four years behind it. This season is full; we keep it for the next.",
        "Names: said, shortened, replaced",
    ),
    Letter(
        Kind.TOPIC,
        "A debate between two politicians about admissions, live, with a vote at the end.",
        33,
        outcome=Outcome.NOT_NOW,
        after=7,
        answer="A chat asks what each of us can speak to from our own life; a debate with a vote is something else.",
        told_as="A debate with a vote",
    ),
    Letter(
        Kind.QUESTION,
        "Could the breakout rooms have captions too? In the big room they work well for me.",
        3,
        "Aurelio Banks",
        "aurelio.banks@example.org",
    ),
    Letter(Kind.TOPIC, "Being the only one in the room who speaks with an accent.", 1),
)
