"""Run as a program by ``lms.apart``: works on a stranger's bytes with limits that the kernel holds.

It takes a module's name, CPU-seconds and bytes of memory. The module first ``rehearse``s, so that all it needs is
loaded, and then answers what came in with what goes out. Between the two all doors close: no file, process or
connection is opened from then on, and there is no environment that could hold a secret. Imports nothing else of ours,
so that it starts fast.
"""

import logging
import resource
import sys
from importlib import import_module
from pathlib import Path


def limit(cpu_seconds: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close_doors() -> None:
    """What is open stays: in, out and error. Nothing else gets a number, and so nothing opens."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def main(name: str, cpu_seconds: str, memory: str) -> None:
    limit(int(cpu_seconds), int(memory))
    sys.path.append(str(Path(__file__).resolve().parent.parent))
    # What libraries complain about would be told to nobody, however long it is.
    logging.disable()
    module = import_module(name)
    module.rehearse()
    close_doors()
    sys.stdout.buffer.write(module.answer(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main(*sys.argv[1:])
