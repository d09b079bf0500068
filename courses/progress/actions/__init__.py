"""What can be done: enrol somebody, record what happened in the ledger, correct it, and release a syllabus."""
