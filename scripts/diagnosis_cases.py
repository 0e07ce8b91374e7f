#!/usr/bin/env python3
"""Renews the expectations in the test cases of the diagnosis package with what this interpreter says of the sources.

Usage: PYTHON scripts/diagnosis_cases.py, with each of the releases in versioned_cases.py

A case is a source, its first line after ">>> " and further ones after "... ", then the error: its type, line, offset,
end line and end offset, and message; or "accepted". Lines behind one with a release in brackets are what that release
says, and those after it. Lines from "#" on, before a case, are kept.
"""

import ast
import os
import sys
import tempfile
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import versioned_cases  # noqa: E402

CASES = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
    *"compiler/src/test/resources/dev/pycache/compiler/diagnosis/cases.txt".split("/"),
)


def outcome(source, path):
    """What becomes of a source in a file: columns are counted in its lines. Later stages have no say in it."""
    with open(path, "wb") as file:
        file.write(source.encode())
    try:
        compile(source.encode(), path, "exec", ast.PyCF_ONLY_AST, True)
    except SyntaxError as e:
        place = "%s,%s-%s,%s" % (e.lineno, e.offset, e.end_lineno, e.end_offset)
        return "%s %s: %s" % (type(e).__name__, place, e.msg)
    except (MemoryError, ValueError) as e:
        return "%s None,None-None,None: %s" % (type(e).__name__, e)
    return "accepted"


def renew(source, expected, path):
    """The lines of a case."""
    text = "\n".join(source)
    written = versioned_cases.renewed(versioned_cases.read(expected), [outcome(text, path)])
    lines = [">>> " + source[0]] + [("... " + more) if more else "..." for more in source[1:]]
    return lines + list(versioned_cases.lines(written)) + [""]


def main():
    warnings.simplefilter("ignore")
    path = os.path.join(tempfile.mkdtemp(), "case.py")
    out = []
    source = None
    expected = []
    with open(CASES, encoding="utf-8") as file:
        lines = file.read().splitlines() + ["#"]
    for line in lines:
        if line.startswith("... ") or line == "...":
            source.append(line[4:])
        elif line.startswith((">>> ", "#")):
            if source is not None:
                out += renew(source, expected, path)
            source = [line[4:]] if line.startswith(">>> ") else None
            expected = []
            if source is None:
                out.append(line)
        elif line:
            expected.append(line)
    os.remove(path)
    os.rmdir(os.path.dirname(path))
    with open(CASES, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(out[:-1]).rstrip("\n") + "\n")
    print("%d lines" % len(out), file=sys.stderr)


if __name__ == "__main__":
    main()
