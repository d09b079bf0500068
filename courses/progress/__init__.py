"""The heart: syllabus, enrolment, ledger and the engine."""
