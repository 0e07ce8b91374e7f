#!/usr/bin/env python3
"""Renews the expectations in the test cases of the codegen package with what this interpreter makes of the sources.

Usage: PYTHON scripts/codegen_cases.py, with each of the releases in versioned_cases.py

Cases are sources between lines of "---". Behind each source stand lines that begin with "### ": the warnings with their
lines, then the error with its four positions, or else the code objects from the outermost inwards: qualified name,
numbers of parameters, flags, names of variables, cells and free variables, other names, constants. "not accepted" says
that the parser finds an error. Lines behind one with a release in brackets are what that release makes, and those
after it.
"""

import ast
import os
import sys
import types
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import versioned_cases  # noqa: E402

CASES = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
    *"compiler/src/test/resources/dev/pycache/compiler/codegen/cases.txt".split("/"),
)
def text(constant):
    if isinstance(constant, types.CodeType):
        return "<code object %s>" % constant.co_name
    if isinstance(constant, tuple):
        return "(%s%s)" % (", ".join(map(text, constant)), "," if len(constant) == 1 else "")
    return repr(constant)


def show(code, indent=""):
    counts = (code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount)
    yield "%s%s line %d args %d/%d/%d flags %x" % ((indent, code.co_qualname, code.co_firstlineno) + counts + (code.co_flags,))
    for title, names in (
        ("locals", code.co_varnames),
        ("cells", code.co_cellvars),
        ("free", code.co_freevars),
        ("names", code.co_names),
    ):
        if names:
            yield "%s  %s: %s" % (indent, title, " ".join(names))
    for constant in code.co_consts:
        yield "%s  %s" % (indent, text(constant))
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from show(constant, indent + "    ")


def outcome(source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("ignore")
        try:
            ast.parse(source)
        except SyntaxError:
            return ["not accepted"]
        warnings.simplefilter("always")
        try:
            result = list(show(compile(source, "case", "exec", dont_inherit=True, optimize=0)))
        except SyntaxError as e:
            place = (e.lineno, e.offset, e.end_lineno, e.end_offset)
            result = ["SyntaxError: %s @%s,%s-%s,%s" % ((e.msg,) + place)]
        except ValueError as e:
            result = ["%s: %s" % (type(e).__name__, e)]
    return ["%s: %s @%d" % (w.category.__name__, w.message, w.lineno) for w in caught] + result


versioned_cases.renew_file(CASES, lambda source: outcome("\n".join(source) + "\n"))
