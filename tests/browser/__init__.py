"""Whole stories and whole pages, in Chromium before the running site."""
