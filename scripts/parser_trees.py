"""Writes what CPython makes of the cases of the fast parser's test.

Run with the interpreter whose trees are wanted:  python3.11 scripts/parser_trees.py

trees.txt holds sources, each followed by a line "###" and the dump of its tree in the form of AstDump; the dumps are
written anew. refused.txt holds sources that must be errors, which is checked. A line "---" separates cases.
"""

import ast
import pathlib
import struct
import sys

CASES = pathlib.Path(__file__).parent.parent / "compiler/src/test/resources/dev/pycache/compiler/parser"


def constant(value):
    match value:
        case None | True | False:
            return repr(value)
        case int():
            return hex(value)
        case float():
            return "float:" + struct.pack(">d", value).hex()
        case complex():
            return "complex:" + struct.pack(">d", value.real).hex() + ":" + struct.pack(">d", value.imag).hex()
        case str():
            return "str:" + value.encode("utf-8", "surrogatepass").hex()
        case bytes():
            return "bytes:" + value.hex()
    return "Ellipsis"


def dump(node):
    """ast.dump with attributes, constants apart."""
    if isinstance(node, list):
        return "[" + ", ".join(map(dump, node)) + "]"
    if not isinstance(node, ast.AST):
        return f"'{node}'" if isinstance(node, str) else repr(node)
    kind = type(node)
    is_constant = kind in (ast.Constant, ast.MatchSingleton)
    fields = []
    for name in kind._fields + kind._attributes:
        value = getattr(node, name)
        if name == "value" and is_constant:
            fields.append("value=" + constant(value))
        elif name != "kind" and not (value is None and getattr(kind, name, ...) is None):
            fields.append(f"{name}={dump(value)}")
    return f"{kind.__name__}({', '.join(fields)})"


def cases(name):
    return (CASES / name).read_text("utf-8").removesuffix("\n").split("\n---\n")


def main():
    written = []
    for case in cases("trees.txt"):
        source = case.partition("\n###\n")[0]
        written.append(f"{source}\n###\n{dump(ast.parse(source))}")
    (CASES / "trees.txt").write_text("\n---\n".join(written) + "\n", "utf-8")
    for source in cases("refused.txt"):
        try:
            ast.parse(source)
            sys.exit("not an error: " + source)
        except SyntaxError:
            pass


main()
