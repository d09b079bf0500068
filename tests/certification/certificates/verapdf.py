"""Runs veraPDF's own rules over PDF files; a program of its own, because a Java machine starts once in a process.

`python verapdf.py CLASSPATH FILE…` prints one JSON list: for each file and standard, which rules are broken.
"""

import json
import sys
from collections.abc import Iterator

import jpype

STANDARDS = {"PDF/A-3a": "PDFA_3_A", "PDF/UA-1": "PDFUA_1"}


def reports(files: list[str]) -> Iterator[dict[str, object]]:
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    stream = jpype.JClass("java.io.FileInputStream")
    for file in files:
        for standard, flavour in STANDARDS.items():
            kind = getattr(flavours, flavour)
            with foundry.createParser(stream(file), kind) as parser, foundry.createValidator(kind, False) as validator:
                found = validator.validate(parser).getTestAssertions()
                yield {"file": file, "standard": standard, "broken": [str(item.getMessage()) for item in found]}


if __name__ == "__main__":
    jpype.startJVM("-Xmx512m", classpath=sys.argv[1].split(":"))
    print(json.dumps(list(reports(sys.argv[2:]))))
