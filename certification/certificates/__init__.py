"""Certificates: issued once, never altered, verifiable by anyone."""
