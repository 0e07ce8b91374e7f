#!/usr/bin/env python3
"""Renews the expectations in the test cases of the fold package with what this interpreter makes of the expressions.

Usage: PYTHON scripts/fold_cases.py, with each of the releases in RELEASES

A case is an expression after ">>> " and, on the next line, what CPython folds it to, in the notation of FoldingTest:
operands, then operators. Up to 3.12 that is read from the instructions it becomes, from 3.13 on from the optimised tree.
From 3.14 on the tree keeps operations, and a line "= " says what the flow graph makes of an expression if it becomes one
constant. Lines behind one with a release in brackets are those of that release, and of those after it. Empty lines and
lines from "#" on are kept.
"""

import ast
import dis
import os
import struct
import sys
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from versioned_cases import RELEASES as ALL, renewed  # noqa: E402

# The mathematical functions of WebAssembly round otherwise than those of the platform that caches are made for.
RELEASES = [name for name in ALL if name not in ("3.12.7", "3.13.2", "3.14.2")]

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

BINARY = {
    "Add": "+",
    "Sub": "-",
    "Mult": "*",
    "MatMult": "@",
    "Div": "/",
    "Mod": "%",
    "Pow": "**",
    "LShift": "<<",
    "RShift": ">>",
    "BitOr": "|",
    "BitXor": "^",
    "BitAnd": "&",
    "FloorDiv": "//",
}
UNARY = {"Invert": "~", "Not": "not", "UAdd": "+", "USub": "-"}
COMPARE = {
    "Eq": "==",
    "NotEq": "!=",
    "Lt": "<",
    "LtE": "<=",
    "Gt": ">",
    "GtE": ">=",
    "Is": "is",
    "IsNot": "is not",
    "In": "in",
    "NotIn": "not in",
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


def words(node):
    """A tree in the notation of the cases."""
    kind = type(node).__name__
    if kind == "Constant":
        return [show(node.value)]
    if kind == "Name":
        return [node.id]
    if kind == "BinOp":
        return words(node.left) + words(node.right) + ["binary " + BINARY[type(node.op).__name__]]
    if kind == "UnaryOp":
        return words(node.operand) + ["unary " + UNARY[type(node.op).__name__]]
    if kind == "Subscript":
        return words(node.value) + words(node.slice) + ["[]"]
    if kind == "Slice":
        parts = [node.lower, node.upper] + ([node.step] if node.step else [])
        return sum([words(part) if part else ["None"] for part in parts], []) + ["slice/%d" % len(parts)]
    if kind == "Compare":
        return words(node.left) + words(node.comparators[0]) + [COMPARE[type(node.ops[0]).__name__]]
    if kind in ("Tuple", "List", "Set"):
        return sum(map(words, node.elts), []) + ["%s/%d" % (kind.lower(), len(node.elts))]
    if kind == "JoinedStr":
        tail = ["string/%d" % len(node.values)] if len(node.values) != 1 else []
        return sum(map(words, node.values), []) + tail
    if kind == "FormattedValue":
        spec = node.format_spec
        conversion = "sra".index(chr(node.conversion)) + 1 if node.conversion > 0 else 0
        return words(node.value) + (words(spec) if spec else []) + ["format/%d" % (conversion + (4 if spec else 0))]
    raise SystemExit("no notation for " + kind)


def from_instructions(code):
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
        elif name in ("BUILD_TUPLE", "BUILD_LIST", "BUILD_SET", "BUILD_STRING", "BUILD_SLICE"):
            out.append("%s/%d" % (name[6:].lower(), arg))
        elif name == "BINARY_SLICE":
            out += ["slice/2", "[]"]
        elif name == "FORMAT_VALUE":
            out.append("format/%d" % arg)
        elif name == "CONTAINS_OP":
            out.append("not in" if arg else "in")
        elif name == "IS_OP":
            out.append("is not" if arg else "is")
        elif name == "COMPARE_OP":
            out.append(text)
        elif name == "CALL_INTRINSIC_1" and text == "INTRINSIC_UNARY_POSITIVE":
            out.append("unary +")
        elif name in OPERATORS:
            out.append("unary " + OPERATORS[name] if name.startswith("UNARY") else OPERATORS[name])
        elif name not in ("RESUME", "CACHE"):
            raise SystemExit("no notation for %s" % name)
    return " ".join(out)


def outcome(expression):
    source = "result = " + expression
    if sys.version_info < (3, 13):
        return [from_instructions(compile(source, "case", "exec"))]
    tree = compile(source, "case", "exec", ast.PyCF_OPTIMIZED_AST, optimize=0).body[0].value
    out = [" ".join(words(tree))]
    if sys.version_info >= (3, 14) and not isinstance(tree, ast.Constant):
        code = compile(source, "case", "exec")
        first, store = list(dis.get_instructions(code))[1:3]
        if first.opname in ("LOAD_CONST", "LOAD_SMALL_INT") and store.opname == "STORE_NAME":
            out.append("= " + show(first.argval))
    return out


def main():
    warnings.simplefilter("ignore")
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    with open(CASES, encoding="utf-8") as file:
        lines = file.read().splitlines()
    out = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        out.append(line)
        if not line.startswith(">>> "):
            continue
        name, written = RELEASES[0], {}
        while at < len(lines) and lines[at] and not lines[at].startswith(("#", ">>> ")):
            if lines[at][1:-1] in RELEASES:
                name = lines[at][1:-1]
            else:
                written.setdefault(name, []).append(lines[at])
            at += 1
        for name, expected in renewed(written, outcome(line[4:]), RELEASES).items():
            out += ["[%s]" % name] * (name != RELEASES[0]) + expected
    with open(CASES, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(out) + "\n")


main()
