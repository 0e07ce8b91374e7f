#!/usr/bin/env python3
"""Renews the expectations in the test cases of the symtable package with what this interpreter finds in the sources.

Usage: PYTHON scripts/symtable_cases.py, with each of the releases in versioned_cases.py

Cases are sources between lines of "---". Behind each source stand lines that begin with "### ": the error that CPython
reports with its four positions, or else its scopes, indented by depth: name, type, whether it is nested, the
parameters, then the symbols with their flags in hexadecimal. "not accepted" says that the parser finds an error. Lines
behind one with a release in brackets are what that release finds, and those after it.
"""

import _symtable
import ast
import os
import sys
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import versioned_cases  # noqa: E402

CASES = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
    *"compiler/src/test/resources/dev/pycache/compiler/symtable/cases.txt".split("/"),
)

TYPES = {
    _symtable.TYPE_FUNCTION: "FUNCTION",
    _symtable.TYPE_CLASS: "CLASS",
    _symtable.TYPE_MODULE: "MODULE",
    getattr(_symtable, "TYPE_ANNOTATION", None): "ANNOTATION",
    getattr(_symtable, "TYPE_TYPE_ALIAS", None): "TYPE_ALIAS",
    getattr(_symtable, "TYPE_TYPE_PARAM", None): "TYPE_PARAMETERS",
    getattr(_symtable, "TYPE_TYPE_PARAMETERS", None): "TYPE_PARAMETERS",
    getattr(_symtable, "TYPE_TYPE_VAR_BOUND", None): "TYPE_VARIABLE",
    getattr(_symtable, "TYPE_TYPE_VARIABLE", None): "TYPE_VARIABLE",
}


def flags(value):
    """The flags with the scope above bit 12, where it is from 3.12 on."""
    low = value & ((1 << _symtable.SCOPE_OFF) - 1)
    return low | value >> _symtable.SCOPE_OFF << 12


def show(scope, indent=""):
    symbols = " ".join("%s=%x" % (name, flags(value)) for name, value in sorted(scope.symbols.items()))
    nested = " nested" if scope.nested else ""
    line = "%s%s %s%s (%s) %s" % (
        indent, TYPES[scope.type], scope.name, nested, " ".join(scope.varnames), symbols
    )
    return [line.rstrip()] + [line for child in scope.children for line in show(child, indent + "  ")]


def outcome(source):
    try:
        ast.parse(source)
    except SyntaxError as e:
        if not e.msg.startswith(("future feature ", "not a chance")):  # which 3.14 looks at that early
            return ["not accepted"]
    try:
        return show(_symtable.symtable(source, "case", "exec"))
    except SyntaxError as e:
        place = (e.lineno, e.offset, e.end_lineno, e.end_offset)
        return ["SyntaxError: %s @%s,%s-%s,%s" % ((e.msg,) + place)]


warnings.simplefilter("ignore")
versioned_cases.renew_file(CASES, lambda source: outcome("\n".join(source) + "\n"))
