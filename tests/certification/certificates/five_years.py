"""What happens to six people and their certificates in five years, day by day, by the actions that the site uses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import time_machine

from certification.certificates import actions, keys, queries
from certification.certificates.actions import Corrected
from certification.certificates.models import Certificate
from certification.certificates.rules import Kind
from lms.people import actions as people
from lms.people.models import User
from tests import scenes
from tests.certification.certificates.holding_scenes import REFLECTION, lead, noon, noted
from tests.certification.certificates.test_actions import EARNED
from tests.factories import UserFactory

FIRST, LAST = date(2026, 10, 1), date(2031, 9, 30)
EVENTS: dict[date, list[Callable[["Years"], None]]] = {}
Event = Callable[["Years"], None]
Finish = Callable[..., Any]


def on(*days: str) -> Callable[[Event], Event]:
    """Name the days on which it happens."""

    def named(event: Event) -> Event:
        for day in days:
            EVENTS.setdefault(date.fromisoformat(day), []).append(event)
        return event

    return named


@dataclass
class Years:
    """The people, their certificates as ``Ana 1``, ``Ana 2``, and today; ``finish`` prints, or only notes as issued."""

    finish: Finish = noted
    today: date = FIRST
    people: dict[str, User] = field(default_factory=dict)
    held: dict[str, Certificate] = field(default_factory=dict)

    @property
    def clock(self) -> Callable[[], datetime]:
        return scenes.at(noon(self.today))

    def days(self) -> Iterator[date]:
        """One day after the other, each after what happens on it."""
        while self.today <= LAST:
            if self.today in EVENTS:
                self._live_through(EVENTS[self.today])
            yield self.today
            self.today += timedelta(days=1)

    def _live_through(self, happening: list[Event]) -> None:
        with time_machine.travel(noon(self.today), tick=False):
            for event in happening:
                event(self)
        self.held = {label: queries.whole().get(pk=row.pk) for label, row in self.held.items()}

    def issue(self, name: str, *, months: int = 0, kind: Kind = Kind.TRAINED, until: date | None = None) -> None:
        person = self.people[name] = UserFactory.create(display_name=name)
        earned = replace(EARNED, holder_name=name, valid_months=months, renewal_chats=2, kind=kind, valid_until=until)
        issued = actions.issue(
            cause=f"test:{name}", person=person, earned=earned, approval=scenes.APPROVAL, clock=self.clock
        )
        self._add(f"{name} 1", issued)

    def renew(self, old: str, new: str) -> None:
        person = self.held[old].holder.person
        assert person is not None
        self._add(
            new,
            actions.renew(certificate_id=self.held[old].pk, reflection=REFLECTION, by=person, clock=self.clock),
        )

    def rename(self, old: str, new: str, *, to: str) -> None:
        corrected = Corrected(name=to, forget_old_name=True)
        made = actions.reissue(
            certificate_id=self.held[old].pk, why="name", corrected=corrected, by=scenes.an_admin(), clock=self.clock
        )
        self._add(new, made)

    def _add(self, label: str, certificate: Certificate) -> None:
        self.finish(certificate, at=noon(self.today))
        self.held[label] = certificate


@on("2026-10-01")
def they_are_certified(years: Years) -> None:
    keys.make(at=noon(years.today))
    for name in ("Ana", "Cleo", "Eli"):
        years.issue(name, months=24)
    years.issue("Ben")
    years.issue("Dia", kind=Kind.HONORARY, until=date(2027, 12, 31))


@on("2027-03-01", "2028-03-01", "2029-05-01", "2030-05-01")
def ana_leads_a_chat(years: Years) -> None:
    lead(years.people["Ana"], on=years.today - timedelta(days=1))


@on("2028-08-01")
def ana_renews_in_time(years: Years) -> None:
    years.renew("Ana 1", "Ana 2")


@on("2030-12-01")
def ana_renews_late(years: Years) -> None:
    years.renew("Ana 2", "Ana 3")


@on("2028-02-10")
def ben_takes_another_name(years: Years) -> None:
    years.rename("Ben 1", "Ben 2", to="Benedikt")


@on("2028-05-01")
def cleo_takes_leave(years: Years) -> None:
    actions.take_leave(since=years.today, until=None, by=years.people["Cleo"], clock=years.clock)


@on("2029-04-01")
def cleo_comes_back(years: Years) -> None:
    actions.come_back(by=years.people["Cleo"], clock=years.clock)


@on("2029-05-15", "2029-06-10")
def cleo_leads_a_chat(years: Years) -> None:
    lead(years.people["Cleo"], on=years.today - timedelta(days=1))


@on("2029-06-15")
def cleo_renews_what_has_expired(years: Years) -> None:
    years.renew("Cleo 1", "Cleo 2")


@on("2027-02-01")
def elis_is_suspended(years: Years) -> None:
    actions.suspend(
        certificate_id=years.held["Eli 1"].pk,
        public_reason="Looked into.",
        private_reason="",
        by=scenes.an_admin(),
        clock=years.clock,
    )


@on("2027-03-15")
def elis_holds_again(years: Years) -> None:
    certificate_id = years.held["Eli 1"].pk
    actions.reinstate(certificate_id=certificate_id, because="All is well.", by=scenes.an_admin(), clock=years.clock)


@on("2029-02-01")
def elis_is_revoked_after_its_last_day(years: Years) -> None:
    scenes.revoke(years.held["Eli 1"])


@on("2028-04-01", "2030-04-01")
def the_keys_are_rotated(years: Years) -> None:
    keys.make(at=noon(years.today))


@on("2028-06-01")
def fay_is_certified_with_the_second_key(years: Years) -> None:
    years.issue("Fay")


@on("2030-01-15")
def fay_is_erased(years: Years) -> None:
    people.erase(person=years.people["Fay"], by=None, clock=years.clock)
