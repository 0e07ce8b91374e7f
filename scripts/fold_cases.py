#!/usr/bin/env python3
"""Renews the expectations in the test cases of the fold package with what this interpreter makes of the expressions.

Usage: PYTHON3.11 scripts/fold_cases.py

A case is an expression after ">>> " and, on the next line, what CPython compiles it to, in the notation of
FoldingTest: operands, then operators. Lines from "#" on are kept.
"""

import dis
import os
import struct
import sys
import warnings

CASES = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
    *"compiler/src/test/resources/dev/pycache/compiler/fold/cases.txt".split("/"),
)

OPERATORS = {
    "BINARY_SUBSCR": "[]",
    "UNARY_INVERT": "~",
    "UNARY_NOT": "not",
    "UNARY_POSITIVE": "+",
    "UNARY_NEGATIVE": "-",
}


def bits(number):
    return "%016x" % struct.unpack(">Q", struct.pack(">d", number))


def show(value):
    if value is None or value is ... or isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return "%x" % value
    if isinstance(value, float):
        return "float:" + bits(value)
    if isinstance(value, complex):
        return "complex:%s,%s" % (bits(value.real), bits(value.imag))
    if isinstance(value, str):
        return "str:" + value.encode("utf-8", "surrogatepass").hex()
    if isinstance(value, bytes):
        return "bytes:" + value.hex()
    if isinstance(value, tuple):
        return "(%s)" % " ".join(map(show, value))
    return "{%s}" % " ".join(sorted(map(show, value)))


def outcome(expression):
    code = compile("result = " + expression, "case", "exec")
    out = []
    for instruction in dis.get_instructions(code):
        name, arg, text = instruction.opname, instruction.arg, instruction.argrepr
        if name == "STORE_NAME":
            break
        if name == "LOAD_CONST":
            out.append(show(code.co_consts[arg]))
        elif name == "LOAD_NAME":
            out.append(text)
        elif name == "BINARY_OP":
            out.append("binary " + text)
        elif name in ("BUILD_TUPLE", "BUILD_LIST", "BUILD_SET", "BUILD_STRING"):
            out.append("%s/%d" % (name[6:].lower(), arg))
        elif name == "FORMAT_VALUE":
            out.append("format/%d" % arg)
        elif name == "CONTAINS_OP":
            out.append("not in" if arg else "in")
        elif name == "IS_OP":
            out.append("is not" if arg else "is")
        elif name == "COMPARE_OP":
            out.append(text)
        elif name in OPERATORS:
            out.append("unary " + OPERATORS[name] if name.startswith("UNARY") else OPERATORS[name])
        elif name not in ("RESUME", "CACHE"):
            raise SystemExit("no notation for %s in %s" % (name, expression))
    return " ".join(out)


def main():
    if sys.version_info[:2] != (3, 11):
        sys.exit("the expectations are those of Python 3.11")
    warnings.simplefilter("ignore")
    sys.set_int_max_str_digits(0)
    with open(CASES, encoding="utf-8") as file:
        lines = file.read().splitlines()
    out = []
    for line in lines:
        if line.startswith(">>> "):
            out += [line, outcome(line[4:])]
        elif not line or line.startswith("#"):
            out.append(line)
    with open(CASES, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(out) + "\n")


main()
