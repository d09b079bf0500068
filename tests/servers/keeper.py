"""``python -m tests.servers.keeper postgres|redis``: runs a server until standard input closes, tells its address."""

import sys

from tests.servers import postgres, redis

SERVERS = {"postgres": postgres.running, "redis": redis.running}


def main(server: str) -> None:
    with SERVERS[server]() as address:
        print(address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1])
