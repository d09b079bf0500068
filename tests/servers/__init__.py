"""Real servers for tests and benchmarks, each run by a keeper process that outlives nobody.

``python -m tests.servers COMMAND…`` runs a command with ``DATABASE_URL`` naming a PostgreSQL of its own;
``with kept("redis") as url:`` is the same for a part of a test.
"""

from tests.servers.keeping import hand_over, kept

__all__ = ["hand_over", "kept"]
