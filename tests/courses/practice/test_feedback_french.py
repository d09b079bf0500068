"""The French of the participants' pages is whole, and compiled from what is written."""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.utils.translation import override

from courses.practice.forms import FeedbackCodeForm, FeedbackForm
from courses.practice.models import Stage

PROJECT = Path(__file__).resolve().parents[3]
MESSAGES = PROJECT / "lms" / "locale" / "fr" / "LC_MESSAGES"
PAGES = ("_promise", "answer", "base", "find", "shut", "slide", "thanks", "unknown")
_ENTRY = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (".*"(?:\n".*")*)', re.MULTILINE)


def written() -> dict[str, str]:
    """Every message of the file, after its context where it has one, with its first translation."""
    found: dict[str, str] = {}
    context = message = ""
    for kind, quoted in _ENTRY.findall((MESSAGES / "django.po").read_text()):
        words = "".join(ast.literal_eval(line) for line in quoted.splitlines())
        if kind == "msgctxt":
            # As gettext writes both down.
            context = f"{words}\x04"
        elif kind == "msgid":
            message, context = context + words, ""
        elif kind in ("msgstr", "msgstr[0]"):
            found[message] = words
    return found


def compiled() -> gettext.GNUTranslations:
    with (MESSAGES / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_what_is_compiled_is_what_is_written() -> None:
    catalogue = vars(compiled())["_catalog"]

    found = {(key[0] if isinstance(key, tuple) else key): words for key, words in catalogue.items() if _first(key)}

    assert found == written()


def _first(key: str | tuple[str, int]) -> bool:
    return isinstance(key, str) or key[1] == 0


@pytest.mark.parametrize("page", PAGES)
def test_every_word_of_a_page_has_its_french(page: str) -> None:
    text = (PROJECT / "templates" / "practice" / "feedback" / f"{page}.html").read_text()

    assert set(re.findall(r'{% translate "([^"]+)"', text)) - set(written()) == set()


def test_every_word_of_the_questions_has_its_french() -> None:
    sources = [PROJECT / "courses" / "practice" / room / "feedback.py" for room in ("forms", "views")]
    said = {words for source in sources for words in re.findall(r'_\(\s*"([^"]+)"', source.read_text())}

    assert said - set(written()) == set()


def test_questions_and_stages_are_asked_in_french() -> None:
    with override("fr"):
        told = [str(field.label) for form in (FeedbackForm(), FeedbackCodeForm()) for field in form.fields.values()]
        stages = [str(stage.label) for stage in Stage]

    assert told[0] == "Cet échange a éveillé mon intérêt pour son sujet."
    assert stages == ["Tour d’accueil", "Concept", "Cadre", "Petits groupes", "Retour en grand groupe"]
