#!/usr/bin/env python3
"""Renews the expectations in the test cases of the literal package with what this interpreter makes of the sources.

Usage: PYTHON scripts/literal_cases.py, with each of the releases in versioned_cases.py

A case is a source, its first line after ">>> " and further ones after "... ", then what becomes of it: the tree with
positions, or the error, and the warnings. Lines behind one with a release in brackets are what becomes of it there, and
later; "no answer" stands for an error of the parser, of which f-strings are a part from 3.12 on. Lines from "#" on,
before a case, are kept.
"""

import ast
import os
import struct
import sys
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from versioned_cases import RELEASES, renewed  # noqa: E402

CASES = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
    *"compiler/src/test/resources/dev/pycache/compiler/literal/cases.txt".split("/"),
)


def show_value(value):
    if isinstance(value, int):
        return "int %x" % value
    if isinstance(value, float):
        return "float %016x" % struct.unpack(">Q", struct.pack(">d", value))
    if isinstance(value, complex):
        return "complex %016x" % struct.unpack(">Q", struct.pack(">d", value.imag))
    if isinstance(value, bytes):
        return "bytes " + value.decode("latin-1").encode("unicode_escape").decode()
    return "str " + value.encode("unicode_escape").decode()


def show(node, indent=""):
    place = " @%d,%d-%d,%d" % (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
    deeper = indent + "  "
    if isinstance(node, ast.Constant):
        return [indent + show_value(node.value) + place]
    if isinstance(node, ast.Name):
        return [indent + "name " + node.id + place]
    if isinstance(node, ast.JoinedStr):
        return [indent + "JoinedStr" + place] + [line for value in node.values for line in show(value, deeper)]
    if isinstance(node, ast.FormattedValue):
        lines = [indent + "FormattedValue %d" % node.conversion + place] + show(node.value, deeper)
        return lines + (show(node.format_spec, deeper) if node.format_spec else [])
    if sys.version_info >= (3, 14):
        if isinstance(node, ast.TemplateStr):
            return [indent + "TemplateStr" + place] + [line for value in node.values for line in show(value, deeper)]
        if isinstance(node, ast.Interpolation):
            lines = [indent + "Interpolation %d %s" % (node.conversion, show_value(node.str)) + place]
            lines += show(node.value, deeper)
            return lines + (show(node.format_spec, deeper) if node.format_spec else [])
    raise ValueError("the test cannot parse " + ast.dump(node))


def expectation(source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            lines = show(ast.parse(source).body[0].value)
        except SyntaxError as error:
            lines = ["SyntaxError: " + error.msg]
            of_string = error.msg.startswith(("f-string", "t-string")) and sys.version_info >= (3, 12)
            if of_string or error.msg.startswith("invalid syntax"):
                return ["no answer"]
        except ValueError as error:
            lines = [type(error).__name__ + ": " + str(error)]
    return lines + ["line %d: %s: %s" % (w.lineno, w.category.__name__, w.message) for w in caught]


def main():
    out = []
    source = None
    written = {}
    release = RELEASES[0]
    with open(CASES, encoding="utf-8") as file:
        lines = file.read().splitlines() + ["#"]
    for line in lines:
        if line.startswith("... "):
            source.append(line[4:])
            continue
        if source is not None and (line.startswith((">>> ", "#"))):
            out += [">>> " + source[0]] + ["... " + more for more in source[1:]]
            for name, expected in renewed(written, expectation("\n".join(source))).items():
                out += expected if name == RELEASES[0] else ["[%s]" % name, *expected]
            out.append("")
            source = None
            written = {}
            release = RELEASES[0]
        if line.startswith(">>> "):
            source = [line[4:]]
        elif line.startswith("#"):
            out.append(line)
        elif line[1:-1] in RELEASES:
            release = line[1:-1]
            written[release] = []
        elif line:
            written.setdefault(release, []).append(line)
    with open(CASES, "w", encoding="utf-8") as file:
        file.write("\n".join(out[:-1]).rstrip("\n") + "\n")
    print("%d lines" % len(out), file=sys.stderr)


if __name__ == "__main__":
    main()
