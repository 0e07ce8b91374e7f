#!/usr/bin/env python3
"""Renews the expectations in the test cases of the symtable package with what this interpreter finds in the sources.

Usage: PYTHON3.11 scripts/symtable_cases.py

Cases are sources between lines of "---". Behind each source stand lines that begin with "### ": the error that CPython
reports with its four positions, or else its scopes, indented by depth: name, type, whether it is nested, the
parameters, then the symbols with their flags in hexadecimal.
"""

import _symtable
import os
import sys
import warnings

CASES = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
    *"compiler/src/test/resources/dev/pycache/compiler/symtable/cases.txt".split("/"),
)

TYPES = {0: "FUNCTION", 1: "CLASS", 2: "MODULE"}


def show(scope, indent=""):
    symbols = " ".join("%s=%x" % pair for pair in sorted(scope.symbols.items()))
    nested = " nested" if scope.nested else ""
    line = "%s%s %s%s (%s) %s" % (
        indent, TYPES[scope.type], scope.name, nested, " ".join(scope.varnames), symbols
    )
    return [line.rstrip()] + [line for child in scope.children for line in show(child, indent + "  ")]


def outcome(source):
    try:
        return show(_symtable.symtable(source, "case", "exec"))
    except SyntaxError as e:
        place = (e.lineno, e.offset, e.end_lineno, e.end_offset)
        return ["SyntaxError: %s @%s,%s-%s,%s" % ((e.msg,) + place)]


def main():
    if sys.version_info[:2] != (3, 11):
        sys.exit("the expectations are those of Python 3.11")
    warnings.simplefilter("ignore")
    with open(CASES, encoding="utf-8") as file:
        cases = file.read().split("\n---\n")
    out = []
    for case in cases:
        source = [line for line in case.strip("\n").split("\n") if not line.startswith("### ")]
        out.append("\n".join(source + ["### " + line for line in outcome("\n".join(source) + "\n")]))
    with open(CASES, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n---\n".join(out) + "\n")


main()
