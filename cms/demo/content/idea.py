"""Module 1: what a chat is for, what everybody agrees to begin from, and where a facilitator stands."""

from cms.demo.content.media import CIRCLE, SINGLE_STORY
from cms.demo.content.questions import Check, Choice, OwnWords, Question
from cms.demo.content.types import Callout, KeyTerm, Lesson, Module, Prompt, Questions, Scenario, Script, Text

WHY_WE_TALK = Lesson(
    key="why-we-talk",
    title="Why we talk",
    summary="What a chat is, what it is not, and what one hour can do.",
    minutes=10,
    blocks=(
        Text("""
            <p>A chat is one hour in which people who work and study in medicine talk with each other about racism and
            bias. It has the same five stages each time. Two or three facilitators lead it. Nobody has to be an expert
            to take part, and nobody leaves with a certificate of being a good person.</p>
            <p>The idea is simple. To respond to racism, people need three things that feed each other: <b>dialogue</b>,
            <b>learning</b> and <b>action</b>. Learning without dialogue stays in the head. Dialogue without learning
            goes in circles. Either one without action turns into a habit of talking. A chat is the dialogue part. It
            points to the other two, and it does not replace them.</p>
        """),
        KeyTerm(
            term="Dialogue",
            html="""<p>A talk in which people try to understand how each of them came to see things as they do. A debate
            asks who is right. A discussion asks what we should do. A dialogue asks first: what do you see from where
            you stand?</p>""",
        ),
        CIRCLE,
        Text("""
            <h3>What a chat is not</h3>
            <ul>
            <li><b>Not a lecture.</b> The facilitators bring one concept and one definition. Together these take about a
            quarter of the hour. The rest belongs to the group.</li>
            <li><b>Not a hearing.</b> If somebody needs to report what was done to them, a chat is the wrong place. Know
            the right one, and have its name ready.</li>
            <li><b>Not therapy.</b> People may feel a great deal. We make room for feelings, and we do not treat
            them.</li>
            <li><b>Not a test.</b> There is no correct thing to say at the end.</li>
            </ul>
        """),
        Scenario(
            title="Four people, one hour",
            html="""<p>It is ten past noon. In a breakout room sit a first-year student, a nurse manager, a registrar
            from the billing office and a senior surgeon. The question is: when did you last stay silent, and what did
            the silence protect?</p><p>The student waits for the surgeon to speak. The surgeon looks at the screen and
            says, “I don't know how to begin.” The registrar says, “Then let me.” For six minutes the order of the
            hospital is turned around. Nobody planned it. The frame of the hour made it possible: one question, equal
            time, no rank in the room.</p>""",
        ),
        Text("""
            <h3>What one hour can do</h3>
            <p>Be modest about the hour and serious about it. In one hour people can hear a story that they would never
            have heard at work. They can notice an assumption of their own while it is still warm. They can leave with
            one question that stays with them on the ward, in the classroom or at the front desk.</p>
            <p>One hour can't undo a policy or heal an injury. When a facilitator promises too much, the people who
            have been let down most often are the first to notice. So say what the hour is for, and keep that
            promise.</p>
            <p>Your part is to hold the structure so that others can use it. You keep the time, ask the questions, and
            watch who hasn't spoken. You also speak as yourself, from your own life, because you are asking others to do
            the same.</p>
        """),
        SINGLE_STORY,
        Prompt(
            id="why-we-talk-own-hour",
            text="""Think of a talk about racism or bias that changed how you see something. What made it possible: the
            people, the place, the question, the time?""",
        ),
    ),
)

GROUNDING_ASSUMPTIONS = Lesson(
    key="grounding-assumptions",
    title="Grounding assumptions",
    summary="Six sentences that a group agrees to begin from, and how to use them when it gets hard.",
    minutes=15,
    blocks=(
        Text("""
            <p>Every chat opens with a review of the grounding assumptions. They are not rules of behavior and not a
            list of beliefs to sign. They say: for this hour, let us act as if these things were true, and see what
            becomes possible.</p>
            <ol>
            <li>Racism and bias are part of the air that all of us learned to breathe. Having learned them is not our
            fault. What we do next is our choice.</li>
            <li>Each of us knows our own life best. We speak from it, and we don't ask anybody to speak for a
            group.</li>
            <li>What we mean and what our words do are two things. Both matter, and we look at what our words did
            first.</li>
            <li>Discomfort is often a sign of learning. Being harmed is something else, and we stop for it.</li>
            <li>What is said here stays here. What is learned here may leave.</li>
            <li>We will not finish today. An open question is a good place to end.</li>
            </ol>
        """),
        Callout(
            title="Why not call it a safe space?",
            html="""<p>Safety is not yours to promise. The people in the room run different risks when they speak: a
            student whose grade depends on somebody present risks more than a dean does. Promise what you can keep
            instead: a clear frame, a way to pass, and that you will respond if harm is done.</p>""",
        ),
        Text("""
            <h3>Use them, don't recite them</h3>
            <p>Six sentences read aloud in one breath are soon forgotten. Put the text where everybody can see it. Ask
            three people to read two sentences each. Then ask one question: which of these will you need most today? Let
            two or three people answer. This takes three minutes and turns a list into an agreement.</p>
            <p>Later in the hour you can lean on what was agreed. “We said that we would look at what our words did
            first. Can we do that now?” is easier to hear than a new rule that comes up in a tense moment.</p>
        """),
        Script(
            stage="check_in",
            minutes=3,
            html="""<p>Here is what we begin from. These are not beliefs you have to hold. They are a way to spend the
            next hour.</p><p><i>Show the six sentences. Ask three people to read two each.</i></p><p>Take a breath and
            choose one. Which of these will you need most today? I'll start: I'll need the second one. I notice how
            quickly I say “people feel” when I mean “I feel”.</p><p><i>Wait. Hear two or three people, and thank each of
            them by name.</i></p>""",
        ),
        Scenario(
            title="“Can I push back on that?”",
            html="""<p>You have read the first assumption. A resident unmutes: “I'd like to push back. I wasn't raised
            like that. My parents taught us to treat everyone the same.” Two people look down. One turns her camera
            off.</p><p>You don't need to win this. You might say: “Thank you for saying it now. You don't have to agree
            with the sentence. Could you hold it for an hour as a question, and tell us at the end what you noticed?”
            The resident has a task instead of an opponent, and the room sees that doubt may be spoken here.</p>""",
        ),
        Prompt(
            id="grounding-assumptions-hardest",
            text="Which of the six would be hardest for you to keep on a bad day? What would help you to keep it?",
        ),
    ),
    check=Check(
        pass_mark=75,
        questions=(
            Question(
                id="ga-purpose",
                text="What are the grounding assumptions for?",
                choices=(
                    Choice(
                        id="ga-purpose-agree",
                        text="To give the group a shared place to begin, which anybody can point to later in the hour.",
                        right=True,
                        feedback="""Yes. They become useful at the moment when somebody says: we agreed to begin from
                        this.""",
                    ),
                    Choice(
                        id="ga-purpose-filter",
                        text="To find out early who does not share the values of the program.",
                        right=False,
                        feedback="""A chat isn't a hearing. Somebody who doubts a sentence can still spend an hour with
                        it, and often brings the question that others kept back.""",
                    ),
                    Choice(
                        id="ga-purpose-safe",
                        text="To make sure that nobody feels uncomfortable.",
                        right=False,
                        feedback="""Discomfort is part of learning here. What we stop for is harm, and the fourth
                        sentence tells the two apart.""",
                    ),
                ),
            ),
            Question(
                id="ga-safe",
                text="A participant asks, “Is this a safe space?” What is the most honest answer?",
                choices=(
                    Choice(
                        id="ga-safe-yes",
                        text="“Yes. Everything you say here is safe.”",
                        right=False,
                        feedback="""You can't keep that promise. People in the room run different risks, and the person
                        who asks may have good reasons to know it.""",
                    ),
                    Choice(
                        id="ga-safe-frame",
                        text="“I can promise a clear frame, that you may pass, and that we respond if harm is done.”",
                        right=True,
                        feedback="Yes. Each part of that is in your hands, so you can keep it.",
                    ),
                    Choice(
                        id="ga-safe-no",
                        text="“No space is ever safe. Let's begin.”",
                        right=False,
                        feedback="""True, perhaps, but it leaves the person alone with the risk. Say what you will do,
                        so that they can choose how much to share.""",
                    ),
                ),
            ),
            Question(
                id="ga-confidential",
                text="What fits with “what is said here stays here; what is learned here may leave”? Choose all.",
                multiple=True,
                choices=(
                    Choice(
                        id="ga-confidential-idea",
                        text="Telling a colleague what you now want to do differently at morning rounds.",
                        right=True,
                        feedback="Yes. That is your own learning, and it carries nobody else's story.",
                    ),
                    Choice(
                        id="ga-confidential-story",
                        text="Retelling a student's story at lunch, without the name.",
                        right=False,
                        feedback="""In a small school a story is easily traced to its owner, even without a name. It
                        isn't yours to retell.""",
                    ),
                    Choice(
                        id="ga-confidential-ask",
                        text="Asking the student afterwards whether you may pass their story on.",
                        right=True,
                        feedback="""Yes, if you can ask without pressure. The story stays theirs, and so does the
                        answer.""",
                    ),
                ),
            ),
            Question(
                id="ga-intent",
                text="Somebody says, “But I didn't mean it that way.” Which answer keeps to the third assumption?",
                choices=(
                    Choice(
                        id="ga-intent-fine",
                        text="“Then it's fine. Let's go on.”",
                        right=False,
                        feedback="""This settles it for one person and leaves the other alone with what the words did.
                        Ask about that first.""",
                    ),
                    Choice(
                        id="ga-intent-both",
                        text="""“I believe you. Let's stay a moment with what it did, and then come back to what you
                        meant.”""",
                        right=True,
                        feedback="Yes. Both count. What the words did comes first, and nobody is called a bad person.",
                    ),
                    Choice(
                        id="ga-intent-never",
                        text="“What you meant doesn't matter.”",
                        right=False,
                        feedback="""It matters for what happens next: it tells whether somebody is ready to repair. Only
                        the order is different.""",
                    ),
                ),
            ),
            OwnWords(
                id="ga-own",
                text="Somebody says, “We're all adults, we don't need rules.” What do you answer in a sentence or two?",
                model="""You're right that nobody here needs to be told how to behave. These six aren't rules for
                adults; they are six places to come back to, so that nobody has to argue about the frame while they are
                hurt.""",
            ),
        ),
    ),
)

WHERE_YOU_STAND = Lesson(
    key="where-you-stand",
    title="Speak from where you stand",
    summary="Your own story and your own blind spots come into the room with you. Know them before others do.",
    minutes=12,
    blocks=(
        Text("""
            <p>A facilitator is never a view from nowhere. People see how old you seem, hear your accent, read your name
            and title, and decide how freely they can talk. You can't prevent that. You can know about it, and use it
            with care.</p>
            <h3>Map what you bring</h3>
            <p>Take a sheet of paper and make three columns: <b>what people see first</b>, <b>what I know from living
            it</b>, and <b>what I know only from reading or listening</b>. Write under each: race and ethnicity,
            language, gender, faith, disability, class, where you trained, your rank at work. The third column is where
            you will be too quick or too slow. It is also where you most need your co-facilitator.</p>
        """),
        KeyTerm(
            term="Multipartial",
            html="""<p>On the side of each person's chance to be heard. It differs from neutral: a neutral person gives
            the same to all and so leaves things as they were. A multipartial one notices whose view the room already
            knows by heart, and makes way for the views that it has heard less.</p>""",
        ),
        Text("""
            <h3>Use “I”, and mean it</h3>
            <p>“We all have bias” costs nothing to say. “Last month I read a patient's name and decided how the visit
            would go before I opened the door” costs something, and it shows what kind of hour this will be. Your story
            should be true, short, finished enough that nobody has to look after you, and about your own learning rather
            than somebody else's pain. One minute is plenty.</p>
            <p>Avoid two common traps. The first is the polished story in which you come out well. The second is the
            confession that asks the room to forgive you. Both turn the group toward you, and the next speaker will copy
            what you did.</p>
        """),
        Questions(
            title="Before you tell a story of your own",
            items=(
                "Is it mine to tell, or does it belong to somebody who is not here?",
                "Would I tell it if that person were in the room?",
                "Does it open a question, or does it close one?",
                "Am I settled enough with it to go on listening right after?",
            ),
        ),
        Scenario(
            title="The only one in the room",
            html="""<p>Twelve people are in the chat. The topic is who gets believed when they say that they are in
            pain. One participant is visibly the only Black physician present. Someone turns to her warmly: “I'd love to
            hear what this is like for you.” Everybody waits.</p><p>The wish is kind, and the weight is not. You can
            lift it without a rebuke: “Let's each begin with a time when we ourselves doubted a patient, or were
            doubted. Speak if you'd like to; passing is fine.” Now the question is for all twelve, and she may
            choose.</p>""",
        ),
        Text("""
            <h3>When you are the one it is about</h3>
            <p>Sometimes the topic is your own life. You may find yourself explaining, defending or going numb. Agree on
            a sign with your co-facilitator beforehand, so that they can take over for a while. Stepping back for five
            minutes is part of the craft. So is deciding, before the chat, which of your stories you keep for
            yourself.</p>
        """),
        Prompt(
            id="where-you-stand-columns",
            text="Write your three columns. What stands in the third one that a group could need from you?",
        ),
        Prompt(
            id="where-you-stand-story",
            text="Write a one-minute story of your own for a check-in. Then ask it the four questions above.",
        ),
    ),
)

WORDS_TO_HAVE_READY = Lesson(
    key="words-to-have-ready",
    title="Words to have ready",
    summary="Seven terms in plain language, so that a definition never stops the talk.",
    minutes=8,
    required=False,
    blocks=(
        Text("""
            <p>People come to a chat with different words for the same thing, and with the same word for different
            things. You don't need to settle every meaning. You need a plain sentence to offer, and the words “for
            today, let's use it this way”. Here are seven that come up often. Put them into your own language before you
            use them.</p>
        """),
        KeyTerm(
            term="Race",
            html="""<p>A way of sorting people by looks and descent that societies made and gave power to. It is not a
            biological kind, and yet its effects on health are real.</p>""",
        ),
        KeyTerm(
            term="Racism",
            html="""<p>The habits, rules and beliefs that give people more or less of what they need according to race.
            It can work between persons, within an institution and across a whole society. It doesn't need anybody's bad
            intent.</p>""",
        ),
        KeyTerm(
            term="Interpersonal racism",
            html="""<p>What passes between people: a remark, a look, a chart note that calls one patient “difficult” and
            another “concerned”.</p>""",
        ),
        KeyTerm(
            term="Institutional racism",
            html="""<p>What an organization's ordinary ways of working produce: who is asked for proof of insurance
            twice, whose complaints are followed up, how honors are given out.</p>""",
        ),
        KeyTerm(
            term="Structural racism",
            html="""<p>What many institutions add up to over time: where a hospital stands, which bus goes there, who
            could buy a house nearby, and what all that does to blood pressure.</p>""",
        ),
        KeyTerm(
            term="Bias",
            html="""<p>A lean in what we notice, expect or remember, often without our knowing. Everybody has it. It
            becomes weightier with power: the same lean does more in a person who grades, triages or hires.</p>""",
        ),
        KeyTerm(
            term="Socialization",
            html="""<p>How we learn what is normal, from family, school, media and training. Medicine is a second one:
            it teaches what a good patient, a good doctor and a good question look like.</p>""",
        ),
        Text("""
            <h3>When a word becomes the fight</h3>
            <p>Sometimes a group argues about a word because the thing behind it is too close. You can name that without
            blame: “We've spent five minutes on the term. What would we be talking about if we had no word for it?” Then
            ask for one example from somebody's own week. Examples travel further than definitions, and they show
            quickly whether people truly disagree.</p>
            <p>If somebody uses a word that wounds, that is no longer a question of terms. Module 3 has a lesson about
            what to do then.</p>
        """),
        Prompt(
            id="words-to-have-ready-own",
            text="Choose one of the seven. How would you explain it to a neighbor who doesn't work in medicine?",
        ),
    ),
)

IDEA = Module(
    key="the-idea",
    title="The idea and the grounding assumptions",
    summary="What a chat is for, what a group agrees to begin from, and what you yourself bring into the room.",
    lessons=(WHY_WE_TALK, GROUNDING_ASSUMPTIONS, WHERE_YOU_STAND, WORDS_TO_HAVE_READY),
)
