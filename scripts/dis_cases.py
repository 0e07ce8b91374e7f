# coding: ascii
"""Write what the dis of the interpreter that runs this file prints of small sources.

    PYTHONHASHSEED=0 pythonX.Y scripts/dis_cases.py            write it
    PYTHONHASHSEED=0 pythonX.Y scripts/dis_cases.py --check    exit with 1 if the file says something else

It runs in every version from 2.7 on. The name of the file is the version's:

    bytecode/src/test/resources/dev/pycache/bytecode/dis/<version>.txt

A case is its name, the marshalled code object in hexadecimal, and for some sets of options what dis prints, with each
line behind "> ". The addresses of code objects are written as 0x0. A source that the version cannot compile is left out.
"""
from __future__ import print_function

import binascii
import dis
import io
import marshal
import os
import platform
import re
import sys
import types

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                      'bytecode', 'src', 'test', 'resources', 'dev', 'pycache', 'bytecode', 'dis')

SOURCES = (
    ('nothing', ''),
    ('loop', '''\
def f(a, b=1, *c):
    for x in a:
        if x is not b and x in c or not x < 3:
            continue
        while x:
            x -= a[x].y
            print(x, 1.5, 'text')
    return [y for y in c if y]
'''),
    ('errors', '''\
try:
    import os.path
    from sys import *
except (ValueError, KeyError) as e:
    raise
finally:
    del os
with open('x') as f, f:
    assert f, 'no'
'''),
    ('closure', '''\
class C(object):
    """Text."""
    def f(self, a):
        global g
        g = lambda: (self, a, (yield))
        return super(C, self).f(*a, **g)(a, b=1)[1:2]
'''),
    ('jumps', 'if a:\n' + '    b(c)\n' * 30 + 'd = {1, 2} if a else {}\n'),
    ('annotated', '''\
def f(a: int, *, b: str = 'x', **c) -> None:
    x: int = 1
    nonlocal_ = {**c, 'a': a}
    *y, z = a
    def g():
        nonlocal z
        z = f'{a!r:>{b}} {c!s}' @ y
    return g(*a, 1, b=2)
'''),
    ('asynchronous', '''\
async def f(a):
    async with a as b:
        async for c in b:
            yield await c
    return
def g(): x = yield from f
'''),
    ('matched', '''\
match a:
    case [1, *b] | {'k': b, **c}:
        pass
    case C(x, y=2) if b:
        pass
'''),
    ('groups', '''\
try:
    a()
except* E as e:
    pass
'''),
    ('typed', '''\
type A[T: int] = T
def f[*P](a): return [x for x in a if x]
class C[T]:
    x = super().y(1)
'''),
    ('template', '''\
t'{a!r:x}'
def f(): return any(x for x in (1, 300, ''))
'''),
    ('lazy', 'lazy import a, b.c\nlazy from d import e\n'),
    ('one line', 'a = 1; b = -a; c = a, b, (1, None, ..., 2j, b"x")'),
    ('wide', '\n' * 1200 + 'a = 1\n' + 'def f():\n' + '    a, b = b, a\n' * 3),
)

# The cases that are printed with all options.
WITH_OPTIONS = ('nothing', 'loop', 'one line')

# Letters: C caches, O offsets, P positions, S specialised.
OPTIONS = {'C': 'show_caches', 'O': 'show_offsets', 'P': 'show_positions', 'S': 'adaptive'}


def option_sets():
    """Those that this version has."""
    release = sys.version_info[:2]
    if release < (3, 11):
        return ['']
    if platform.python_implementation() == 'PyPy':
        return ['', 'C']
    if release < (3, 13):
        return ['', 'C', 'S', 'CS']
    if release < (3, 14):
        return ['', 'C', 'O', 'S', 'COS']
    return ['', 'C', 'O', 'P', 'S', 'COPS']


def printed(code, letters):
    kept, sys.stdout = sys.stdout, io.BytesIO() if sys.version_info[0] == 2 else io.StringIO()
    try:
        dis.dis(code, **dict((OPTIONS[letter], True) for letter in letters))
        text = sys.stdout.getvalue()
    finally:
        sys.stdout = kept
    return re.sub(' at 0x[0-9a-fA-F]+', ' at 0x0', text)


def cases():
    lines = []
    for name, source in SOURCES:
        try:
            code = compile(source, name + '.py', 'exec')
        except SyntaxError:
            continue
        data = marshal.dumps(code)
        code = marshal.loads(data)
        digits = binascii.hexlify(data).decode('ascii')
        lines += ['', '== ' + name]
        lines += [digits[i:i + 120] for i in range(0, len(digits), 120)]
        for letters in option_sets() if name in WITH_OPTIONS else ['']:
            lines.append(('-- ' + letters).strip())
            lines += ['> ' + line for line in printed(code, letters).split('\n')[:-1]]
        if sys.version_info < (3, 7):
            # Their dis does not go into nested code objects.
            lines += nested(code)
    return lines


def nested(code):
    lines = []
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            lines.append('-- in ' + constant.co_name)
            lines += ['> ' + line for line in printed(constant, '').split('\n')[:-1]]
            lines += nested(constant)
    return lines


def main():
    pypy = platform.python_implementation() == 'PyPy'
    version = ('pypy' if pypy else '') + '%d.%d' % sys.version_info[:2]
    title = ('PyPy ' if pypy else 'CPython ') + platform.python_version()
    text = '# What dis prints; made by scripts/dis_cases.py in %s.\n' % title + '\n'.join(cases()) + '\n'
    path = os.path.join(FOLDER, version + '.txt')
    if sys.argv[1:] == ['--check']:
        with io.open(path, encoding='utf-8', newline='\n') as file:
            if file.read() != text:
                sys.exit(path + ': the interpreter prints something else')
        return
    if not os.path.isdir(FOLDER):
        os.makedirs(FOLDER)
    with io.open(path, 'w', encoding='utf-8', newline='\n') as file:
        file.write(text if sys.version_info[0] == 3 else text.decode('ascii'))


main()
