"""Reads of the page tree and of what was released from it; each states its cost."""
