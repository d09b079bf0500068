"""Earlier facilitators whom the demo program puts forward, and what an exercise of a closed application says."""

from cms.demo.content.types import Person

FOUNDERS = (
    Person("miriam.osei", "Miriam Osei", "harlem-river", "trainee", "she/her"),
    Person("lalo.quintana", "Lalo Quintana", "pacific-ridge", "trainee", time_zone="America/Los_Angeles"),
)
TITLE = "Those who began"
# By whom it is known, and what it rests on; one of them is of the core group.
REFERENCES = {
    "miriam.osei": """Led the monthly chats on the night wards from 2018 on, 31 in all; Imani co-led the first six and
    has the invitations. Trained four others by letting them sit beside her.""",
    "lalo.quintana": """Started the chats in Spanish and led nine of them. When one went wrong, Lalo called every person
    who had been there and wrote down what should have been said; we still use that page.""",
    "kwabena.owusu": """Has led fourteen chats since before there was a training for it, and observes ours since then.
    The core group has never certified him.""",
}
EXERCISE = "Two dialogues, and a joke about an accent"
PRACTISED = (
    ("teo.manalo", "approve", "The second dialogue shows that harm was met at once, and without heat."),
    ("luz.villanueva", "not_yet", "I would have liked to read of one dialogue in which somebody else held the clock."),
)
