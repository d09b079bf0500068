"""What printing a certificate costs: complete and signed, beside what anybody would write first."""

import os
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import md5
from itertools import count
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory

import segno
from playwright.sync_api import sync_playwright
from weasyprint import HTML

from certification.certificates.rendering import layout, render
from certification.certificates.rendering.signing import Signer, load_signer, sign_pdf
from tests.benchmarks import Pair, benchmark
from tests.certification.certificates import samples, signers
from tests.processes import PROJECT

_CREDENTIAL = b'{"id": "urn:uuid:3f1c"}' * 150
_CHROMIUM = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-gpu"]}
_HOLDERS = (
    "Amina Yusuf",
    "Nguyễn Thị Ánh",
    "Marie-Claire Dubois",
    "Екатерина Щукина",
    "Ọláyínká Adébáyọ̀",
    "Johannes van der Berg",
    "محمد علي",
    "Sofía Hernández Ruiz",
    "Grace O’Connor",
    "李小龍",
)
_EACH = len(_HOLDERS)
_FEW, _MANY = 100, 1000
_TURN = count()

_WORKER = """
import sys
import django
django.setup()
from resource import RUSAGE_SELF, getrusage
from tests.benchmarks.rows.certificates import complete, signer
with signer() as key:
    complete(key)
    print("ready", flush=True)
    for line in sys.stdin:
        for turn in range(int(line)):
            complete(key, turn)
        print(getrusage(RUSAGE_SELF).ru_maxrss, flush=True)
"""


@contextmanager
def signer() -> Iterator[Signer]:
    """An RSA key of 2,048 bits with its certificate, loaded once."""
    with TemporaryDirectory() as folder:
        key, authority = signers.rsa_key(), signers.authority()
        own = signers.of_institution(key, authority)
        yield load_signer(signers.pem_file(Path(folder) / "institution.pem", key, own, authority[1]))


def complete(key: Signer, turn: int = 0) -> bytes:
    """PDF/A-3a, tagged, with its code, its credential inside, signed; each for somebody else, as they are issued."""
    own = md5(str(turn).encode(), usedforsecurity=False).hexdigest()
    printed = samples.snapshot(
        number=f"C4C-2026-{turn:06d}-K",
        holder_name=_HOLDERS[turn % len(_HOLDERS)],
        name_language="",
        verify_url=f"https://lms.example.org/verify/{own}/",
        certified_on=f"2026-11-{1 + turn % 28:02d}",
    )
    return sign_pdf(render(printed, attachment=_CREDENTIAL), key)


def _page() -> str:
    """The same sheet as anybody would write it: style, pictures and code inside, the code as a rectangle per module."""
    sheet = layout.lay_out(samples.snapshot(), attachment=None, images={})
    page = sheet.page.replace("</head>", f"<style>{sheet.style} html {{ font-size: 11pt }}</style></head>")
    for name, picture in {**sheet.files, "memory:qr.svg": _rectangles(samples.ADDRESS)}.items():
        page = page.replace(name, f"data:image/svg+xml;base64,{b64encode(picture).decode()}")
    return page


def _rectangles(address: str) -> bytes:
    rows = segno.make(address, error="m", micro=False).matrix
    dark = [(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module]
    inside = "".join(f'<rect x="{x}" y="{y}" width="1" height="1"/>' for x, y in dark)
    side = len(rows)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">{inside}</svg>'.encode()


def _cpu_seconds() -> float:
    """Of this process and all below it."""
    spent, parents = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
        spent[int(stat.parent.name)] = int(fields[11]) + int(fields[12])
    below = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in below} - below:
        below |= more
    return sum(spent[pid] for pid in below) / os.sysconf("SC_CLK_TCK")


@benchmark(
    name="certificates, complete and signed",
    unit="certificates per CPU-second",
    reference_name="HTML(string=…).write_pdf() of the same sheet: no PDF/A, no tags, no credential, no signature",
    target=1.0,
    clock=time.process_time,
)
def printing() -> Iterator[Pair]:
    page = _page()
    with signer() as key:
        yield Pair(
            ours=lambda: sum(bool(complete(key, turn)) for turn in range(_EACH)),
            reference=lambda: sum(bool(HTML(string=page).write_pdf()) for _ in range(_EACH)),
        )


@benchmark(
    name="certificates beside a browser",
    unit="CPU-ms per certificate, of all processes",
    reference_name="Chromium's tagged print of the same sheet, in a page that is open already",
    target=0.9,
    better="lower",
    clock=_cpu_seconds,
)
def browser() -> Iterator[Pair]:
    page = _page()
    # Ours in a process of its own, for the browser's driver keeps this one's event loop.
    with _worker() as process, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**_CHROMIUM)  # type: ignore[arg-type]
        opened = chromium.new_page()

        def reference() -> int:
            for _ in range(_EACH):
                opened.set_content(page)
                opened.pdf(tagged=True, prefer_css_page_size=True, print_background=True)
            return _EACH

        yield Pair(lambda: _work([process], _EACH), reference)
        chromium.close()
        process.kill()


@benchmark(
    name="certificates by two workers",
    unit="certificates/s",
    reference_name="one worker; two should do 1.7 times as much where two processors are free",
    target=1.7,
    rounds=5,
)
def workers() -> Iterator[Pair]:
    with ExitStack() as stack:
        crowd = [stack.enter_context(_worker()) for _ in range(2)]
        yield Pair(lambda: _work(crowd, _EACH), lambda: _work(crowd[:1], _EACH))
        for process in crowd:
            process.kill()


@benchmark(
    name="memory of a worker",
    unit=f"MB at most, after {_FEW} certificates",
    reference_name=f"the same worker after {_MANY} more, which should be no more",
    target=0.97,
    rounds=5,
    # Not time is measured: each look at this clock is one tick, so that a figure is what the work answers.
    clock=lambda: next(_TURN),
)
def memory() -> Iterator[Pair]:
    with _worker() as process:
        few = _most_memory(process, _FEW)
        many = _most_memory(process, _MANY)
        yield Pair(lambda: few, lambda: many)
        process.kill()


def _worker() -> Popen[str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings.test"}
    process = Popen([sys.executable, "-c", _WORKER], cwd=PROJECT, env=environment, stdin=PIPE, stdout=PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def _work(crowd: list[Popen[str]], each: int) -> int:
    for process in crowd:
        assert process.stdin
        print(each, file=process.stdin, flush=True)
    for process in crowd:
        assert process.stdout
        process.stdout.readline()
    return each * len(crowd)


def _most_memory(process: Popen[str], times: int) -> int:
    assert process.stdin
    assert process.stdout
    print(times, file=process.stdin, flush=True)
    return int(process.stdout.readline()) // 1024
