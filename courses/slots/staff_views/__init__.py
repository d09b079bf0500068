"""Staff pages of sessions: one view, one verb."""
