"""The parts that pages are composed of, as typed tags: an unknown attribute is an error, and so is an unknown kind."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from heroicons.templatetags.heroicons import heroicon_mini

from lms.people.models import User
from lms.people.roles import enters_staff_pages
from lms.web import parts, times
from lms.web.navigation import Navigation, foot_navigation, main_navigation
from lms.web.parts import Kind, Reach, RoadStep, Variant, Words

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """A sign beside words, never instead of them; arrows turn round where text runs from the right."""
    turns = name.startswith(("arrow", "chevron")) and ("left" in name or "right" in name)
    attributes: dict[str, Any] = {"class": "icon icon-turns" if turns else "icon", "focusable": "false"}
    return mark_safe(heroicon_mini(name, **attributes))  # noqa: S308 - the installed icon set


@register.inclusion_tag("web/parts/page_heading.html")
def page_heading(title: Words, lead: Words = "", above: Words = "") -> dict[str, object]:
    """The page's one h1; ``above`` says where it belongs, ``lead`` what it is for."""
    return {"title": title, "lead": lead, "above": above}


@register.inclusion_tag("web/parts/link_button.html")
def link_button(label: Words, url: str, variant: str = "primary", icon: str = "") -> dict[str, object]:
    """A button that leads somewhere."""
    return {"label": label, "url": url, "variant": Variant(variant), "icon_name": icon}


@register.inclusion_tag("web/parts/send_button.html")
def send_button(
    label: Words, variant: str = "primary", icon: str = "", name: str = "", value: str = "", disabled: bool = False
) -> dict[str, object]:
    """The button of the form that it stands in."""
    return {
        "label": label,
        "variant": Variant(variant),
        "icon_name": icon,
        "name": name,
        "value": value,
        "disabled": disabled,
    }


@register.inclusion_tag("web/parts/post_button.html", takes_context=True)
def post_button(
    context: Context,
    label: Words,
    url: str,
    variant: str = "primary",
    icon: str = "",
    name: str = "",
    value: object = "",
    about: Words = "",
) -> dict[str, object]:
    """A verb in a form of its own, carrying one hidden value at most; ``about`` tells equal buttons apart by ear."""
    return {
        "csrf_token": context.get("csrf_token"),
        "label": label,
        "url": url,
        "variant": Variant(variant),
        "icon_name": icon,
        "name": name,
        "value": value,
        "about": about,
    }


@register.simple_block_tag
def actions(content: str) -> SafeString:
    """A row of buttons."""
    return format_html('<div class="actions">{}</div>', content)


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: Words = "") -> SafeString:
    """Something to know, with its sign; without a title the kind's own words stand first."""
    named = Kind(kind)
    return _render(
        "notice",
        kind=named,
        icon_name=parts.KIND_ICONS[named],
        word=parts.NOTICE_WORDS.told(named),
        title=title,
        body=content,
    )


@register.inclusion_tag("web/parts/messages.html", takes_context=True)
def message_list(context: Context) -> dict[str, object]:
    """What the last act led to, from Django's messages."""
    told = [(parts.MESSAGE_KINDS.get(one.level_tag, Kind.INFO), one) for one in context.get("messages") or ()]
    return {"told": [(kind, parts.KIND_ICONS[kind], parts.NOTICE_WORDS.told(kind), one) for kind, one in told]}


@register.simple_tag
def badge(label: Words, kind: str = "neutral", icon: str = "") -> SafeString:
    """A state in a word, with the kind's sign unless another is named."""
    named = Kind(kind)
    return _render("badge", label=label, kind=named, icon_name=icon or parts.KIND_ICONS[named])


@register.simple_block_tag
def card(content: str, title: Words = "", url: str = "", level: int = 2) -> SafeString:
    """Something that can be picked up: use a list or table where nothing is."""
    return _render("card", body=content, title=title, url=url, tag=_heading(level))


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """A list of key facts, each a ``fact``."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_block_tag
def fact(content: str, label: Words) -> SafeString:
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, content)


@register.simple_block_tag
def requirements(content: str, label: Words) -> SafeString:
    """The list that ``requirement`` rows stand in."""
    return format_html('<ul class="requirements" role="list" aria-label="{}">{}</ul>', label, content)


@register.simple_block_tag
def requirement(
    content: str,
    title: Words,
    reach: str,
    turn: Words = "",
    done: int | None = None,
    needed: int | None = None,
    unit: Words = "",
) -> SafeString:
    """One thing that certification asks for: how far it is, whose turn it is, and in the block what helps."""
    where = Reach(reach)
    return _render(
        "requirement",
        title=title,
        reach=where,
        icon_name=parts.REACH_ICONS[where],
        word=parts.REQUIREMENT_WORDS.told(where),
        turn=turn,
        done=done,
        needed=needed,
        unit=unit,
        body=_trimmed(content),
    )


@register.inclusion_tag("web/parts/road.html")
def road(steps: Sequence[RoadStep], label: Words) -> dict[str, object]:
    """The way from signing up to the certificate: left to right, on a phone top to bottom."""
    return {
        "label": label,
        "steps": [(step, parts.REACH_ICONS[step.reach], parts.ROAD_WORDS.told(step.reach)) for step in steps],
    }


@register.inclusion_tag("web/parts/stages.html")
def stage_strip(current: str = "", minutes: Mapping[str, int] | None = None, label: Words = "") -> dict[str, object]:
    """The five stages of a chat; ``current`` is the code of the one that runs, ``minutes`` maps codes to lengths."""
    if current:
        parts.STAGE_BY_CODE[current]
    told = [(stage, (minutes or {}).get(stage.code)) for stage in parts.STAGES]
    return {"stages": told, "current": current, "label": label}


@register.simple_tag
def stage_name(code: str) -> SafeString:
    """A stage's name in its colour, with its sign."""
    return _render("stage_name", stage=parts.STAGE_BY_CODE[code])


@register.simple_tag
def when(start: datetime, end: datetime | None = None, zone: str = "") -> SafeString:
    """A time in its own zone, with the reader's beside it where that differs; without a zone, the reader's."""
    return _render("when", when=times.tell(start, end, zone))


@register.simple_tag
def when_text(start: datetime, zone: str = "", end: datetime | None = None) -> str:
    """The same as ``when``, in plain text for mails."""
    return str(times.tell(start, end, zone))


@register.simple_tag
def seats(free: int, waiting: int = 0) -> SafeString:
    """Seats left; a freed seat belongs to those who wait, so it isn't told as left while somebody does."""
    return _render("seats", free=0 if waiting else free, waiting=waiting, few=free <= 3)


@register.simple_block_tag
def empty_state(content: str, title: Words, level: int = 2) -> SafeString:
    """What will be here, and the next step."""
    return _render("empty_state", body=content, title=title, tag=_heading(level))


@register.inclusion_tag("web/parts/progress_bar.html")
def progress_bar(label: Words, done: int, needed: int, unit: Words = "", label_shown: bool = True) -> dict[str, object]:
    """How far something is, in words first; the label can stay unseen where it stands above already."""
    return {"label": label, "done": done, "needed": needed, "unit": unit, "label_shown": label_shown}


@register.simple_block_tag
def more(content: str, label: Words, opened: bool = False) -> SafeString:
    """What only some want to read."""
    return _render("more", label=label, opened=opened, body=content)


@register.simple_block_tag
def table(content: str, caption: Words, columns: Sequence[Words] | str) -> SafeString:
    """A table that becomes cards on a phone; columns may be one string with bars: "Name | Minutes #" (# = numbers)."""
    named = columns.split("|") if isinstance(columns, str) else [str(column) for column in columns]
    heads = [(one.strip().removesuffix("#").strip(), one.strip().endswith("#")) for one in named]
    return _render("table", caption=caption, heads=heads, body=content)


@register.simple_block_tag
def row(content: str) -> SafeString:
    return format_html('<tr role="row">{}</tr>', content)


@register.simple_block_tag
def cell(content: str, label: Words, heads: bool = False, number: bool = False) -> SafeString:
    """A cell with the name of its column; ``heads`` marks what the row is about."""
    css = mark_safe(' class="is-number"') if number else ""
    if heads:
        return format_html(
            '<th role="rowheader" scope="row" data-label="{}"{}><div>{}</div></th>', label, css, _trimmed(content)
        )
    return format_html('<td role="cell" data-label="{}"{}><div>{}</div></td>', label, css, _trimmed(content))


@register.inclusion_tag("web/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[object], label: Words = "", parameter: str = "page") -> dict[str, object]:
    """The way to the other pages of a list; whatever else the address asks for stays."""
    query = context["request"].GET.copy()

    def address(number: int) -> str:
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [(number, address(number) if isinstance(number, int) else "") for number in shown]
    return {
        "page": page,
        "links": links,
        "label": label,
        "before": address(page.previous_page_number()) if page.has_previous() else "",
        "after": address(page.next_page_number()) if page.has_next() else "",
    }


class StillNode(template.Node):
    """Renders once for each language what says the same to everybody."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist
        self.rendered: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        language = get_language()
        if language not in self.rendered:
            self.rendered[language] = self.nodelist.render(context)
        return self.rendered[language]


@register.tag
def still(parser: template.base.Parser, token: template.base.Token) -> StillNode:
    """``{% still %}…{% endstill %}``: addresses, signs and words that depend on nothing but the language."""
    nodelist = parser.parse(("endstill",))
    parser.delete_first_token()
    return StillNode(nodelist)


@register.filter
def day(at: datetime) -> str:
    """A day as people write it, in the reader's zone."""
    return times.told_day(at)


@register.filter
def moment(at: object) -> object:
    """A day and a time of the reader's; what is no moment stays as it is, as lists of staff pages hold both."""
    return times.told_moment(at) if isinstance(at, datetime) else at


@register.filter
def clock(at: datetime, zone: str = "") -> str:
    """The time of day alone, in the reader's zone or the one that is named."""
    return times.told_clock(at, zone)


@register.simple_tag
def clocks(start: datetime, end: datetime) -> str:
    """From when to when, on one day of the reader's."""
    return times.told_clocks(start, end)


@register.filter
def minutes(count: int) -> str:
    """So many minutes, in words."""
    return times.told_minutes(count)


@register.filter
def length_told(minutes: int) -> str:
    """About how long something takes, in words."""
    return times.told_length(minutes)


@register.simple_block_tag
def kept(content: str) -> SafeString:
    """What stands on a page more than once and is made once: ``{% kept as name %}…{% endkept %}{{ name }}``."""
    return mark_safe(content)  # noqa: S308 - a block's content is escaped already


@register.simple_tag(takes_context=True)
def enters_staff(context: Context) -> bool:
    """Whether the reader may enter the staff pages."""
    reader = context.get("user")
    return isinstance(reader, User) and enters_staff_pages(reader)


@register.simple_tag(takes_context=True)
def navigation_items(context: Context) -> Navigation:
    """The main ways through the site, those alone that are built."""
    return main_navigation(context.get("request"))


@register.simple_tag(takes_context=True)
def foot_items(context: Context) -> Navigation:
    """What stands at the foot of every page."""
    return foot_navigation(context.get("request"))


def _heading(level: int) -> SafeString:
    return format_html("h{}", int(level))


def _trimmed(content: str) -> SafeString:
    # A block's content is escaped already; strip() would make it plain text again.
    return mark_safe(content.strip())  # noqa: S308


def _render(part: str, **values: object) -> SafeString:
    # Stripped, so that a comma can follow a part in a line of text.
    return _trimmed(render_to_string(f"web/parts/{part}.html", values))
