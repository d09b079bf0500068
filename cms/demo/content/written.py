"""What all of the demo program is written as: frozen data whose texts may run over several lines."""

from dataclasses import dataclass, fields
from typing import Any, TypeAlias

Document: TypeAlias = dict[str, Any]


def _in_one_line(value: Any) -> Any:
    if type(value) is str:
        return " ".join(value.split())
    return tuple(map(_in_one_line, value)) if type(value) is tuple else value


@dataclass(frozen=True, slots=True)
class Written:
    """Data whose texts may be written over several lines; each is kept in one."""

    def __post_init__(self) -> None:
        for item in fields(self):
            object.__setattr__(self, item.name, _in_one_line(getattr(self, item.name)))
