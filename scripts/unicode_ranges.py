#!/usr/bin/env python3
"""Writes which characters Python takes for identifiers, from the interpreter that runs this.

    python3.11 scripts/unicode_ranges.py > compiler/src/main/resources/dev/pycache/compiler/token/unicode-14.0.txt

The file is named after that interpreter's version of Unicode (unicodedata.unidata_version).

Each section is a list of ranges in hexadecimal, first and last code point, in ascending order. ASCII is included.
"""
import sys
import textwrap
import unicodedata


def ranges(belongs):
    first = None
    for code in range(sys.maxunicode + 2):
        inside = code <= sys.maxunicode and belongs(chr(code))
        if inside and first is None:
            first = code
        elif not inside and first is not None:
            yield f"{first:X}" if first == code - 1 else f"{first:X}-{code - 1:X}"
            first = None


SECTIONS = {
    "start": lambda c: c.isidentifier(),
    "continue": lambda c: ("a" + c).isidentifier(),
}

print(f"# Unicode {unicodedata.unidata_version}, written by scripts/unicode_ranges.py")
for name, belongs in SECTIONS.items():
    print(f"[{name}]")
    print(textwrap.fill(" ".join(ranges(belongs)), 118, break_on_hyphens=False))
