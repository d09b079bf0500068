"""Two hundred readers at once, each asking again as soon as they are answered, over connections that stay open."""

import asyncio
import re
from collections.abc import Iterator
from itertools import cycle

CONNECTIONS = 200
PATIENCE_SECONDS = 60
_LENGTH = re.compile(rb"^content-length: *(\d+)\r?$", re.IGNORECASE | re.MULTILINE)


def ask(port: int, addresses: list[str], *, times: int) -> int:
    """Ask so often in all, for each of the addresses in turn; every answer has to be 200. Says how many were given."""
    return asyncio.run(_all(port, addresses, times))


async def _all(port: int, addresses: list[str], times: int) -> int:
    left = iter(range(times))
    turns = cycle(addresses)
    readers = (_reader(port, left, turns) for _number in range(min(CONNECTIONS, times)))
    async with asyncio.timeout(PATIENCE_SECONDS):
        return sum(await asyncio.gather(*readers))


async def _reader(port: int, left: Iterator[int], turns: Iterator[str]) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answered = 0
    try:
        for _number in left:
            writer.write(_request(next(turns)))
            answered += await _answer(reader)
    finally:
        writer.close()
    return answered


def _request(address: str) -> bytes:
    head = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\nAccept-Language: en\r\n\r\n"
    return head.encode()


async def _answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    found = _LENGTH.search(head)
    if not head.startswith(b"HTTP/1.1 200 ") or found is None:
        raise ValueError(f"This is no page: {head[:200]!r}")
    await reader.readexactly(int(found[1]))
    return 1
