"""Invented words of invented people, and how the core group of the demo program wants to be thanked."""

from dataclasses import dataclass

VOICES_LEAD = "What people say who were there, each in their own words and with their own yes."
CORE_GROUP_LEAD = (
    "They plan the chats, sit beside those who learn to lead them, and read every application. We thank them."
)
FOLDER = "Consents, binder 2, in the program's office"


@dataclass(frozen=True, slots=True)
class Voice:
    """Words, the name below them, and how many days ago there was a yes in writing."""

    words: str
    shown_as: str
    agreed: int = 0
    language: str = "en"
    email: str = ""


VOICES = (
    Voice(
        "I came for the topic and stayed for the silence after the first question. Nobody rushed to fill it.",
        "A resident in internal medicine",
        212,
    ),
    Voice(
        "I had an opinion ready. Then somebody on the night shift told how it looks from there, and I listened.",
        "Renske Oosterhof, pharmacist",
        170,
    ),
    Voice(
        "The definition at the beginning did it for me. For once we all argued about the same thing.",
        "A member of the faculty",
        133,
    ),
    Voice(
        "Je parle mieux français qu'anglais. On m'a laissé le temps de chercher mes mots, et on m'a entendue.",
        "Une étudiante de l'Anse-aux-Pins",
        96,
        "fr",
    ),
    Voice(
        "An hour at noon, in a week with no room in it. It is the hour of that week that I remember.",
        "Malik Thornbury, transport team",
        61,
    ),
    Voice(
        "I left without an answer and with a better question. I asked it on my own ward the next morning.",
        "A nurse from the Prairies",
        25,
    ),
)
TAKEN_BACK = Voice(
    "I told my small group something that I had told nobody at work before.",
    "Somebody from the front desk",
    150,
    email="front.desk@example.org",
)
WAITS = Voice(
    "In our department we now begin meetings with a real check-in. It started with one chat.",
    "A head of department",
    email="head.of.department@example.org",
)


@dataclass(frozen=True, slots=True)
class Thank:
    """What somebody of the core group chose."""

    person: str
    shown: bool = True
    line: str = ""
    words: str = ""


THANKS = (
    Thank(
        "imani.whitfield",
        line="Medical education, she/her",
        words="Because I once sat in a chat and heard my own hurry. I'd like others to have that hour.",
    ),
    Thank("teo.manalo", line="Pacific Ridge School of Medicine", words="I like the moment when a group begins to ask."),
    Thank("luz.villanueva"),
    Thank(
        "kwabena.owusu",
        line="Chaplain, he/him",
        words="My work taught me to stay in a room with what hurts. Here I learn it anew, from each newcomer.",
    ),
    Thank("aiyana.begaye", line="Family medicine, she/they", words="For those who come for the first time."),
    Thank("shira.benhaim", shown=False),
)
