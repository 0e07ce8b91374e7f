#!/usr/bin/env python3
"""Renews the expectations in the test cases of units with what this interpreter makes of them.

Usage: PYTHON scripts/assemble_cases.py, with Python 3.12.1, 3.13.0 and 3.14.10

Cases stand between lines of "---": a title; the versions they are for, if not all; constants, names of locals and of
cells; instructions, each with its line in the source or "-", its name, its argument or ">label". Behind them, on lines
that begin with "### ", stands the code that becomes of them; lines behind one with a release in brackets are what that
release makes, and those after it. The interpreter takes instructions through _testinternalcapi, which 3.11 has not. It
forgets there which handler protects what, so that exception tables are not compared.
"""

import _testinternalcapi
import dis
import opcode
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import versioned_cases  # noqa: E402

RELEASES = ["3.12.1", "3.13.0", "3.14.10"]
VERSION = "%d.%d" % sys.version_info[:2]
CASES = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
    *"compiler/src/test/resources/dev/pycache/compiler/assemble/cases.txt".split("/"),
)

try:
    from _opcode_metadata import opmap as NUMBERS
except ImportError:
    NUMBERS = opcode.opmap
LISTS = ("only", "consts", "vars", "cells")


def constant(word):
    return {"None": None, "True": True, "False": False}[word] if word.isalpha() else int(word)


def instructions(lines):
    """Tuples as _testinternalcapi wants them, with numbers of instructions for labels."""
    labels = {}
    rows = []
    for line in lines:
        if line.endswith(":"):
            labels[line[:-1]] = len(rows)
        else:
            rows.append(line.split())
    result = []
    for line, name, *arg in rows:
        place = (-1, -1, -1, -1) if line == "-" else (int(line), int(line), 0, 1)
        value = arg[0] if arg else "0"
        value = labels[value[1:]] if value.startswith(">") else int(value)
        result.append((NUMBERS[name], value) + place)
    return result, [">" in " ".join(row) for row in rows]


def sequence(tuples, jumps):
    if not hasattr(_testinternalcapi, "new_instruction_sequence"):
        return tuples
    result = _testinternalcapi.new_instruction_sequence()
    labels = {row[1]: result.new_label() for row, jump in zip(tuples, jumps) if jump}
    for i, (number, arg, *place) in enumerate(tuples):
        if i in labels:
            result.use_label(labels[i])
        result.addop(number, labels[arg] if jumps[i] else arg, *place)
    return result


def listing(code):
    lines = {}
    for start, end, line in code.co_lines():
        lines.update(dict.fromkeys(range(start, end, 2), line))
    for i in dis.get_instructions(code):
        target = i.argval // 2 if i.opcode in opcode.hasjrel and i.opname != "END_ASYNC_FOR" else None
        arg = "" if i.arg is None else " %d" % i.arg if target is None else " >%d" % target
        line = "-" if lines[i.offset] is None else lines[i.offset]
        yield "%d: %s %s%s" % (i.offset // 2, line, i.opname, arg)
    yield "stack %d consts %s" % (code.co_stacksize, code.co_consts)


def key(value):
    """What a constant is found by in the compiler's dictionary; of a tuple the second item is the constant."""
    return (tuple, value) if isinstance(value, tuple) else value


def outcome(lines):
    settings = {words[0]: words[1:] for words in map(str.split, lines) if words[0] in LISTS}
    if VERSION not in settings.get("only", [VERSION]):
        return None
    names = settings.get("vars", [])
    cells = settings.get("cells", [])
    consts = [constant(word) for word in settings.get("consts", [])]
    tuples, jumps = instructions([line for line in lines if line.split()[0] not in LISTS])
    improved = _testinternalcapi.optimize_cfg(sequence(tuples, jumps), consts, len(names))
    metadata = {
        "name": "f",
        "qualname": "f",
        "consts": {key(value): i for i, value in enumerate(consts)},
        "names": {},
        "varnames": {name: i for i, name in enumerate(names)},
        "cellvars": {name: i for i, name in enumerate(cells)},
        "freevars": {},
        "fasthidden": {},
        "argcount": 0,
        "posonlyargcount": 0,
        "kwonlyargcount": 0,
        "firstlineno": 1,
    }
    return list(listing(_testinternalcapi.assemble_code_object("f.py", improved, metadata)))


versioned_cases.renew_file(CASES, lambda given: outcome(given[1:]), RELEASES)
