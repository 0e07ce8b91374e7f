"""Write what the interpreter that runs this file marshals for values of every type, in every version of the format.

    python3.8 scripts/dump_marshal_values.py

The result goes to bytecode/src/test/resources/dev/pycache/bytecode/marshal/values/<version>.txt, the name being that of
PythonVersion. It runs in Python 2.7 and all later ones. A value is an expression, its repr, and for each version of the
format that can hold it the bytes in hexadecimal. Then come a few sources, compiled, with the repr of what is loaded.
"""
from __future__ import print_function

import binascii
import io
import marshal
import os
import sys

FOLDER = 'bytecode/src/test/resources/dev/pycache/bytecode/marshal/values'
WIDTH = 118  # of the bytes in a line
VALUES = '''
None
(True, False, Ellipsis)
0
(1, -1, 2**31 - 1, -2**31)
(2**31, -2**31 - 1, 2**63 - 1, -2**63, 2**63)
(2**15, 2**30, 2**45 - 1, -2**300)
(0.0, -0.0, 1.5, 1e300, 5e-324, 0.1)
(1e999, -1e999)
(2j, -0.0 - 2j, 1.5 + 1e300j)
''
'a'
'two words'
(b'', b'a', b'bytes', b'0' * 40)
(u'', u'\\xe9', u'\\u20ac', u'\\U0001f600')
u'\\ud800'
('x' * 255, 'x' * 256)
()
(1, (2, (3, ())))
[1, 'a', [None]]
{'a': 1}
{(1, 'b'): {2: []}}
set()
{1.5}
frozenset([('a', 2)])
(lambda a: [a, a, (a, a)])((1.5, 'shared text'))
(lambda a: (a, a, {'key': a}))(frozenset(['one']))
(lambda a: a.append(a) or a)([1])
(lambda a: a.update(me=a) or a)({})
'''
VALUES_3_14 = '''
slice(1, None, 'c')
(lambda s: (s, s))(slice(None, (1, 2), 3))
'''
VALUES_3_15 = '''
frozendict()
frozendict(a=1)
(lambda d: [d, {d: d}])(frozendict({(1, 2): 'x'}))
'''
SOURCES = '''
x = 1

def f(a, b='c d'): return lambda: (a, b, 1000, 'c d')

class C:
    def m(self, *a, **k): return [a for self in k if a in (1, 'two words', 2.5)]
'''


def main():
    info = sys.version_info
    pypy = 'PyPy' in sys.version
    values = VALUES
    if not pypy and info >= (3, 14):
        values += VALUES_3_14
    if not pypy and info >= (3, 15):
        values += VALUES_3_15
    lines = ['# Values and what marshal.dumps writes for them, made by scripts/dump_marshal_values.py in ' +
             ('PyPy ' if pypy else '') + sys.version.split()[0] + '.']
    for expression in filter(None, values.split('\n')):
        value = eval(expression)
        lines += ['', '| ' + expression, '= ' + ascii_repr(value)]
        lines += dumps(value)
    for source in SOURCES.strip().split('\n\n'):
        code = compile(source + '\n', '<case>', 'exec', 0, True)
        lines += [''] + ['| ' + line for line in source.split('\n')] + ['= code'] + dumps(code)
    name = ('pypy' if pypy else '') + '%d.%d.txt' % info[:2]
    path = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), FOLDER, name)
    with io.open(path, 'w', encoding='ascii') as out:
        out.write(u'\n'.join(lines) + u'\n')


def ascii_repr(value):
    return ascii(value) if sys.version_info[0] > 2 else repr(value)


def dumps(value):
    """The bytes in each version of the format, a line for those that differ from the version before."""
    lines = []
    last = None
    for version in range(marshal.version + 1):
        try:
            text = binascii.hexlify(marshal.dumps(value, version)).decode()
        except (ValueError, RuntimeError):
            continue  # holds itself, or is of a type that the version does not know
        if text != last:
            lines.append('%d %s' % (version, text[:WIDTH]))
            lines += ['  ' + text[i:i + WIDTH] for i in range(WIDTH, len(text), WIDTH)]
        last = text
    return lines


main()
