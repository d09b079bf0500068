"""What printing a certificate costs."""

import time
from base64 import b64encode
from collections.abc import Iterator

from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import HTML

from certification.certificates import rendering
from certification.certificates.models import Certificate
from certification.certificates.queries import printed, whole
from certification.certificates.rendering import render
from tests import scenes
from tests.benchmarks import Pair, benchmark


@benchmark(
    name="certificates",
    unit="certificates per CPU-second",
    reference_name="HTML(string=…).write_pdf() of the same page with its style and pictures, without PDF/A and tags",
    target=0.5,
    clock=time.process_time,
)
def printing() -> Iterator[Pair]:
    case = scenes.an_approved_case()
    snapshot = printed(whole().get(pk=Certificate.objects.get(cause=f"review.case/{case.pk}").pk))
    with translation.override("en"):
        context = {"c": snapshot, "design": snapshot.design}
        page = render_to_string("certificates/pdf/certificate.html", context)
        style = render_to_string("certificates/pdf/certificate.css", {"design": snapshot.design, "scale": 1})
    pictures = rendering._pictures(snapshot.design) | {"memory:qr.svg": rendering._qr(snapshot.verify_url)}
    plain = page.replace("</head>", f"<style>{style}</style></head>")
    for name, picture in pictures.items():
        plain = plain.replace(name, f"data:image/svg+xml;base64,{b64encode(picture).decode()}")

    def ours() -> int:
        return bool(render(snapshot))

    def reference() -> int:
        return bool(HTML(string=plain).write_pdf())

    yield Pair(ours, reference)
