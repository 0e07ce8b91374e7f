#!/usr/bin/env python3
"""Renews the expectations in the test cases of the literal package with what this interpreter makes of the sources.

Usage: PYTHON3.11 scripts/literal_cases.py

A case is a source, its first line after ">>> " and further ones after "... ", then what becomes of it: the tree with
positions, or the error, and the warnings. Lines from "#" on, before a case, are kept.
"""

import ast
import os
import struct
import sys
import warnings

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
    raise ValueError("the test cannot parse " + ast.dump(node))


def expectation(source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            lines = show(ast.parse(source).body[0].value)
        except SyntaxError as error:
            lines = ["SyntaxError: " + error.msg]
    return lines + ["line %d: %s: %s" % (w.lineno, w.category.__name__, w.message) for w in caught]


def main():
    out = []
    source = None
    with open(CASES, encoding="utf-8") as file:
        lines = file.read().splitlines() + ["#"]
    for line in lines:
        if line.startswith("... "):
            source.append(line[4:])
            continue
        if source is not None and (line.startswith((">>> ", "#"))):
            out += [">>> " + source[0]] + ["... " + more for more in source[1:]]
            out += expectation("\n".join(source)) + [""]
            source = None
        if line.startswith(">>> "):
            source = [line[4:]]
        elif line.startswith("#"):
            out.append(line)
    with open(CASES, "w", encoding="utf-8") as file:
        file.write("\n".join(out[:-1]).rstrip("\n") + "\n")
    print("%d lines" % len(out), file=sys.stderr)


if __name__ == "__main__":
    main()
