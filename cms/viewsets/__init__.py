"""How pages and records are listed and edited in Wagtail."""
