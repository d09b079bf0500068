"""The buttons that sign in demo people."""

from typing import Any

from django import template
from django.template import Context
from django.utils.http import urlencode

from lms.web.demo_accounts import one_for_each_role
from lms.web.loopback import is_loopback

register = template.Library()


@register.inclusion_tag("web/_demo_buttons.html", takes_context=True)
def demo_buttons(context: Context) -> dict[str, Any]:
    """One button for each role; nothing for readers who aren't at this machine."""
    request = context.get("request")
    if request is None or not is_loopback(request):
        return {"accounts": []}
    onward = request.GET.get("next", "")
    return {
        "accounts": one_for_each_role(),
        "csrf_token": context.get("csrf_token"),
        "query": f"?{urlencode({'next': onward})}" if onward else "",
    }
