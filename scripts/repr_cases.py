#!/usr/bin/env python3
"""Writes what the interpreter that runs this prints of constants, with which the tests of the repr package compare.

    PYTHONHASHSEED=0 python3.8 scripts/repr_cases.py        (any version, and PyPy)

The result goes to bytecode/src/test/resources/dev/pycache/bytecode/repr/<version>.txt: for each value what marshal
writes for it, in hexadecimal, and in the next line what repr() says of that when it is read again.
"""
import binascii
import io
import marshal
import os
import re
import sys

FOLDER = 'bytecode/src/test/resources/dev/pycache/bytecode/repr'
VALUES = r'''
None
True
False
Ellipsis
StopIteration
(0, 1, -1, 2**31 - 1, 2**31, -2**31, 2**63, -2**64, 3**50)
10**4300
(0.0, -0.0, 0.1, 1.1, 1/3.0, 0.5, 1e15, 1e16, 1e17, 123456789012345678.0, 1e22, 1e23, 1e-4, 1e-5, 2e-323, 5e-324)
(1e308 * 10, -1e308 * 10, 9007199254740993.0, 1.7976931348623157e308, 2.2250738585072014e-308)
1e308 * 10 - 1e308 * 10
(0j, 1j, -1j, 1+1j, 1-1j, complex(-0.0, 1), complex(0.0, -0.0), complex(-0.0, -0.0), 1.5e20+1e-7j)
(complex(1e308 * 10, -1e308 * 10), complex(0, 1e308 * 10), complex(1, 1e308 * 10 - 1e308 * 10))
('', 'a', 'it\'s', 'say "x"', '\'"', 'back\\slash', '\0\x01\x1f\x7f\t\n\r\v')
(b'', b'a', b'it\'s', b'say "x"', b'\'"', b'back\\slash', b'\0\x01\x1f\x7f\x80\xff\t\n\r')
text(0x80, 0xA0, 0xAD, 0xE9, 0xFF, 0x378, 0x20AC, 0x2028, 0x20BA, 0xE000, 0xFFFD, 0xFFFF)
text(0x1F600, 0x1F9FF, 0x10FFFF, 0x2EBF0, 0x323B0, 0x1E6C0, 0x11F00)
text(0xD800)
text(0xD83D, 0xDE00)
text(0xDC00, 0xD800)
((), (1,), (1, 2), ((),), ([],), [], [1], {}, {1: 2})
(set(), frozenset(), set([1]), frozenset([1]), [set([2])])
itself([]) if references else ()
itself([], {}) if references else ()
slice(1, None, (2, 'a'))
frozendict()
frozendict({1: [2], 'a': frozendict({None: 3})})
compile('x', 'a file.py', 'exec')
compile('x', 'f' * 400, 'exec')
[compile('lambda: 0', 'a.py', 'eval')]
set(range(1000, 5000, 37))
frozenset([1 << n for n in range(0, 130, 3)])
frozenset([-1, -2, 2**61 - 1, 2**61, 2**62 - 2, -2**61, 0, 2**64 - 1, 2**64, 2**63])
frozenset([n / 8.0 for n in range(-20, 20)] + [1e300, 5e-324, 1e308 * 10, -1e308 * 10])
frozenset([complex(n % 5, n // 5) for n in range(20)])
frozenset([chr(97 + n % 26) * (1 + n // 5) for n in range(60)])
frozenset([text(base + n) for base in (0x41, 0xC0, 0x400, 0x1F600) for n in range(6)])
frozenset([text(0xE9, 0x400 + n, 0x1F600 * (n % 2)) for n in range(12)])
frozenset([b'spam'[:n] * n for n in range(5)] + [b'\xff' * n for n in range(9)])
frozenset([(), (1,), (1, 2), ('a', (2, 'b')), (0.5, b'c')] + [(n, n * n) for n in range(20)])
frozenset([frozenset(range(n)) for n in range(12)] + [frozenset('abc'[:n]) for n in range(3)])
frozenset([True, 2, 'x', b'y', 3.5, 4j, (5, 'z')])
frozenset(['None', None]) if new_none else ()
frozenset([slice(1, 2), slice(None, 'a', 3)]) if hash_slice else ()
frozenset([frozendict({1: 2, 3: 4}), frozendict(), frozendict({'a': ()}), 7])
dict([(n * n % 101, n) for n in range(50)])
dict([(str(n % 13) + 'key', (n, -n)) for n in range(30)])
'''


def text(*codes):
    character = chr if str is not bytes else unichr
    return character(0x41)[:0].join([character(code) for code in codes])


def itself(outer, inner=()):
    outer.append((1, outer))
    if inner == {}:
        inner['outer'] = outer
        outer.append(inner)
    return outer


def version():
    name = '%d.%d' % sys.version_info[:2]
    return 'pypy' + name if hasattr(sys, 'pypy_version_info') else name


def printed(value):
    try:
        shown = repr(value)
    except ValueError:
        shown = 'ValueError: %s' % sys.exc_info()[1]
    if isinstance(shown, bytes):
        shown = shown.decode('ascii')
    return re.sub('at 0x[0-9a-f]+', 'at 0x1', shown)


def main():
    if os.environ.get('PYTHONHASHSEED') != '0':
        sys.exit('the order of sets is that of PYTHONHASHSEED=0')
    names = {
        'text': text,
        'itself': itself,
        'references': sys.version_info >= (3, 4),  # before, marshal writes no cycles, and tries for ever
        'new_none': sys.version_info >= (3, 12),
        'hash_slice': sys.version_info >= (3, 14),
    }
    release = sys.version.split()[0]
    lines = ['# What %s prints, made by scripts/repr_cases.py.' % release.rstrip('+')]
    for expression in VALUES.strip().split('\n'):
        try:
            data = marshal.dumps(eval(expression, names))
        except (NameError, ValueError, UnicodeError):
            continue  # not of this version, or a marshal that cannot write it
        lines.append(binascii.hexlify(data).decode('ascii'))
        lines.append(printed(marshal.loads(data)))
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    folder = os.path.join(root, *FOLDER.split('/'))
    if not os.path.isdir(folder):
        os.makedirs(folder)
    out = io.open(os.path.join(folder, version() + '.txt'), 'wb')
    out.write(('\n'.join(lines) + '\n').encode('utf-8'))
    out.close()


if __name__ == '__main__':
    main()
