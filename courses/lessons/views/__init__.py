"""Lessons over HTTP: the page and its verbs, each in a view of its own."""
