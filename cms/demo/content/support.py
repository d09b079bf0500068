"""Where people of the demo program find support after a dialogue; made up, as all of it."""

from dataclasses import dataclass

from cms.demo.content.written import Written


@dataclass(frozen=True, slots=True)
class Support(Written):
    title: str
    text: str
    phone: str = ""


SUPPORT_PLACES = (
    Support(
        title="Staff and student counselling, Riverside",
        text="Confidential, free of charge, usually within two days. You need not say what it is about.",
        phone="+1 212 555 0142",
    ),
    Support(
        title="The facilitators' open hour",
        text="Every second Thursday at noon, New York time. Come with something or with nothing.",
    ),
)
