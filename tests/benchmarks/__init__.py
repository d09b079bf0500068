"""Figures that can be trusted: each row measures us and a reference in alternating rounds of the same run.

A row is a function below ``tests/benchmarks/rows/``, registered with ``@benchmark``; ``make bench`` runs them all, or
those whose names contain a word: ``python -m tests.benchmarks certificates``.
"""

from tests.benchmarks.harness import Pair, benchmark

__all__ = ["Pair", "benchmark"]
