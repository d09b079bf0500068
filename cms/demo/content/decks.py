"""Slide decks of the demo program, and the invented people who asked for them."""

from dataclasses import dataclass

from cms.demo.content.types import Block, Questions, Text
from cms.demo.content.written import Written


@dataclass(frozen=True, slots=True)
class Slides(Written):
    """A file of a deck, how many slides it has, and what was new in it."""

    path: str
    count: int
    news: str = ""


@dataclass(frozen=True, slots=True)
class Deck(Written):
    """A deck; without files it is announced."""

    slug: str
    title: str
    lead: str
    audience: str
    blocks: tuple[Block, ...]
    files: tuple[Slides, ...] = ()


@dataclass(frozen=True, slots=True)
class Request(Written):
    """Somebody without an account who asked so many days ago, and downloaded so often."""

    name: str
    role: str
    institution: str
    purpose: str
    use: str
    days: int
    downloads: int
    tell_news: bool = False


LEAD = """The slides of our chats, for people who want to hold such an hour where they work or study. We share them
series by series."""

TERMS = """
    <ul>
    <li>Use them freely in your school or health system, with people who come of their own will.</li>
    <li>Say where they come from. The last line of each slide does it for you.</li>
    <li>Change what your people need changed, and leave the five stages whole: they are what keeps the hour safe.</li>
    <li>Don't sell them, and please don't pass the file on. Whoever wants it asks here, in one minute.</li>
    </ul>
"""

SAY = Deck(
    slug="say-what-you-mean",
    title="Say What You Mean, Mean What You Say",
    lead="An hour on the words that we use at work, and what they do to the people who hear them.",
    audience="Two people who hold the hour together. You need no training with us, but some practice with groups.",
    blocks=(
        Text("""
            <p>A joke, a nickname, a note in a chart: much of what hurts at work was never meant to. These slides lead
            through one chat on the distance between what we mean and what reaches the other person. They hold what
            stands on the screen. What you say between them is yours.</p>
            <h3>What is inside</h3>
            <p>One slide for each of the five stages, the time that each takes, a definition to read aloud, and four
            questions for small groups. The newest version adds a slide for those who lead.</p>
        """),
        Questions(
            title="Before you use them",
            items=(
                "Who will hold the hour with you, and which of you watches the time?",
                "Who in your school can help if somebody is hurt by what comes up?",
                "What would you say yourself, if you were asked these questions?",
            ),
        ),
    ),
    files=(
        Slides("say-what-you-mean-1.pdf", 7),
        Slides(
            "say-what-you-mean-2.pdf", 8, "One more slide for those who lead: what helps when a round stays silent."
        ),
    ),
)
IN_THE_NEWS = Deck(
    slug="in-the-news",
    title="In the News",
    lead="Three hours on how the media's messages and images teach us whom to trust, and whom to fear.",
    audience="Facilitators who know how to change a slide on the day: the news will be new.",
    blocks=(
        Text("""<p>Each part begins from something that was in the news that week. We are working out how slides can
        help with that without growing old on the shelf.</p>"""),
    ),
)
UNSETTLED_GROUND = Deck(
    slug="leading-on-unsettled-ground",
    title="Leading on Unsettled Ground",
    lead="For those who lead teams while much is uncertain: how to stay in conversation.",
    audience="Leaders of teams, clerkships and departments.",
    blocks=(
        Text("""<p>This series is still being held. Once its last part is over, those who led it put the slides
        together.</p>"""),
    ),
)
DECKS = (SAY, IN_THE_NEWS, UNSETTLED_GROUND)

# All of these people and schools are invented.
REQUESTS = (
    Request(
        "Adaeze Nwosu", "chief resident", "Harlem River College of Medicine", "teaching",
        "With our interns, in the last hour of orientation.", 52, 2, tell_news=True,
    ),
    Request(
        "Piet Vandersloot", "nurse educator", "Three Rivers Health System", "staff",
        "For nurses and techs of two night wards.", 47, 1, tell_news=True,
    ),
    Request("Mariam Toure", "associate dean", "Prairie Gate Medical School", "chat", "", 41, 3, tell_news=True),
    Request(
        "Lucía Benavides", "second-year student", "Pacific Ridge School of Medicine", "meeting",
        "Our students' council meets on Thursdays.", 33, 1,
    ),
    Request(
        "Gwenaëlle Robichaud", "conseillère pédagogique", "École de médecine de l'Anse-aux-Pins", "chat",
        "We would hold it in French.", 24, 1, tell_news=True,
    ),
    Request("Samir Contractor", "lab manager", "North Harbour Faculty of Health Sciences", "own", "", 15, 1),
    Request("Joy Okonjo", "faculty", "Harlem River College of Medicine", "teaching", "", 9, 0),
    Request(
        "Hollis Grant", "chaplain", "Three Rivers Health System", "meeting", "With volunteers.", 1, 0, tell_news=True
    ),
)  # fmt: skip
