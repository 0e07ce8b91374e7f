"""Writes what CPython makes of the cases of the fast parser's test.

Usage: PYTHON scripts/parser_trees.py, with each of the releases in versioned_cases.py

trees.txt holds sources, each followed by a line "###" and the dump of its tree in the form of AstDump, or "refused";
that of the release which is running is written anew. A dump behind a line with a release in brackets is what that
release makes of the source, and those after it. refused.txt holds sources that must be errors in all releases, which is
checked. A line "---" separates cases.
"""

import ast
import os
import pathlib
import struct
import sys
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from versioned_cases import RELEASES, renewed  # noqa: E402

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
        elif name == "str":  # of an interpolation
            fields.append("str=" + constant(value))
        elif name != "kind" and not (name == "type_params" and not value) and not (value is None and getattr(kind, name, ...) is None):
            fields.append(f"{name}={dump(value)}")
    return f"{kind.__name__}({', '.join(fields)})"


def cases(name):
    return (CASES / name).read_text("utf-8").removesuffix("\n").split("\n---\n")


def outcome(source):
    try:
        return dump(ast.parse(source))
    except SyntaxError:
        return "refused"


def renewed_case(case):
    source, _, known = case.partition("\n###\n")
    written = {}
    release = RELEASES[0]
    for line in known.splitlines():
        if line[1:-1] in RELEASES:
            release = line[1:-1]
        else:
            written[release] = line
    lines = [source, "###"]
    for release, tree in renewed(written, outcome(source)).items():
        lines += [tree] if release == RELEASES[0] else [f"[{release}]", tree]
    return "\n".join(lines)


def main():
    warnings.simplefilter("ignore")
    written = [renewed_case(case) for case in cases("trees.txt")]
    (CASES / "trees.txt").write_text("\n---\n".join(written) + "\n", "utf-8")
    for source in cases("refused.txt"):
        try:
            ast.parse(source)
            sys.exit("not an error: " + source)
        except SyntaxError:
            pass


main()
