"""Writes what the running interpreter knows of the bytes of a .pyc, for AnatomyTest.

    python scripts/anatomy_cases.py > bytecode/src/test/resources/dev/pycache/bytecode/anatomy/VERSION.txt

Runs in every Python from 2.7 on. The figures are the interpreter's own: lengths of its bytes objects (each counted once,
however many code objects share it), cache sizes from its opcode table, parameters from inspect, flags from dis. VERSION
is as in PythonVersion, "3.8" or "pypy3.9".
"""
from __future__ import print_function

import binascii
import dis
import inspect
import marshal
import platform
import sys
import types

SOURCE = '''\
"""Of the module."""
import os


class Shape(object):
    """Of the class."""

    sides = (1, 2.5, "three")

    def __init__(self, name, *rest, **named):
        """Of the method."""
        self.name = name
        self.key = lambda a, b=2: (a, b, self)

    def total(self):
        try:
            return sum(side * 1.5 for side in self.sides)
        except (ValueError, TypeError):
            raise
        finally:
            os.getcwd()


def generate(count):
    for i in range(count):
        if i in ("x", "y"):
            continue
        yield i * 1000000007, b"raw"
'''


def lines(text, width=112):
    return [text[i:i + width] for i in range(0, len(text), width)]


def code_objects(code):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            for inner in code_objects(constant):
                yield inner


def parameters(code):
    if not code.co_flags & inspect.CO_OPTIMIZED:
        return "-"
    if code.co_name.startswith("<gen"):
        return "(.0)"  # inspect gives this parameter another name
    cells = None
    if code.co_freevars:
        cells = tuple((lambda x: lambda: x)(None).__closure__[0] for _ in code.co_freevars)
    function = types.FunctionType(code, {}, None, None, cells)
    if sys.version_info[0] == 2:
        return inspect.formatargspec(*inspect.getargspec(function))
    return str(inspect.signature(function))


def flags(code):
    if sys.version_info[0] == 2:
        return "?"  # dis has no names for them
    return " ".join(dis.pretty_flags(code.co_flags).lower().split(", ")).replace("0x0", "-")


def cache_bytes(code):
    try:
        from opcode import _inline_cache_entries as entries, opname
    except ImportError:
        return 0
    if isinstance(entries, list):  # up to 3.12 by number, then by name
        entries = dict(zip(opname, entries))
    count = at = 0
    while at < len(code):
        caches = entries.get(opname[code[at]], 0)
        count += 2 * caches
        at += 2 + 2 * caches
    return count


def main():
    pypy = platform.python_implementation() == "PyPy"
    # Read again, as marshal may have made one object of equal ones.
    marshalled = marshal.dumps(compile(SOURCE, "shape.py", "exec", 0, True))
    code = marshal.loads(marshalled)
    counted = {}

    def once(table):
        known = table == b"" or id(table) in counted
        counted[id(table)] = table
        return 0 if known else len(table)

    bytecode = caches = line_tables = exception_tables = 0
    for unit in code_objects(code):
        bytecode += once(unit.co_code) if sys.version_info < (3, 11) else len(unit.co_code)
        caches += cache_bytes(unit.co_code) if not pypy else 0
        line_tables += once(getattr(unit, "co_linetable", None) or unit.co_lnotab)
        exception_tables += once(getattr(unit, "co_exceptiontable", b""))
    print("# What %s %s knows of a code object and its bytes; by scripts/anatomy_cases.py." % (
        platform.python_implementation(), platform.python_version()))
    for line in SOURCE.split("\n")[:-1]:
        print(("| " + line).rstrip())
    print("bytecode %d" % (bytecode - caches))
    print("inline caches %d" % caches)
    print("docstrings %d" % sum(len(text) for text in ("Of the module.", "Of the class.", "Of the method.")))
    print("line tables %d" % line_tables)
    print("exception tables %d" % exception_tables)
    for unit in code_objects(code):
        print("code %s; %d; %d; %s; %s" % (
            unit.co_name, unit.co_firstlineno, unit.co_stacksize, parameters(unit), flags(unit)))
    for line in lines(binascii.hexlify(marshalled).decode("ascii")):
        print("= " + line)


main()
