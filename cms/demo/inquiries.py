"""What visitors of the demo program wrote."""

from cms.demo.face_types import Face


def told(face: Face) -> None:
    """Nobody has written yet."""
