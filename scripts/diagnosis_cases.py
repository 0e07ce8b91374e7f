#!/usr/bin/env python3
"""Renews the expectations in the test cases of the diagnosis package with what this interpreter says of the sources.

Usage: PYTHON3.11 scripts/diagnosis_cases.py

A case is a source, its first line after ">>> " and further ones after "... ", then the error: its type, line, offset,
end line and end offset, and message; or "accepted". Lines from "#" on, before a case, are kept.
"""

import ast
import os
import sys
import warnings

CASES = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
    *"compiler/src/test/resources/dev/pycache/compiler/diagnosis/cases.txt".split("/"),
)


def expectation(source):
    """What becomes of a source; the symbol table and later stages have no say in it."""
    try:
        compile(source.encode(), "<case>", "exec", ast.PyCF_ONLY_AST, True)
    except SyntaxError as e:
        place = "%s,%s-%s,%s" % (e.lineno, e.offset, e.end_lineno, e.end_offset)
        return "%s %s: %s" % (type(e).__name__, place, e.msg)
    return "accepted"


def main():
    warnings.simplefilter("ignore")
    out = []
    source = None
    with open(CASES, encoding="utf-8") as file:
        lines = file.read().splitlines() + ["#"]
    for line in lines:
        if line.startswith("... ") or line == "...":
            source.append(line[4:])
            continue
        if source is not None and line.startswith((">>> ", "#")):
            out += [">>> " + source[0]] + [("... " + more) if more else "..." for more in source[1:]]
            out += [expectation("\n".join(source)), ""]
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
