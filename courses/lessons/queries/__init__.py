"""Reads for the lesson pages, for staff and for other verbs; each states its cost in queries."""
