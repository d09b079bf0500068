"""Reads the reports that meeting tools make of who was there: pure parsers, from bytes to lines. Knows no people."""

from courses.slots.reports.base import Fault, Form, Line, ReadLine, Unreadable
from courses.slots.reports.clocks import Order
from courses.slots.reports.instants import Window
from courses.slots.reports.reading import MeetingFile, recognise
from courses.slots.reports.tables import MOST_BYTES
from courses.slots.reports.zones import fitting_zone

__all__ = [
    "MOST_BYTES",
    "Fault",
    "Form",
    "Line",
    "MeetingFile",
    "Order",
    "ReadLine",
    "Unreadable",
    "Window",
    "fitting_zone",
    "recognise",
]
