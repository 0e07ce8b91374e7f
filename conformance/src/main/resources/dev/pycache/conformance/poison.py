"""Puts other code behind the headers of caches, as somebody would who wants it to be executed.

    poison.py FOLDER COUNT

For each of the first COUNT files FOLDER/clean/NAME.py that this interpreter compiles, and each kind of poisoning that can be done to it, it
writes FOLDER/KIND/NAME.py, a copy with the same time, and a cache of it with the right header and the wrong code. Each
poisoned cache can be loaded. Prints a line "KIND NAME" for each.
"""
import ast
import importlib.util
import marshal
import os
import py_compile
import shutil
import sys
from opcode import HAVE_ARGUMENT, hasjrel, opmap


def codes(code, depth=0):
    """All code objects in one, the innermost first, with their depths."""
    for const in code.co_consts:
        if hasattr(const, "co_code"):
            yield from codes(const, depth + 1)
    yield code, depth


def replaced(code, old, new):
    """The same code with another object in the place of one somewhere in it."""
    if code is old:
        return new
    consts = tuple(replaced(c, old, new) if hasattr(c, "co_code") else c for c in code.co_consts)
    same = all(a is b for a, b in zip(consts, code.co_consts))
    return code if same else code.replace(co_consts=consts)


def first(code, change, nested=False):
    """The code with the first change that can be made to one of its code objects; None if there is none."""
    for each, depth in codes(code):
        new = change(each) if depth or not nested else None
        if new is not None:
            return replaced(code, each, new)
    return None


def changed_constant(code, source):
    def change(each):
        for i, const in enumerate(each.co_consts):
            if type(const) is int and (i or not isinstance(each.co_consts[0], str)):
                return each.replace(co_consts=each.co_consts[:i] + (const + 1,) + each.co_consts[i + 1:])
    return first(code, change)


def equal_constant(code, source):
    """Another constant that Python takes for equal."""
    def change(each):
        for i, const in enumerate(each.co_consts):
            if type(const) is int and 0 <= const <= 1:
                return each.replace(co_consts=each.co_consts[:i] + (bool(const),) + each.co_consts[i + 1:])
            if type(const) is float and const == 0:
                return each.replace(co_consts=each.co_consts[:i] + (-const,) + each.co_consts[i + 1:])
    return first(code, change)


def instructions(each, wanted):
    data = each.co_code
    i = 0
    while i < len(data):
        if wanted(data[i], data[i + 1]):
            return i
        i += 2
    return None


def changed_jump(code, source):
    def change(each):
        at = instructions(each, lambda op, arg: op in hasjrel and op >= HAVE_ARGUMENT and 1 < arg < 250)
        if at is not None:
            data = bytearray(each.co_code)
            data[at + 1] -= 1
            return each.replace(co_code=bytes(data))
    return first(code, change)


def changed_operator(code, source):
    def change(each):
        at = instructions(each, lambda op, arg: op == opmap["COMPARE_OP"] or op == opmap["IS_OP"])
        if at is not None:
            data = bytearray(each.co_code)
            data[at + 1] ^= 1
            return each.replace(co_code=bytes(data))
    return first(code, change)


def added_import(code, source):
    return compile(source + b"\nimport this\n", code.co_filename, "exec", dont_inherit=True)


def swapped_names(code, source):
    def change(each):
        if len(each.co_names) > 1:
            return each.replace(co_names=(each.co_names[1], each.co_names[0]) + each.co_names[2:])
    return first(code, change)


def swapped_variables(code, source):
    def change(each):
        if len(each.co_varnames) > 1 and not each.co_cellvars:
            return each.replace(co_varnames=(each.co_varnames[1], each.co_varnames[0]) + each.co_varnames[2:])
    return first(code, change)


def changed_line_table(code, source):
    def change(each):
        if len(each.co_linetable) > 4:
            return each.replace(co_linetable=each.co_linetable + each.co_linetable[-2:])
    return first(code, change)


def changed_first_line(code, source):
    return first(code, lambda each: each.replace(co_firstlineno=each.co_firstlineno + 1))


def nested_function_only(code, source):
    """A function that returns another constant, if it returns one."""
    def change(each):
        load, end = opmap["LOAD_CONST"], opmap["RETURN_VALUE"]
        for i in range(0, len(each.co_code) - 2, 2):
            if each.co_code[i] == load and each.co_code[i + 2] == end and len(each.co_consts) < 255:
                data = bytearray(each.co_code)
                data[i + 1] = len(each.co_consts)
                return each.replace(co_consts=each.co_consts + ("open door",), co_code=bytes(data))
    return first(code, change, nested=True)


def other_level(code, source):
    other = compile(source, code.co_filename, "exec", dont_inherit=True, optimize=2)
    return None if marshal.dumps(other, 0) == marshal.dumps(code, 0) else other  # version 0 writes no references


def other_module(code, source):
    return compile("print('something else')\n", code.co_filename, "exec", dont_inherit=True)


def changed_exception_table(code, source):
    return first(code, lambda each: each.replace(co_exceptiontable=b"") if each.co_exceptiontable else None)


def changed_stack_size(code, source):
    return first(code, lambda each: each.replace(co_stacksize=each.co_stacksize + 1))


def changed_flags(code, source):
    return first(code, lambda each: each.replace(co_flags=each.co_flags ^ 0x20000000))


def changed_name(code, source):
    return first(code, lambda each: each.replace(co_name=each.co_name + "_"))


def changed_qualified_name(code, source):
    return first(code, lambda each: each.replace(co_qualname=each.co_qualname + "_"))


def nested_file_name(code, source):
    return first(code, lambda each: each.replace(co_filename=each.co_filename + "_"), nested=True)


class Changes(ast.NodeTransformer):
    """Makes one change to a tree."""
    def __init__(self, what):
        self.what = what
        self.done = False

    def visit(self, node):
        if not self.done and self.what(node):
            self.done = True
            return node
        return self.generic_visit(node)


def of_tree(code, source, what):
    tree = ast.parse(source)
    changes = Changes(what)
    changes.visit(tree)
    if not changes.done:
        return None
    ast.fix_missing_locations(tree)
    return compile(tree, code.co_filename, "exec", dont_inherit=True)


def changed_default(code, source):
    def what(node):
        if isinstance(node, ast.arguments) and node.defaults and isinstance(node.defaults[0], ast.Constant):
            node.defaults[0] = ast.copy_location(ast.Constant("another default"), node.defaults[0])
            return True
    return of_tree(code, source, what)


def changed_docstring(code, source):
    def what(node):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node) is not None:
            node.body[0].value = ast.copy_location(ast.Constant("another docstring"), node.body[0].value)
            return True
    return of_tree(code, source, what)


def negated_condition(code, source):
    def what(node):
        if isinstance(node, ast.If):
            node.test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
            return True
    return of_tree(code, source, what)


def removed_statement(code, source):
    def what(node):
        if isinstance(node, ast.FunctionDef) and len(node.body) > 1:
            del node.body[-1]
            return True
    return of_tree(code, source, what)


KINDS = [changed_constant, equal_constant, changed_jump, changed_operator, added_import, swapped_names,
         swapped_variables, changed_line_table, changed_first_line, nested_function_only, other_level, other_module,
         changed_exception_table, changed_stack_size, changed_flags, changed_name, changed_qualified_name,
         nested_file_name, changed_default, changed_docstring, negated_condition, removed_statement]


def write(folder, kind, name, header, body):
    target = os.path.join(folder, kind)
    os.makedirs(os.path.join(target, "__pycache__"), exist_ok=True)
    copy = os.path.join(target, name)
    shutil.copy2(os.path.join(folder, "clean", name), copy)
    with open(importlib.util.cache_from_source(copy, optimization=""), "wb") as out:
        out.write(header + body)
    print(kind, name)


def poison(folder, name):
    path = os.path.join(folder, "clean", name)
    try:
        cache = py_compile.compile(path, doraise=True)
    except py_compile.PyCompileError:
        return False
    with open(cache, "rb") as file:
        data = file.read()
    with open(path, "rb") as file:
        source = file.read()
    header, code = data[:16], marshal.loads(data[16:])
    for kind in KINDS:
        bad = kind(code, source)
        if bad is not None:
            body = marshal.dumps(bad)
            marshal.loads(body)
            write(folder, kind.__name__, name, header, body)
    write(folder, "trailing_bytes", name, header, data[16:] + b"\0")
    return True


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    for name in sorted(os.listdir(os.path.join(folder, "clean"))):
        if name.endswith(".py") and count:
            count -= poison(folder, name)


main()
