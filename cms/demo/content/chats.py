"""Series of chats of the demo program, with what they were and will be about."""

from dataclasses import dataclass
from typing import Literal

from cms.demo.content.written import Written

LEAD = (
    "Monthly with schools of two countries, and here in the room: one hour, five stages, one topic. "
    "Come to one, or to a whole series."
)
IMAGE = ("circle-of-chairs.png", "A circle of chairs", "Empty chairs in a circle, seen from above.")


@dataclass(frozen=True, slots=True)
class ChatWords(Written):
    """One chat: ``weeks`` ago for one that was held elsewhere, the ``session`` of the demo program for one to come."""

    key: str
    title: str
    text: str = "<p>One hour, five stages. You needn't prepare anything, and you needn't speak.</p>"
    topic: str = ""
    about: str = ""
    days_before: int = 0
    weeks: int = 0
    led_by: str = ""
    session: str = ""


@dataclass(frozen=True, slots=True)
class SeriesWords(Written):
    """A series and its chats, in their order."""

    key: str
    title: str
    lead: str
    body: str
    scope: Literal["local", "national"]
    chats: tuple[ChatWords, ...]
    pictured: bool = False


_NEWS_TEXT = """<p>Headlines, pictures and captions teach us whom to expect where, long before we meet anybody. We
look at a few together, say what they do to us, and ask what we pass on.</p>"""
_NEWS_TO_COME = f"{_NEWS_TEXT}<p>The topic is shared a week before, so that the news can be new.</p>"

NEWS = SeriesWords(
    key="in-the-news",
    title="In the News",
    lead="How the media's messages and images teach us whom to see, and how, in three parts.",
    body="""<p>Nobody decides to learn from the news what a patient, a doctor or a danger looks like. We learn it
    anyway. In each part we take a week of reporting, look at it slowly, and follow it into our own rooms: the ward,
    the lecture, the waiting room.</p><p>Each part stands alone. Who comes to all three sees the pattern.</p>""",
    scope="national",
    pictured=True,
    chats=(
        ChatWords(
            key="part-one",
            title="In the News, part one",
            text=_NEWS_TEXT,
            topic="Who is asked for an expert's word",
            about="""<p>In a month of reporting on health, who is quoted with a title, who with a first name, and
            who not at all? We counted together, and then asked whom we turn to first ourselves.</p>""",
            days_before=7,
            weeks=5,
            led_by="Luz Villanueva Ortiz, Teo Manalo",
        ),
        ChatWords(
            key="part-two",
            title="In the News, part two",
            text=_NEWS_TO_COME,
            topic="Whose pain gets a picture",
            about="""<p>Some illnesses are told with a face, others with a chart. We lay two weeks of pictures side
            by side, ask what each asks us to feel, and for whom nothing is asked.</p>""",
            days_before=7,
            session="coming-national-chat",
        ),
        ChatWords(
            key="part-three",
            title="In the News, part three",
            text=_NEWS_TO_COME,
            topic="What we pass on",
            about="""<p>What we share, repeat and leave out is news, too. We end with what each of us does
            differently.</p>""",
            days_before=7,
        ),
    ),
)

SAY = SeriesWords(
    key="say-what-you-mean",
    title="Say What You Mean, Mean What You Say",
    lead="About the words that we use for each other in medicine, and what they do. Its slide decks are open.",
    body="""<p>Four chats about plain speech: words that hide, words that sort, words that wound without meaning to,
    and words that make things right again.</p>""",
    scope="national",
    chats=(
        ChatWords(
            "words-that-hide",
            "Words that hide",
            topic="“Non-compliant”, “poor historian”: what a chart can say instead",
            weeks=44,
            led_by="Imani Whitfield, Shira Ben-Haim",
        ),
        ChatWords(
            "words-that-sort",
            "Words that sort",
            topic="Race in the first line of a presentation",
            weeks=40,
            led_by="Kwabena Owusu, Luz Villanueva Ortiz",
        ),
        ChatWords(
            "words-that-wound",
            "Words that wound",
            topic="When what we meant and what we did part ways",
            weeks=36,
            led_by="Imani Whitfield, Teo Manalo",
        ),
        ChatWords(
            "words-that-mend",
            "Words that mend",
            topic="An apology that asks for nothing back",
            weeks=32,
            led_by="Aiyana Begaye, Shira Ben-Haim",
        ),
    ),
)

GROUND = SeriesWords(
    key="leading-on-unsettled-ground",
    title="Leading on Unsettled Ground",
    lead="For everybody who answers for others while much around them moves.",
    body="<p>Three chats about leading when rules, words and budgets change faster than people can.</p>",
    scope="national",
    chats=(
        ChatWords(
            "what-may-still-be-said",
            "What may still be said",
            topic="Silence and speech when both have a price",
            weeks=27,
            led_by="Luz Villanueva Ortiz, Kwabena Owusu",
        ),
        ChatWords(
            "the-temperature-of-a-room",
            "The temperature of a room",
            topic="Working with heat and with cold, your own first",
            weeks=23,
            led_by="Teo Manalo, Aiyana Begaye",
        ),
        ChatWords(
            "to-act-or-to-rest",
            "To act or to rest",
            topic="Who may put the work down, and who picks it up",
            weeks=19,
            led_by="Imani Whitfield, Kwabena Owusu",
        ),
    ),
)

HERE = SeriesWords(
    key="chats-here",
    title="Chats here",
    lead="In the room, for everybody who studies or works here: a circle of chairs, an hour, a question.",
    body="""<p>Our chats began in autumn 2018 in this house, after staff and students had asked for a time to talk
    with each other. They still take place here, with tea. Come as you are, from whatever shift you have.</p>""",
    scope="local",
    chats=(
        ChatWords(
            "air-water-address",
            "Air, water, address",
            topic="What a neighborhood breathes: climate and environmental racism",
            weeks=50,
            led_by="Shira Ben-Haim, Teo Manalo",
        ),
        ChatWords(
            "whose-language-is-the-ward",
            "Whose language is the ward?",
            topic="Who waits for an interpreter, and who decides that it will do without",
            weeks=30,
            led_by="Aiyana Begaye, Luz Villanueva Ortiz",
        ),
        ChatWords(
            "the-name-on-the-badge",
            "The name on the badge",
            topic="Names, how they are said, and whose turn it is to learn them",
            weeks=14,
            led_by="Kwabena Owusu, Imani Whitfield",
        ),
        ChatWords(
            "heard-at-handover",
            "Heard at handover",
            topic="Who is interrupted, and who is asked again",
            weeks=9,
            led_by="Shira Ben-Haim, Aiyana Begaye",
        ),
        ChatWords(
            "imposter-or-unheard",
            "Imposter, or unheard?",
            text="""<p>Many of us wonder whether we belong. In this chat we ask how much of that doubt is ours, and
            how much was handed to us. In the room, with tea.</p>""",
            about="""<p>It is called a syndrome, as if it grew inside of people. We look at what around us says “you
            don't belong here”, and at what says the opposite.</p>""",
            session="coming-chat-here",
        ),
    ),
)

SERIES = (SAY, GROUND, HERE, NEWS)

# Invented people at invented schools, who pass invitations on.
FOLLOWERS = (
    ("Noor Haddad", "noor.haddad@example.org", "Lakeshore College of Medicine"),
    ("Étienne Gagnon", "etienne.gagnon@example.org", "École de médecine des Rivières"),
    ("Precious Adeyemi", "precious.adeyemi@example.org", "Prairie Sky School of Medicine"),
)
