"""The staff's pages about pathways and their releases."""
