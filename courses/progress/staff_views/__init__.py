"""Staff's pages and verbs for trainings: one person's, a cohort's, and those for several people at once."""
