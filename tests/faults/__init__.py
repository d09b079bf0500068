"""Kills and races: real processes that die between any two steps, or take the same one at once."""
