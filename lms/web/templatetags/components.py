"""The parts that pages are composed of, as typed tags."""

from django import template

register = template.Library()
