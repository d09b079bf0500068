"""``python -m tests.certification.review.earlier``: a database from before there were rounds is filled and updated.

It needs a database of its own, and says as JSON what stands in it afterwards. Only what applications rest on is made.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import django

django.setup()

# Only now: what follows needs the program to be loaded.
from django.db import connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

BEFORE = [("review", "0001_cases_reviews"), ("people", "0001_people")]
AFTER = [("review", "0005_leave_the_old_columns"), ("people", "0003_roles_held")]
NOW = datetime(2026, 10, 1, 15, 0, tzinfo=UTC)
EVIDENCE: dict[str, Any] = {"ledger": {"seq": 4, "hash": "cd"}, "requirements": [], "facts": {}}
# By its state: its round, and of each vote the round, the decision and the ask.
EARLIER: dict[str, tuple[int, list[tuple[int, str, str]]]] = {
    "in_review": (2, [(1, "not_yet", "Lead one more."), (1, "approve", ""), (2, "approve", "")]),
    "changes_requested": (1, [(1, "not_yet", "Pause after a question."), (1, "not_yet", "Name the time left.")]),
    "approved": (1, [(1, "approve", ""), (1, "approve", "")]),
    "withdrawn": (3, [(1, "not_yet", "Read."), (2, "not_yet", "Listen.")]),
}


def main() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    write(executor.loader.project_state(BEFORE).apps)
    executor = MigrationExecutor(connection)
    executor.migrate(AFTER)
    json.dump(read(executor.loader.project_state(AFTER).apps), sys.stdout, default=str)


def write(apps: Any) -> None:
    core, _made = apps.get_model("auth", "Group").objects.get_or_create(name="core_group")
    people = [
        apps.get_model("people", "User").objects.create(email=f"p{n}@example.org", email_key=f"p{n}", date_joined=NOW)
        for n in range(2 + len(EARLIER))
    ]
    for person in people[:2]:
        person.groups.add(core)
    pathway = apps.get_model("progress", "Pathway").objects.create(
        key="0" * 32, slug="facilitator", title="Facilitator"
    )
    syllabus = apps.get_model("progress", "Syllabus").objects.create(
        pathway=pathway, number=1, document={}, digest="ab" * 32, created_at=NOW
    )
    for person, (state, (number, votes)) in zip(people[2:], EARLIER.items(), strict=True):
        enrolment = apps.get_model("progress", "Enrolment").objects.create(
            person=person, pathway=pathway, syllabus=syllabus, enrolled_at=NOW
        )
        case = _case(apps, enrolment, state, number)
        for turn, (of, decision, ask) in enumerate(votes):
            apps.get_model("review", "Review").objects.create(
                case=case,
                round=of,
                reviewer=people[turn % 2],
                decision=decision,
                reason="I saw it.",
                ask=ask,
                decided_at=NOW + timedelta(days=8),
            )


def _case(apps: Any, enrolment: Any, state: str, number: int) -> Any:
    return apps.get_model("review", "Case").objects.create(
        enrolment=enrolment,
        state=state,
        round=number,
        approvals_needed=2,
        printed_name="李小龍",
        motivation="Honest rooms.",
        evidence=EVIDENCE,
        evidence_digest="ef" * 32,
        opened_at=NOW,
        submitted_at=NOW + timedelta(days=number),
        decided_at=NOW + timedelta(days=9) if state != "in_review" else None,
    )


def read(apps: Any) -> dict[str, Any]:
    def rows(name: str, *fields: str) -> dict[str, list[Any]]:
        told: dict[str, list[Any]] = {state: [] for state in EARLIER}
        for state, *values in apps.get_model("review", name).objects.order_by("pk").values_list(fields[0], *fields[1:]):
            told[state].append(values)
        return told

    given = apps.get_model("people", "RoleGiven").objects.order_by("person")
    return {
        "rounds": rows("Round", "case__state", "number", "outcome", "needed", "seats", "evidence", "evidence_digest"),
        "votes": rows("Review", "round__case__state", "round__number", "decision", "reason"),
        "asks": rows("Ask", "round__case__state", "round__number", "text", "place"),
        "seats": rows("Seat", "round__case__state", "round__number", "left_because"),
        "roles": list(given.values_list("person", "role", "since")),
    }


if __name__ == "__main__":
    main()
