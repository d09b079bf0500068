"""Open Badges 3.0: plain values in, documents and bytes out. No clock, no files, no network, no database."""
