"""Mails in a program's own words: how a sentence is said anew, what is refused, and what is left over."""

import pytest
from django.conf import settings
from django.template import Context
from django.utils import translation
from wagtail.models import ModelLogEntry

from lms.mail import actions, queries, samples
from lms.mail.forms import WordsForm
from lms.mail.models import MailWords, OutgoingMail
from lms.mail.rendering import Words, render, words_of
from lms.mail.rules import Places, decide_places
from lms.mail.sentences import OWN_WORDS, Original, Sentence, engine, originals_of
from lms.people.models import User
from lms.people.roles import Role, permissions_of
from tests import scenes as road
from tests.factories import UserFactory
from tests.processes import PROJECT

MAILS = sorted(path.stem for path in (PROJECT / "templates" / "mail").glob("*.txt"))
SUBJECT = "Called off: %(title)s"
BODY = "You needn't do anything. Perhaps another session fits you."


# Whose name anybody may have typed, or who is known only by how they want to be shown.
TO_UNCONFIRMED_ADDRESSES = (
    "sign_in_welcome",
    "sign_in_confirm_address",
    "slot_hold",
    "deck_link",
    "series_follow",
    "voice_asked",
    "voice_kept",
)


def told(name: str = "slot_called_off", *, language: str = "en", own: dict[str, str] | None = None) -> Words:
    reader = samples.reader(language=language, zone="Europe/Paris")
    return render(name, samples.context_of(name), reader=reader, own=own or {})


def said(source: str, own: dict[str, str], **context: object) -> str:
    template = engine().from_string("{% load i18n %}" + source).template
    return str(template.render(Context({OWN_WORDS: own, **context}, autoescape=False)))


def word(words: dict[str, str], *, language: str = "en", by: User | None = None) -> int:
    return actions.word(name="slot_called_off", language=language, words=words, by=by or road.an_admin())


def typed(name: str = "slot_called_off", **changes: str) -> WordsForm:
    """The form as it stands, with some of its sentences typed anew; these are found by how they begin."""
    sentences = queries.sentences(name, "en")
    data = queries.chosen({}, sentences)
    for begins, words in changes.items():
        data[next(one.key for one in sentences if one.shown.startswith(begins))] = words
    return WordsForm(data, sentences=sentences, own={})


def test_every_mail_has_a_purpose_and_a_sample() -> None:
    assert sorted(samples.PURPOSES) == MAILS


@pytest.mark.parametrize("language", [code for code, _label in settings.LANGUAGES])
@pytest.mark.parametrize("name", MAILS)
def test_every_mail_reads_well_with_its_sample(name: str, language: str) -> None:
    words = told(name, language=language)

    assert words.subject
    assert ("Amara Okafor" in words.text) == (name not in TO_UNCONFIRMED_ADDRESSES)
    assert not any(sign in words.subject + words.text for sign in ("{{", "{%", "%(", "None", " ,", " ."))


@pytest.mark.parametrize("name", MAILS)
def test_every_mail_begins_after_its_greeting_as_a_sentence_does(name: str) -> None:
    begins = told(name).text.split("\n\n", 1)[1].lstrip()

    assert not begins[0].islower()


@pytest.mark.parametrize("name", MAILS)
def test_every_sentence_of_a_mail_can_be_said_in_own_words(name: str) -> None:
    originals = originals_of(name)
    own = {one.text: f"own{place}" for place, one in enumerate(originals)}

    words = told(name, own=own)

    assert words.subject.startswith("own")
    assert "own" in words.text


def test_a_sentence_is_said_in_own_words_with_its_places_filled_in() -> None:
    assert told(own={SUBJECT: "{title} fällt aus"}).subject == "Listening to understand fällt aus"


def test_a_sentence_without_own_words_follows_its_template() -> None:
    assert told(own={SUBJECT: "{title} is off"}).text == told().text


def test_own_words_are_text_and_nothing_else() -> None:
    words = told(own={BODY: "100 % <b>{{ token }}</b> {% now %} {reader.password}"})

    assert "100 % <b>{{ token }}</b> {% now %} {reader.password}" in words.text
    assert "100 % &lt;b&gt;" in words.html


def test_one_and_many_are_said_each_in_its_own_words() -> None:
    source = "{% blocktranslate count n=n %}{{ n }} thing{% plural %}{{ n }} things{% endblocktranslate %}"
    own = {"%(n)s thing": "just {n}", "%(n)s things": "all {n}"}

    assert [said(source, own, n=n) for n in (1, 2)] == ["just 1", "all 2"]


def test_a_form_of_many_that_is_not_worded_follows_its_template() -> None:
    source = "{% blocktranslate count n=n %}{{ n }} thing{% plural %}{{ n }} things{% endblocktranslate %}"

    assert [said(source, {"%(n)s thing": "just {n}"}, n=n) for n in (1, 2)] == ["just 1", "2 things"]


def test_a_sentence_that_is_kept_in_a_variable_is_said_in_own_words() -> None:
    plain = "{% translate 'See it' as go %}[{{ go }}]"
    block = "{% blocktranslate asvar at with a=b %}At {{ a }}{% endblocktranslate %}[{{ at }}]"

    assert said(plain, {"See it": "Look"}) == "[Look]"
    assert said(block, {"At %(a)s": "{a} it is"}, b="noon") == "[noon it is]"


def test_a_sentence_with_a_filter_is_left_to_its_template() -> None:
    assert said("{% translate 'See it'|upper %}", {"See it": "Look"}) == "SEE IT"


def test_own_words_name_exactly_what_the_original_names() -> None:
    assert decide_places("{titel}, {name}", original="{title}: {name}") == Places(("title",), ("titel",))


def test_a_place_that_is_missing_or_unknown_is_told_at_its_sentence() -> None:
    form = typed(Called="Off: {titel}")

    [(key, faults)] = form.errors.items()
    assert form.fields[key].label == "Subject"
    assert faults == [
        "Please keep {title}: something is filled in there.",
        "Nothing is known to fill in for {titel} here.",
    ]


def test_only_what_differs_from_the_original_is_own() -> None:
    form = typed(Called="Off:\n {title}", You="")

    assert form.is_valid()
    assert {text: words for text, words in form.words().items() if words} == {SUBJECT: "Off: {title}"}


@pytest.mark.django_db
@pytest.mark.database
def test_kept_words_are_written_from_then_on_in_their_language_alone() -> None:
    word({SUBJECT: "{title} est annulée"}, language="fr")
    english, french = (UserFactory.create(language=language) for language in ("en", "fr"))

    for person in (english, french):
        context = samples.context_of("slot_called_off")
        actions.queue("slot_called_off", to=person, cause=f"test:{person.pk}", context=context)

    subjects = [words_of(mail).subject for mail in OutgoingMail.objects.order_by("pk")]
    assert subjects == ["Called off: Listening to understand", "Listening to understand est annulée"]


@pytest.mark.django_db
@pytest.mark.database
def test_keeping_the_same_words_changes_nothing_and_is_not_recorded() -> None:
    admin = road.an_admin()

    counts = [word({SUBJECT: "Off: {title}", BODY: ""}, by=admin) for _ in range(2)]

    assert (counts, MailWords.objects.get().words) == ([1, 0], "Off: {title}")
    assert list(ModelLogEntry.objects.filter(user=admin).values_list("action", flat=True)) == ["mail.word"]


@pytest.mark.django_db
@pytest.mark.database
def test_emptied_words_follow_the_template_again() -> None:
    word({SUBJECT: "Off: {title}"})
    admin = road.an_admin()

    word({SUBJECT: ""}, by=admin)

    assert not MailWords.objects.exists()
    assert ModelLogEntry.objects.get(user=admin).action == "mail.restore"


@pytest.mark.django_db
@pytest.mark.database
def test_words_whose_original_has_changed_are_left_over_and_not_used() -> None:
    word({"A sentence of an earlier version": "Ours", SUBJECT: "Off: {title}"})

    rows = queries.left_over("slot_called_off", "en", queries.sentences("slot_called_off", "en"))

    assert [row.words for row in rows] == ["Ours"]
    assert "Ours" not in told(own=queries.own_words("slot_called_off", "en")).text


def test_originals_are_shown_in_the_language_that_is_worded() -> None:
    template = engine().from_string("{% load i18n %}{% translate 'Monday' %}").template
    [sentence] = template.nodelist.get_nodes_by_type(Sentence)
    assert isinstance(sentence, Sentence)

    with translation.override("fr"):
        assert sentence.originals() == [Original("Monday", "lundi")]


def test_places_are_shown_as_people_type_them() -> None:
    [subject, greeting, *_rest] = queries.sentences("slot_called_off", "en")

    assert (subject.shown, greeting.shown) == ("Called off: {title}", "Hello {name},")


def test_only_program_admins_word_mails() -> None:
    assert [role for role in Role if "mail.word_mails" in permissions_of(role)] == [Role.PROGRAM_ADMIN]
