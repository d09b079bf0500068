"""Impact in the demo program: chats of earlier seasons, who came, what was known before, and how it is counted."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from cms.demo.content.types import Person
from cms.demo.content.written import Written


@dataclass(frozen=True, slots=True)
class Known(Written):
    """A figure that was known before this site was there."""

    measure: str
    value: int
    source: str
    until: date
    since: date | None = None
    at_least: bool = False
    answers: int | None = None


@dataclass(frozen=True, slots=True)
class Past(Written):
    """A chat of an earlier time: how many came, counted from which of the participants on."""

    title: str
    kind: Literal["chat_local", "chat_national"]
    weeks: int
    came: int
    begin: int
    at: time


LEAD = "How many chats there were, how many people they reached, and what those people say afterwards."
COUNTING = """
<p>Each chat that took place counts as one topic, also when a topic came back. An attendance is one person in one chat,
as its host confirmed it. Who came to three chats is three attendances and one person.</p>
<p>After dialogues that facilitators in training lead, participants answer three questions without giving a name, from 1
(no) to 4 (yes). A percentage says how many chose 3 or 4.</p>
<p>Numbers from before this site was there keep the date up to which they were counted, and who counted.</p>
"""

_BEGAN, _UNTIL = date(2018, 9, 1), date(2025, 6, 30)
_OWN_COUNT = "the program's own list of chats"
_ASKED = "the program's questionnaire after chats"
KNOWN = (
    Known("topics", 120, _OWN_COUNT, since=_BEGAN, until=_UNTIL, at_least=True),
    Known("attendances", 3000, _OWN_COUNT, since=_BEGAN, until=_UNTIL, at_least=True),
    Known("interest", 92, _ASKED, until=_UNTIL, answers=311),
    Known("action", 85, _ASKED, until=_UNTIL, answers=311),
    Known("recommend", 95, _ASKED, until=_UNTIL, answers=311),
)

_NOON, _EVENING = time(12, 0), time(17, 0)
CHATS = (
    Past("Say what you mean, mean what you say: first part", "chat_national", -7, 17, 0, at=_NOON),
    Past("The weather in the room", "chat_local", -10, 9, 11, at=_EVENING),
    Past("Leading on unsettled ground", "chat_national", -13, 14, 20, at=_NOON),
    Past("Who breathes which air", "chat_national", -28, 19, 4, at=_NOON),
    Past("To act or to rest", "chat_local", -31, 8, 15, at=_EVENING),
    Past("Silence, and what it says", "chat_national", -36, 15, 9, at=_NOON),
    Past("When the patient means you", "chat_local", -41, 11, 22, at=_EVENING),
    Past("Names, and who may get them wrong", "chat_national", -53, 12, 2, at=_NOON),
    Past("The unwritten rules of the ward", "chat_local", -58, 7, 18, at=_EVENING),
)


def _participant(key: str, name: str, school: str) -> Person:
    return Person(key, name, school, "trainee")


PARTICIPANTS = (
    _participant("adaeze.nwosu", "Adaeze Nwosu", "harlem-river"),
    _participant("luca.marchetti", "Luca Marchetti", "three-rivers"),
    _participant("renee.bouchard", "Renée Bouchard", "north-harbour"),
    _participant("tala.reyes", "Tala Reyes", "pacific-ridge"),
    _participant("dwayne.hollis", "Dwayne Hollis", "prairie-gate"),
    _participant("mei.fujimoto", "Mei Fujimoto", "harlem-river"),
    _participant("ilse.brandt", "Ilse Brandt", "three-rivers"),
    _participant("joseph.twobears", "Joseph Twobears", "prairie-gate"),
    _participant("chidi.eze", "Chidi Eze", "north-harbour"),
    _participant("valentina.rojas", "Valentina Rojas", "harlem-river"),
    _participant("amir.rahimi", "Amir Rahimi", "anse-aux-pins"),
    _participant("keisha.barnes", "Keisha Barnes", "harlem-river"),
    _participant("stefan.novak", "Stefan Novák", "three-rivers"),
    _participant("leilani.makoa", "Leilani Makoa", "pacific-ridge"),
    _participant("odile.gagnon", "Odile Gagnon", "north-harbour"),
    _participant("samuel.ortega", "Samuel Ortega", "prairie-gate"),
    _participant("farah.siddiqui", "Farah Siddiqui", "harlem-river"),
    _participant("peter.lund", "Peter Lund", "three-rivers"),
    _participant("wanjiru.kamau", "Wanjirũ Kamau", "north-harbour"),
    _participant("esther.goldin", "Esther Goldin", "harlem-river"),
    _participant("minh.pham", "Phạm Văn Minh", "pacific-ridge"),
    _participant("tamika.rowe", "Tamika Rowe", "prairie-gate"),
    _participant("carlos.benitez", "Carlos Benítez", "three-rivers"),
    _participant("yusuf.demir", "Yusuf Demir", "harlem-river"),
    _participant("alice.fortin", "Alice Fortin", "north-harbour"),
    _participant("ruth.okello", "Ruth Okello", "prairie-gate"),
    _participant("nina.petrova", "Nina Petrova", "three-rivers"),
    _participant("jamal.whitaker", "Jamal Whitaker", "harlem-river"),
)
