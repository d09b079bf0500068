"""Files of tests, kept in memory."""

from typing import Any

from django.core.files.storage import InMemoryStorage


class WrittenOver(InMemoryStorage):
    """Writes over what is there, as ``allow_overwrite`` lets the stores of production do."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: Any) -> str:
        self.delete(name)
        return str(super()._save(name, content))  # type: ignore[misc]
