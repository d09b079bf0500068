"""Module 3: holding the room, from breakout to emotional temperature to harm and repair."""

from cms.demo.content.media import STAYED_TO_LISTEN
from cms.demo.content.questions import Check, Choice, Decision, Question
from cms.demo.content.types import Callout, KeyTerm, Lesson, Module, Prompt, Questions, Scenario, Script, Text

EVERY_VOICE = Lesson(
    key="every-voice",
    title="Every voice in the breakout",
    summary="How to share out time, rank and silence without turning into a traffic officer.",
    minutes=12,
    blocks=(
        Text("""
            <p>Leave a group of four to itself, and it will sort its speaking time by rank, by ease with the language
            and by habit. Nobody decides this. It happens in the first two minutes and then it sticks. Your work is to
            give the group another order before that.</p>
            <h3>Three structures that work</h3>
            <ul>
            <li><b>Rounds.</b> Each person has the same time, without interruption, and may pass. After the round, talk
            freely. It is the strongest tool that you have, and it takes one sentence to explain.</li>
            <li><b>Write first.</b> One minute of writing lets people who think before they speak come along. It also
            slows down those who speak in order to think.</li>
            <li><b>Pairs, then four.</b> Two people talk for four minutes, and then join another pair. A hard sentence
            has been said once before it meets the larger group.</li>
            </ul>
        """),
        KeyTerm(
            term="Airtime",
            html="""<p>Who speaks, how often, how long, and who is interrupted. Watch it for five minutes with a pencil,
            one stroke for each turn. What you see will seldom match what you felt.</p>""",
        ),
        Text("""
            <h3>When one person fills the room</h3>
            <p>Begin with the structure, not with the person: “I'd like to hear from those who haven't spoken yet; let's
            take a minute of quiet first.” If that doesn't help, thank and turn: “You've given us two strong examples.
            I'd like to hold them while others come in.” In a small room you can also ask for help: “Would you listen
            for the next while, and tell us at the end what you heard?” People who talk a lot often listen well once it
            is their job.</p>
            <h3>When somebody is silent</h3>
            <p>Silence can mean thought, rest, caution, a second language, a child at the door, or a protest. You can't
            tell which from outside. Make the door wide and don't push anybody through it. “Is there anybody who would
            like to come in?” is wide. “Amal, we haven't heard from you” is a push, unless Amal knows that passing costs
            nothing. The chat window counts as a voice: read what is written there aloud, with the name if its writer
            agrees.</p>
        """),
        Scenario(
            title="The chief is in the room",
            html="""<p>By chance, a breakout of four holds the chief resident and two of her interns. One intern speaks
            in perfect, empty sentences. The other agrees with everything.</p><p>You drop in and notice. You could say:
            “For this round let's each tell of a time before we worked here.” The question takes the story out of reach
            of the schedule that the chief writes. Afterwards you change how rooms are made: you ask the day before who
            supervises whom.</p>""",
        ),
        STAYED_TO_LISTEN,
        Questions(
            title="For the minute before you drop in on a room",
            items=(
                "What will my being there change?",
                "Who holds power over whom in this room, next week and not just today?",
                "What is the smallest thing that I could do, and could I also do nothing?",
            ),
        ),
        Prompt(
            id="every-voice-own-share",
            text="""Think of your last three meetings. How much of the time did you speak? Who spoke less than you would
            have liked, and what could you have done?""",
        ),
    ),
)

TEMPERATURE = Lesson(
    key="emotional-temperature",
    title="The emotional temperature",
    summary="Notice heat and cold early, in yourself first, and choose what to do with them.",
    minutes=14,
    blocks=(
        Text("""
            <p>A talk about racism has a temperature. Too cold, and people trade careful phrases. Too hot, and they can
            no longer take anything in. Somewhere between lies the range in which a person can feel something and think
            at the same time. You can't set it. You can notice it, and nudge it up or down.</p>
            <h3>Signs to look for</h3>
            <ul>
            <li><b>Getting hot:</b> faster speech, interrupting, “you people”, a flushed neck, several chat messages at
            once, somebody speaking to one person only.</li>
            <li><b>Getting cold:</b> cameras going off, jokes, talk about “society” and “the literature”, quick
            agreement, a sudden interest in definitions.</li>
            <li><b>In you:</b> a tight jaw, the wish to explain, watching one face only, losing track of time.</li>
            </ul>
            <p>Your own signs come first, because an unsettled lead unsettles a room. Know your two or three, and tell
            your co-facilitator what they look like from outside.</p>
        """),
        KeyTerm(
            term="Co-regulation",
            html="""<p>People borrow calm, or alarm, from each other: from voices, breathing and pace. If you slow your
            speech and lower your shoulders, the room tends to follow. It works without a word about feelings.</p>""",
        ),
        Text("""
            <h3>Cooling without shutting down</h3>
            <ol>
            <li><b>Slow.</b> Speak more slowly than feels natural. “Let's take this one step at a time.”</li>
            <li><b>Name what you see, not what they feel.</b> “Several people want to speak at once, and I've heard two
            voices get louder” can be checked. “You're angry” can only be fought over.</li>
            <li><b>Pause with a task.</b> One minute of writing: what is at stake for me right now?</li>
            <li><b>Go back to the frame.</b> “Our question is who gets believed. Which part of that are we in?”</li>
            </ol>
            <h3>Warming without forcing</h3>
            <ol>
            <li>Ask for a moment instead of an opinion: “When did you last see this, and where were you standing?”</li>
            <li>Go first, briefly, with something unfinished of your own.</li>
            <li>Make the group smaller for five minutes.</li>
            </ol>
        """),
        Callout(
            title="Tears and anger",
            html="""<p>Neither is an emergency. Stay with the person for a breath: “I see this is close. Would you like
            a moment, would you like to go on, or shall we come back to you?” Watch where the room's care flows. If all
            turn to comfort the one who cries after hearing that she hurt somebody, gently turn back to the one who was
            hurt. And anger about injustice is information. Ask what it is about before you ask for a calmer
            tone.</p>""",
        ),
        Scenario(
            title="“I'm just tired of this topic”",
            html="""<p>In the debrief a senior technician says, “Honestly, I'm tired of this topic. Every year a new
            word, and on my floor nothing changes.” A dean answers at once with a list of programs. Three cameras go
            off.</p>
            <p>The room has gone from warm to cold in ten seconds. You might say: “I'd like to stay with that sentence.
            Nothing changes on my floor. What would be the first thing that you'd notice if it did?” You treat the
            tiredness as knowledge, which it is. To the dean you can say that the list will have its place, and in the
            last minutes ask which item reaches that floor.</p>""",
        ),
        Prompt(
            id="temperature-own-signs",
            text="""What are your two earliest signs that you are getting hot, or going cold? What brings you back
            within a minute?""",
        ),
    ),
)

HARM_AND_REPAIR = Lesson(
    key="harm-and-repair",
    title="When harm is done: call in and repair",
    summary="Respond early, look after the person who was hurt, and leave a way back for the one who hurt.",
    minutes=16,
    blocks=(
        Text("""
            <p>Sooner or later somebody in your chat will say a thing that wounds. Often it is meant kindly. The
            participants look at you, and what you do in the next ten seconds tells them what the grounding assumptions
            are worth. You don't need a perfect sentence. You need to respond.</p>
            <h3>Discomfort or harm?</h3>
            <p>Discomfort says: I see something about myself, or about us, that I'd rather not see. It passes, and
            leaves something behind. Harm says: who I am was just made smaller here. A slur, a stereotype about people
            present, doubt that somebody's account can be true, a name made into a joke. If you aren't sure which it is,
            treat it as harm and check.</p>
        """),
        KeyTerm(
            term="Calling in",
            html="""<p>Naming what words did, to the person who said them, in a way that keeps them in the talk. It is
            as clear as calling out and leaves a door open. Which one fits depends on how grave it was, who has power,
            and what the person who was hurt needs.</p>""",
        ),
        Text("""
            <h3>Four steps</h3>
            <ol>
            <li><b>Stop.</b> Slow the talk. “I'd like to pause here.” Don't let three more speakers pass first.</li>
            <li><b>Name it.</b> Say what was said and what it can do, without a verdict on the person. “The phrase
            ‘those patients’ puts a whole group on one side. I think it can hurt, so I want to stay with it.”</li>
            <li><b>Turn first to those who were hurt.</b> Don't ask them to explain or to forgive. Offer a choice: to
            speak, to wait, to take a break with one of you, or to go on.</li>
            <li><b>Leave a way back.</b> Ask the speaker to listen, and then to try again. “Would you like to say what
            you were reaching for, in other words?” A repair is short: I said this, it did that, I'm sorry, next time I
            will.</li>
            </ol>
        """),
        Script(
            stage="debrief",
            minutes=3,
            html="""<p>I'd like to pause us here. I heard the sentence “they just don't value education”. I don't think
            anybody means to wound, and words like these do. They tell people in this room that their families care
            less.</p><p><i>Look at the whole group, so that nobody becomes the example.</i></p><p>If that landed on you:
            you don't have to explain anything. You can speak, or write to Teo, or take a few minutes.</p><p><i>Breathe.
            Then turn to the speaker.</i></p><p>We agreed to look first at what our words did. I'd like to do that with
            you, and then hear what you were reaching for.</p>""",
        ),
        Callout(
            title="When you are the one who said it",
            html="""<p>It will happen. Thank whoever told you, say what you did, leave out the reasons, and go on
            differently. Half a minute is enough. Let your co-facilitator lead for a while. Look after your own feelings
            later, with a colleague, and not with the person you hurt.</p>""",
        ),
        Text("""
            <h3>After the hour</h3>
            <p>Write to the person who was hurt on the same day. Ask what they would like, offer two or three
            possibilities, and accept “nothing” as an answer. Speak with the one who said it as well, on another
            occasion. Tell your core group what happened and what you did, without more names than needed.</p>
            <p>Some things are beyond a facilitator: a threat, harassment, a safety concern about a patient. Say so
            early and kindly. “This needs somebody who can act on it. I'll go there with you, if you want.” Before each
            chat, know who that is at your school.</p>
        """),
        Prompt(
            id="harm-first-words",
            text="""Write the first ten words that you would say. Say them aloud three times, until they are yours.""",
        ),
    ),
    check=Check(
        pass_mark=75,
        questions=(
            Question(
                id="hr-first",
                text="Somebody jokes about a participant's name, and a few people laugh. What do you do first?",
                choices=(
                    Choice(
                        id="hr-first-pause",
                        text="Pause the talk and name what just happened.",
                        right=True,
                        feedback="Yes. Early and short. Each speaker who passes first makes it harder to come back.",
                    ),
                    Choice(
                        id="hr-first-private",
                        text="Let it pass and write to the joker afterwards.",
                        right=False,
                        feedback="""The room has seen it and has seen you see it. Write afterwards as well, but respond
                        here.""",
                    ),
                    Choice(
                        id="hr-first-ask",
                        text="Ask the participant whether it bothered them.",
                        right=False,
                        feedback="""In front of everybody there is hardly a free answer to that. Name it yourself, then
                        offer them choices.""",
                    ),
                ),
            ),
            Question(
                id="hr-name",
                text="Which sentence names harm without a verdict on the person?",
                choices=(
                    Choice(
                        id="hr-name-racist",
                        text="“That was a racist thing to say, and you should know better.”",
                        right=False,
                        feedback="""The second half is a verdict. Most people will now defend themselves and hear
                        nothing.""",
                    ),
                    Choice(
                        id="hr-name-phrase",
                        text="“The words ‘people like that’ can tell somebody here that they don't belong.”",
                        right=True,
                        feedback="Yes. It says which words and what they can do. The person can look at it beside you.",
                    ),
                    Choice(
                        id="hr-name-rule",
                        text="“Let's all remember to be respectful.”",
                        right=False,
                        feedback="""Nobody knows what is meant, and the person who was hurt may feel corrected too. Say
                        which words.""",
                    ),
                ),
            ),
            Question(
                id="hr-after",
                text="What belongs to the hours after a chat in which somebody was hurt? Choose all.",
                multiple=True,
                choices=(
                    Choice(
                        id="hr-after-write",
                        text="Writing to the person the same day, and accepting “nothing” as their wish.",
                        right=True,
                        feedback="Yes. The offer matters, and the choice stays with them.",
                    ),
                    Choice(
                        id="hr-after-meet",
                        text="Arranging for the two to meet, so that it is settled.",
                        right=False,
                        feedback="""A meeting can help if the person who was hurt asks for it. Arranged by you, it
                        serves your wish for an ending.""",
                    ),
                    Choice(
                        id="hr-after-core",
                        text="Telling the core group what happened and what you did.",
                        right=True,
                        feedback="Yes. You shouldn't carry it alone, and others learn from it.",
                    ),
                ),
            ),
            Decision(
                id="hr-tears",
                situation="""You have named what happened. The speaker begins to cry when they hear what their words
                did, and everybody turns to comfort them. The person who was hurt looks at the table.""",
                text="What do you do?",
                choices=(
                    Choice(
                        id="hr-tears-join",
                        text="Comfort them too, and close the topic.",
                        right=False,
                        feedback="""The room warms to the speaker. The person who was hurt says nothing more today. They
                        have learned that their hurt comes second.""",
                    ),
                    Choice(
                        id="hr-tears-turn",
                        text="Acknowledge the feeling in a sentence, and turn back to the person who was hurt.",
                        right=True,
                        feedback="""The speaker breathes out. The person who was hurt looks up: both are seen, in an
                        order that fits what happened.""",
                    ),
                    Choice(
                        id="hr-tears-stop",
                        text="Ask them to stop, because it draws attention.",
                        right=False,
                        feedback="""The speaker leaves the room, ashamed. Your co-facilitator could have stayed with
                        them while you turned back.""",
                    ),
                ),
            ),
        ),
    ),
)

CARE = Lesson(
    key="care-for-facilitators",
    title="Care for yourself and your partner",
    summary="A short practice for before and after, so that you can do this for years.",
    minutes=8,
    required=False,
    blocks=(
        Text("""
            <p>Facilitators carry other people's stories home. Those who also live what the stories are about carry them
            twice. Care is therefore part of the plan and not a reward for afterwards.</p>
            <h3>Ten minutes before</h3>
            <p>Meet your co-facilitator with the cameras on. Ask each other three things: how do you arrive, what could
            catch you today, and how will I know that you want me to take over? Choose a sign that works on a screen,
            such as a hand on the collarbone. Agree who speaks first if harm is done. It should not always be the one
            whom it is about.</p>
            <h3>Fifteen minutes after</h3>
            <p>Don't go straight into the next meeting. Stay together and take turns, five minutes each:</p>
            <ul>
            <li>What happened? Facts first: times, turns, the moment when the room changed.</li>
            <li>What did it do to me? One sentence is enough.</li>
            <li>What would I do again, and what otherwise?</li>
            </ul>
            <p>Then use the last minutes to decide who writes to whom. Say aloud that you are done for today.</p>
        """),
        KeyTerm(
            term="Representation burden",
            html="""<p>The extra work that falls on people who are few: to explain, to sit on every panel, to be the one
            who says it. Programs like ours can add to it. Ask who is asked, how often, and what they get for
            it.</p>""",
        ),
        Scenario(
            title="Three chats in one month",
            html="""<p>Your partner has led three chats this month, each time on request of a department where something
            had happened. He is one of two Latino faculty there. After the last one he says, “It went fine,” and
            forgets to leave the call.</p><p>You stay on. You don't ask how he feels. You say, “I can take the next two,
            and I'll tell the departments so. Would you like to debrief now, tomorrow, or not with me?” He chooses
            tomorrow. You write to the core group about how requests are shared out.</p>""",
        ),
        Text("""
            <h3>A fair share</h3>
            <p>Look at the season as a whole with your core group. Who leads the chats that follow an incident? Who is
            named in the thank-you message, and whose time is paid or counted? A rota with a way to say no does more for
            facilitators than any advice about rest. So does a rule that nobody leads two heavy chats in a row.</p>
            <p>You may also stop. Taking a season off is an ordinary thing to do here, and you can come back.</p>
        """),
        Prompt(
            id="care-own-sign",
            text="What tells you that you need a break from this work? Who would notice it before you do?",
        ),
    ),
)

ROOM = Module(
    key="holding-the-room",
    title="Holding the room",
    summary="""Airtime and rank in the breakout, heat and cold, what to do when harm is done, and care for those who
    lead.""",
    lessons=(EVERY_VOICE, TEMPERATURE, HARM_AND_REPAIR, CARE),
)
