"""The look: contrasts of the tokens, the parts' words, and the living page under an accessibility checker."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from lms.settings.environment import BASE_DIR
from lms.web import times
from lms.web.parts import STAGES, Lexicon, Reach, RoadStep
from lms.web.templatetags.components import register

Colours = dict[str, str]

TEMPLATES = BASE_DIR / "templates"
TOKENS = (BASE_DIR / "lms/web/static/web/css/tokens.css").read_text()
PAIRS = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
LIGHT: Colours = {name: light for name, light, _dark in PAIRS}
DARK: Colours = {name: dark for name, _light, dark in PAIRS}
GROUNDS = ("paper", "surface", "tint")
TEXTS = ("ink", "muted", "primary", "primary-strong", "success", "warning", "danger", "info")
STAGE_COLOURS = tuple("stage-" + stage.code.replace("_", "-") for stage in STAGES)
ON_GROUNDS = [
    ("on-primary", "primary"),
    ("on-primary", "primary-strong"),
    ("on-danger", "danger"),
    ("surface", "success"),
]
TUESDAY_AT_THREE = datetime(2026, 10, 20, 19, tzinfo=UTC)
TUESDAY_AT_FOUR = datetime(2026, 10, 20, 20, tzinfo=UTC)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's ratio of two colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def shown(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), list(product((*TEXTS, *STAGE_COLOURS), GROUNDS)))
def test_text_stands_out_from_every_ground(colours: Colours, text: str, ground: str) -> None:
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), ON_GROUNDS)
def test_words_on_buttons_and_signs_can_be_read(colours: Colours, text: str, ground: str) -> None:
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_ink_can_be_read_on_the_accent(colours: Colours) -> None:
    on_accent = re.findall(r"--on-accent: (#\w{6})", TOKENS)

    assert contrast(on_accent[0], colours["accent"]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_controls_have_borders_that_can_be_seen(colours: Colours, ground: str) -> None:
    assert contrast(colours["control"], colours[ground]) >= 3


@pytest.mark.parametrize(
    "source", ['{% badge "Open" colour="red" %}', "{% notice size=3 %}{% endnotice %}", '{% icon "check" big=True %}']
)
def test_an_unknown_attribute_is_an_error(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template(source)


@pytest.mark.parametrize("source", ['{% badge "Open" kind="red" %}', '{% link_button "Go" "/" variant="loud" %}'])
def test_an_unknown_kind_is_an_error(source: str) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        shown(source)


def test_what_people_wrote_is_escaped_in_every_part() -> None:
    html = shown(
        "{% card title=evil %}{{ evil }}{% endcard %}{% notice title=evil %}{{ evil }}{% endnotice %}{% badge evil %}"
        '{% requirement evil "next" turn=evil %}{{ evil }}{% endrequirement %}{% cell evil %}{{ evil }}{% endcell %}',
        evil="<script>alert(1)</script>",
    )

    assert html.count("<script") == 0
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 10


@time_machine.travel(datetime(2026, 10, 1, tzinfo=UTC))
@pytest.mark.parametrize(
    ("reader", "told"),
    [
        ("Europe/Paris", "Tue 20 Oct, 3:00–4:00 pm · New York (your time: 9:00 pm)"),
        ("America/Toronto", "Tue 20 Oct, 3:00–4:00 pm · New York"),
        ("Pacific/Auckland", "Tue 20 Oct, 3:00–4:00 pm · New York (your time: Wed 21 Oct, 8:00 am)"),
    ],
)
def test_a_time_names_its_place_and_the_readers_time_where_it_differs(reader: str, told: str) -> None:
    with timezone.override(reader):
        html = shown('{% when start end "America/New_York" %}', start=TUESDAY_AT_THREE, end=TUESDAY_AT_FOUR)

    assert words(html) == told
    assert 'datetime="2026-10-20T15:00:00-04:00"' in html


@time_machine.travel(datetime(2026, 10, 1, tzinfo=UTC))
def test_a_time_over_noon_names_both_halves_of_the_day() -> None:
    html = shown(
        '{% when start end "Europe/London" %}',
        start=datetime(2026, 10, 20, 10, 30, tzinfo=UTC),
        end=datetime(2026, 10, 20, 11, 30, tzinfo=UTC),
    )

    assert words(html).startswith("Tue 20 Oct, 11:30 am–12:30 pm · London")


@time_machine.travel(datetime(2027, 1, 10, tzinfo=UTC))
def test_a_time_of_another_year_names_it() -> None:
    with timezone.override("America/New_York"):
        assert words(shown("{% when start %}", start=TUESDAY_AT_THREE)) == "Tue 20 Oct 2026, 3:00 pm · New York"


@time_machine.travel(datetime(2026, 10, 1, tzinfo=UTC))
def test_french_readers_have_a_clock_of_24_hours() -> None:
    with translation.override("fr"), timezone.override("America/New_York"):
        html = shown("{% when start end %}", start=TUESDAY_AT_THREE, end=TUESDAY_AT_FOUR)

    assert "15:00–16:00" in words(html)


@pytest.mark.parametrize(
    ("free", "waiting", "told"),
    [(3, 0, "3 seats left"), (1, 0, "1 seat left"), (0, 2, "Full · 2 waiting"), (0, 0, "Full")],
)
def test_seats_are_told_in_words(free: int, waiting: int, told: str) -> None:
    assert words(shown("{% seats free waiting %}", free=free, waiting=waiting)) == told


def test_a_freed_seat_is_not_offered_while_somebody_waits() -> None:
    assert words(shown("{% seats 1 waiting=2 %}")) == "Full · 2 waiting"


def test_the_road_marks_the_one_next_step() -> None:
    steps = [RoadStep("Sign up", Reach.DONE), RoadStep("Modules", Reach.NEXT, url="/training/")]

    html = shown('{% road steps label="Your road" %}', steps=steps)

    assert words(html) == "Sign up Done Modules Your next step"
    assert html.count('aria-current="step"') == 1


def test_a_requirement_says_how_far_and_whose_turn() -> None:
    html = shown('{% requirement "Read" "waiting" turn="Ngozi" done=2 needed=3 %}{% endrequirement %}')

    assert words(html) == "Read Waiting · Ngozi Read 2 of 3"
    assert '<progress max="3" value="2">' in html


def test_other_pages_of_a_list_keep_what_the_address_asks_for() -> None:
    request = RequestFactory().get("/sessions/?topic=rest&page=2")
    html = shown("{% pagination page %}", page=Paginator(range(30), 10).get_page(2), request=request)

    assert re.findall(r'href="([^"]+)"', html) == [f"?topic=rest&amp;page={number}" for number in (1, 1, 3, 3)]


def test_errors_stand_at_the_field_and_on_top_with_a_link_to_it() -> None:
    class SeatForm(forms.Form):
        seats = forms.IntegerField(label="Seats", help_text="Eight works well.")

    html = str(SeatForm({"seats": "many"}))

    assert "One thing needs another look" in words(html)
    assert '<a href="#id_seats">' in html
    assert 'aria-describedby="id_seats_helptext id_seats_error"' in html
    assert {'id="id_seats_helptext"', 'id="id_seats_error"', 'id="id_seats"'} <= set(re.findall(r'id="[^"]+"', html))
    assert 'aria-invalid="true"' in html


def test_what_is_missing_is_asked_for_in_plain_words() -> None:
    class SeatForm(forms.Form):
        name = forms.CharField()
        kind = forms.ChoiceField(choices=[("chat", "Chat")])

    assert SeatForm({}).errors == {"name": ["Please fill this in."], "kind": ["Please choose."]}


def test_what_may_stay_empty_says_so() -> None:
    class NameForm(forms.Form):
        name = forms.CharField()
        pronouns = forms.CharField(required=False)

    assert words(str(NameForm())) == "Name Pronouns (optional)"


def test_a_mail_shows_its_paragraphs_and_a_button() -> None:
    html = render_to_string(
        "mail/_layout.html",
        {
            "subject": "You're in",
            "language": "en",
            "paragraphs": [
                {"kind": "text", "text": "See you <Tuesday>."},
                {"kind": "button", "text": "My session", "url": "https://chats.example/sessions/1/"},
            ],
        },
    )

    assert "See you &lt;Tuesday&gt;." in html
    assert re.search(r'<a href="https://chats.example/sessions/1/"[^>]*>My session</a>', html)


@pytest.mark.parametrize("name", ["400.html", "413.html", "500.html"])
def test_pages_for_the_worst_moments_need_nothing(name: str) -> None:
    assert "<h1>" in render_to_string(name)


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in sorted(TEMPLATES.rglob("*.html"))
        if not {"mail", "pdf"} & set(path.relative_to(TEMPLATES).parts)
    ],
    ids=lambda path: str(path.relative_to(TEMPLATES)),
)
def test_no_page_carries_script_or_style_of_its_own(path: Path) -> None:
    source = path.read_text()
    scripts = [
        tag for tag in re.findall(r"<script\b[^>]*>", source) if "src=" not in tag and "application/json" not in tag
    ]

    assert scripts == []
    assert re.findall(r"\sstyle=|<style\b|\son(?:click|change|submit|load)=|javascript:", source) == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"])
def test_reading_a_page_leaves_no_cookie_but_that_of_its_form(client: Client, path: str) -> None:
    assert set(client.get(path).cookies) <= {"csrftoken"}


def test_the_living_page_leaves_out_no_part() -> None:
    sources = "".join(path.read_text() for path in (TEMPLATES / "web").glob("components/*.html"))
    page = (TEMPLATES / "web/components.html").read_text()
    around = ("base", "_header", "_navigation", "_footer")
    base = "".join((TEMPLATES / f"web/{name}.html").read_text() for name in around)

    # Those that have no look of their own: the plain text of ``when``, the sign that every other part draws, and those
    # that draw something once.
    left_out = [tag for tag in register.tags if not re.search(rf"{{% {tag}\b", sources + page + base)]

    assert set(left_out) <= {"when_text", "icon", "kept", "still"}


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    page = chromium.new_page(base_url=live_server.url)
    yield page
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_living_page_has_no_barrier_that_axe_finds(page: Page, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/dev/components/")

    found = Axe().run(page)

    assert [violation["id"] for violation in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_words_are_told_in_the_readers_language_each_time() -> None:
    words: Lexicon[str] = Lexicon({"done": gettext_lazy("Done")})
    told = []
    for language in ("en", "fr", "en"):
        with translation.override(language):
            told.append(words.told("done"))

    assert (told[0], told[2]) == ("Done", "Done")


def test_a_still_part_is_made_once_for_each_language() -> None:
    template = Template("{% still %}{{ number }}{% endstill %}")
    shown = []
    for language, number in (("en", 1), ("en", 2), ("fr", 3)):
        with translation.override(language):
            shown.append(template.render(Context({"number": number})))

    assert shown == ["1", "1", "3"]


def test_a_kept_part_stands_wherever_it_is_named() -> None:
    template = Template("{% kept as name %}<b>{{ words }}</b>{% endkept %}{{ name }}{{ name }}")

    assert template.render(Context({"words": "&"})) == "<b>&amp;</b><b>&amp;</b>"


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "about 1 hour"),
        (74, "about 1 hour"),
        (75, "about 1½ hours"),
        (105, "about 2 hours"),
        (176, "about 3 hours"),
    ],
)
def test_how_long_something_takes_is_told_as_people_say_it(minutes: int, told: str) -> None:
    assert times.told_length(minutes) == told
