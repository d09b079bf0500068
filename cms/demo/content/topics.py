"""Topics for practice dialogues: a concept, a definition to begin from, and questions for the breakout."""

from cms.demo.content.types import Link, Topic

TOPICS = (
    Topic(
        key="silence-and-speech",
        title="Silence and speech",
        concept="In a hierarchy, both speaking up and keeping quiet have a price, and it isn't the same for everybody.",
        definition="""Silence is a choice not to say what one sees or knows. It can protect, agree, rest or refuse;
        which of these it does depends on who keeps it and who pays for it.""",
        questions=(
            "When did you last keep quiet at work about something you saw, and what did the silence protect?",
            "Where did you learn who may speak first in a room?",
            "What would have made it less costly to speak, for you and for the person it was about?",
        ),
        materials=(Link("Three kinds of silence, on one page", "https://library.example.org/three-kinds-of-silence"),),
    ),
    Topic(
        key="on-time-or-understood",
        title="On time or understood",
        concept="Being understood takes minutes, and the day of a clinic is built as if it didn't.",
        definition="""Language access means that people can get and give the information that their care depends on, in
        the language they think in. Courtesy helps, and does not replace it.""",
        questions=(
            "When did you last understand less than you needed to, and what did you do about it?",
            "What do we silently assume about somebody who answers slowly?",
            "Who pays for the minutes that understanding takes, and who could?",
        ),
    ),
    Topic(
        key="action-and-rest",
        title="Action and rest",
        concept="""People who work against racism are asked to go on and on, and often by those who could share the
        work.""",
        definition="""Rest is time in which nobody has to be useful, explain or be ready. It differs from avoidance in
        that the work is handed over and not dropped.""",
        questions=(
            "What did you last put down, and who picked it up?",
            "Whose tiredness is noticed where you work, and whose is expected?",
            "What would have to be shared out so that somebody could rest this month?",
        ),
    ),
    Topic(
        key="who-belongs-here",
        title="Who belongs here?",
        concept="Many people in medicine feel like impostors. Sometimes the doubt was put there by the place.",
        definition="""Feeling like an impostor means doubting that one has earned one's place in spite of the evidence.
        It is a feeling inside a person, and it grows where a place keeps asking some people to prove themselves.""",
        questions=(
            "When did somebody last ask you, with or without words, what you were doing here?",
            "What has told you that you belong: a person, a picture on the wall, the way your name was said?",
            "What does this place ask some people to prove again and again?",
        ),
    ),
    Topic(
        key="air-water-address",
        title="Air, water, address",
        concept="Where people could and could not live still shows in the air they breathe and in the beds we fill.",
        definition="""Environmental racism means that pollution, heat and flooding fall more on some communities because
        of decisions about land and housing that followed race.""",
        questions=(
            "What did the air smell like where you grew up, and whom could one complain to?",
            "Which address makes us expect something of a patient before we have met them?",
            "What could this institution change about its own smoke, traffic or waste?",
        ),
    ),
    Topic(
        key="difficult-or-concerned",
        title="Difficult or concerned?",
        concept="The words that we choose for families travel in the chart and arrive before they do.",
        definition="""Stigmatizing language is wording in records or handovers that passes on a judgment instead of an
        observation. It often goes unnoticed by those who write it.""",
        questions=(
            "Which word did you last read about a patient that changed how you entered the room?",
            "What do you write when you are tired, and about whom?",
            "What could you write instead that the patient could read beside you?",
        ),
    ),
)
