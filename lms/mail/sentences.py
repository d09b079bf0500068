"""The tags of translation as mails read them: a sentence that program admins have worded anew is said in their words.

Mails load it under the name ``i18n``, so that their templates are like all others, and translated like all others.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.template import Context, Library, Node, Template
from django.template.backends.django import DjangoTemplates
from django.template.base import Parser, Token, render_value_in_context
from django.templatetags import i18n
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import gettext, ngettext

from lms.mail.rules import filled, places_in

# Where the context of a mail keeps own words, by their originals. No template can say this name.
OWN_WORDS = "own words"
_GETTEXT_PLACE = re.compile(r"%\((\w+)\)s")

register = Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


@dataclass(frozen=True, slots=True)
class Original:
    """A sentence that may be worded anew: as its template has it, and as people of the language now active read it."""

    text: str
    shown: str

    @property
    def key(self) -> str:
        return key_of(self.text)


class Sentence(Node):
    """A sentence in own words, where there are any, and else as Django's tag says it."""

    def __init__(self, node: TranslateNode | BlockTranslateNode) -> None:
        self._django = node

    def originals(self) -> list[Original]:
        """What may be worded anew: one, or two where the sentence speaks of one and of many."""
        raise NotImplementedError

    def own(self, context: Context, words: Mapping[str, str]) -> str:
        """The sentence in own words, by their originals; empty where there are none."""
        raise NotImplementedError

    def render(self, context: Context) -> str:
        kept = context.get(OWN_WORDS)
        words = self.own(context, kept) if kept else ""
        if not words:
            return self._django.render(context)
        if self._django.asvar:
            context[self._django.asvar] = words
            return ""
        return words


class PlainSentence(Sentence):
    """``{% translate %}``: words without a place to fill in."""

    def __init__(self, node: TranslateNode, text: str) -> None:
        super().__init__(node)
        self._text = text

    def originals(self) -> list[Original]:
        return [Original(self._text, gettext(self._text))]

    def own(self, context: Context, words: Mapping[str, str]) -> str:
        return words.get(self._text, "")


class BlockSentence(Sentence):
    """``{% blocktranslate %}``: words with places, of one thing or of many."""

    def __init__(self, node: BlockTranslateNode) -> None:
        super().__init__(node)
        self._node = node
        self._one = node.render_token_list(node.singular)[0]
        self._many = node.render_token_list(node.plural)[0] if node.plural else ""

    def originals(self) -> list[Original]:
        one, many = self._one, self._many
        if not many:
            return [Original(one, _as_typed(gettext(one)))]
        return [Original(text, _as_typed(ngettext(one, many, n))) for n, text in ((1, one), (2, many))]

    def own(self, context: Context, words: Mapping[str, str]) -> str:
        with context.push():
            text = self._many if self._is_many(context) else self._one
            for name, value in self._node.extra_context.items():
                context[name] = value.resolve(context)
            said = words.get(text, "")
            values = {name: str(render_value_in_context(context.get(name, ""), context)) for name in places_in(said)}
        return filled(said, values)

    def _is_many(self, context: Context) -> bool:
        node = self._node
        if not (self._many and node.countervar and node.counter):
            return False
        count = context[node.countervar] = node.counter.resolve(context)
        return bool(count != 1)


@register.tag("trans")
@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    """``{% translate %}``; with filters, what it says is no sentence of its own."""
    node = i18n.do_translate(parser, token)
    if node.noop or node.filter_expression.filters:
        return node
    text = getattr(node.filter_expression.var, "literal", None)
    return PlainSentence(node, text) if isinstance(text, str) else node


@register.tag("blocktrans")
@register.tag("blocktranslate")
def block_translate(parser: Parser, token: Token) -> Node:
    """``{% blocktranslate %}``."""
    return BlockSentence(i18n.do_block_translate(parser, token))


@cache
def engine() -> DjangoTemplates:
    """The engine of mails: our parts, and these tags in place of Django's."""
    ours: Any = settings.TEMPLATES[0]
    loader = "django.template.loaders.filesystem.Loader"
    return DjangoTemplates(
        {
            "NAME": "mail",
            "DIRS": ours["DIRS"],
            "APP_DIRS": False,
            "OPTIONS": {
                "builtins": ours["OPTIONS"]["builtins"],
                "libraries": {"i18n": __name__},
                "loaders": [loader] if settings.DEBUG else [("django.template.loaders.cached.Loader", [loader])],
            },
        }
    )


def template_of(name: str) -> Template:
    template: Template = engine().get_template(f"mail/{name}.txt").template
    return template


def originals_of(name: str) -> list[Original]:
    """A mail's sentences in their order, each once, in the language that is active."""
    sentences: Iterable[Sentence] = template_of(name).nodelist.get_nodes_by_type(Sentence)  # type: ignore[assignment]
    return list({original.text: original for one in sentences for original in one.originals()}.values())


def key_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _as_typed(text: str) -> str:
    """``%(title)s`` as people type it: ``{title}``."""
    return _GETTEXT_PLACE.sub(r"{\1}", text).replace("%%", "%")
