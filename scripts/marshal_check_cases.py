"""Write what marshal.loads of the interpreter that runs this file makes of code objects and other bytes that are not right.

    python3.8 scripts/marshal_check_cases.py

The result goes to bytecode/src/test/resources/dev/pycache/bytecode/marshal/check/<version>.txt, the name being that of
PythonVersion. It runs in Python 2.7 and all later ones. First come the fields of a small code object; then what happens
when one of them is replaced by other bytes; then other bytes, which stand alone. What happens is "code", "object" for
anything else that is read, the name of an exception, or "dies".
"""
from __future__ import print_function

import binascii
import io
import marshal
import os
import struct
import sys

FOLDER = 'bytecode/src/test/resources/dev/pycache/bytecode/marshal/check'
INFO = sys.version_info
PYPY = 'PyPy' in sys.version
CODE = type((lambda: 0).__code__)
SHARES = INFO >= (3, 4)

PYTHON_2 = ('argcount nlocals stacksize flags code consts names varnames freevars cellvars filename name firstlineno'
            ' linetable').split()
KEYWORD_ONLY = PYTHON_2[:1] + ['kwonlyargcount'] + PYTHON_2[1:]
POSITIONAL_ONLY = PYTHON_2[:1] + ['posonlyargcount', 'kwonlyargcount'] + PYTHON_2[1:]
PYPY_3_11 = POSITIONAL_ONLY[:-2] + ['qualname', 'firstlineno', 'linetable', 'exceptiontable']
LOCATIONS = ('argcount posonlyargcount kwonlyargcount stacksize flags code consts names localsplusnames localspluskinds'
             ' filename name qualname firstlineno linetable exceptiontable').split()


def layout():
    if INFO < (3,):
        return PYTHON_2
    if INFO < (3, 8):
        return KEYWORD_ONLY
    if INFO < (3, 11):
        return POSITIONAL_ONLY
    return PYPY_3_11 if PYPY else LOCATIONS


def int32(number):
    return struct.pack('<i', number)


def raw(data):
    return b's' + int32(len(data)) + data


def wide(data):
    return b'u' + int32(len(data)) + data


def name(data):
    return raw(data) if INFO < (3,) else wide(data)


def items(*objects):
    return b'(' + int32(len(objects)) + b''.join(objects)


SOUND = {
    'argcount': int32(1), 'posonlyargcount': int32(0), 'kwonlyargcount': int32(0), 'nlocals': int32(1),
    'stacksize': int32(1), 'flags': int32(3), 'firstlineno': int32(1), 'code': raw(b'\0\0\0\0'), 'consts': items(b'N'),
    'names': items(name(b'n')), 'varnames': items(name(b'a')), 'freevars': items(), 'cellvars': items(),
    'localsplusnames': items(name(b'a')), 'localspluskinds': raw(b'\x20'), 'filename': name(b'f.py'),
    'name': name(b'g'), 'qualname': name(b'g'), 'linetable': raw(b''), 'exceptiontable': raw(b''),
}
NUMBERS = [-1, 2, 0, 7, 2**31 - 1, -2**31]
OBJECTS = [
    b'0', b'N', b'T', b'i' + int32(5), raw(b''), raw(b'ab'), raw(b'abc'), wide(b'ab'), wide(b'a\0'), wide(b'\xed\xb2\x80'),
    wide(b'\xed\xa0\x80'), items(), items(b'N'), items(name(b'a'), name(b'b')), items(raw(b'a')), items(wide(b'a')),
    items(b'[' + int32(0)), b'[' + int32(0), b'[' + int32(1) + name(b'a'), b'{0', b'{' + name(b'a') + b'N0',
    b'>' + int32(0), b'<' + int32(1) + name(b'a'),
]
SHARED_OBJECTS = [b'\xa9\1r' + int32(0), b'\xa9\1)\1r' + int32(0), b')\1\xdb' + int32(1) + b'r' + int32(0), b'z\1\xe9']
SINGLES = [
    b'', b'0', b'N', b'?', b'{N0', b'{N00', b'{[\0\0\0\x0000', b'{[\0\0\0\0N0', b'{N', b'S', b'.', b'(\2\0\0\0TF',
    b'f\4 1.5', b'f\x041_00', b'f\3inf', b'f\4-nan', b'f\x061.5\0d ', b'f\0', b'f\1x', b'f\0051', b'x\0011\1x', b'x\0011',
    b'i\1', b'I\1', b'I' + b'\1' * 8, b'g\0', b'y\0', b'l', b'l\0\0\0\0', b'l\1\0\0\0\1', b'l\5\0\0\0\1\0',
    b'l\0\0\0\x80', b'l\1\0\0\0\0\x80', b'l\1\0\0\0\0\0', b'l\2\0\0\0\1\0\0\0', b'l\xff\xff\xff\xff\1\0',
    b's\1\0', b's\5\0\0\0a', b's\xff\xff\xff\xff', b'u\xff\xff\xff\xff', b'a\xff\xff\xff\xff', b'(\xff\xff\xff\xff',
    b'[\xff\xff\xff\xff', b'<\xff\xff\xff\xff', b'>\xff\xff\xff\xff', b'z', b'z\3a', b')', b')\1', b')\1N',
    b'(\1\0\0\x000', b'[\1\0\0\x000', b'<\1\0\0\x000', b'>\1\0\0\x000', b'r\0', b'r\xff\xff\xff\xff', b'r\0\0\0\0',
    b')\2\xcer\0\0\0\0', b')\3\xe9\1\0\0\0\xf2\0\0\0\0r\1\0\0\0', b')\2\xe9\1\0\0\0\xf2\0\0\0\0', b')\1\xb0',
    b'u\1\0\0\0\xff', b'u\3\0\0\0\xed\xa0\x80', b'u\2\0\0\0\xc0\x80', b'u\2\0\0\0a\xc3', b'a\1\0\0\0\xe9', b'Z\1\xe9',
    b')\2\xbe\0\0\0\0r\0\0\0\0', b'\xbe\1\0\0\0r\0\0\0\0', b'\xbc\1\0\0\0r\0\0\0\0', b'\xdb\1\0\0\0r\0\0\0\0',
    b'\xa9\1r\0\0\0\0', b'\xa9\2N<\1\0\0\0r\0\0\0\0', b'[\2\0\0\0\xa9\1r\0\0\0\0<\1\0\0\0r\0\0\0\0', b'\xfbNr\0\0\0\x000',
    b't\1\0\0\0a', b'(\2\0\0\0t\1\0\0\0aR\0\0\0\0', b'R\0\0\0\0', b':NNN', b':NN', b')\1:NN0', b'<\1\0\0\0:NN[\0\0\0\0',
    b'}NN0', b'}N0', b'<\1\0\0\0}N[\0\0\0\x000', b'<\1\0\0\0(\1\0\0\0{0', b'(\1\0\0\0' * 1999 + b'N',
    b'(\1\0\0\0' * (20000 if PYPY else 2000) + b'N',
]


def ask(data):
    """What happens in a child, which may die."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        with os.fdopen(read, 'rb') as answer:
            text = answer.read().decode('ascii')
        os.waitpid(child, 0)
        return text or 'dies'
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        text = 'code' if type(marshal.loads(data)) is CODE else 'object'
    except BaseException:
        text = sys.exc_info()[0].__name__
    os.write(write, text.encode('ascii'))
    os._exit(0)


def replacements(field):
    if struct.calcsize('<i') == len(SOUND[field]):
        return [int32(number) for number in NUMBERS]
    extra = []
    if field == 'cellvars':
        extra = [SOUND['varnames']]
    if field == 'localspluskinds':
        extra = [raw(b'\0'), raw(b'\x40'), raw(b'\x80'), raw(b'\x60'), raw(b'\xff')]
    if field == 'code':
        extra = [raw(b'\xfe\0\0\0'), raw(b'\0\0\xf7\0'), raw(b'\0\xfe\0\0')]
    return OBJECTS + extra + (SHARED_OBJECTS if SHARES else [])


def main():
    hexadecimal = lambda data: binascii.hexlify(data).decode('ascii') or '-'
    lines = ['# What marshal.loads says, made by scripts/marshal_check_cases.py in ' + ('PyPy ' if PYPY else '') +
             sys.version.split()[0] + '.', '']
    lines += ['field co_%s %s' % (field, hexadecimal(SOUND[field])) for field in layout()] + ['']
    for field in layout():
        for bad in replacements(field):
            data = b'c' + b''.join(bad if f == field else SOUND[f] for f in layout())
            lines.append('co_%s %s %s' % (field, hexadecimal(bad), ask(data)))
    lines.append('')
    for data in SINGLES:
        text = hexadecimal(data)
        if len(data) > 100:
            text = '%s*%d+4e' % (hexadecimal(data[:5]), len(data) // 5)
        lines.append('%s %s' % (text, ask(data)))
    version = ('pypy' if PYPY else '') + '%d.%d' % INFO[:2]
    folder = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), FOLDER)
    if not os.path.isdir(folder):
        os.makedirs(folder)
    with io.open(os.path.join(folder, version + '.txt'), 'w', encoding='ascii', newline='\n') as out:
        out.write(b''.decode('ascii') + '\n'.join(lines) + '\n')


main()
