"""Write the hashes that the interpreter that runs this file gives to sources in hash-based caches.

    python3.8 scripts/source_hash_cases.py

The result goes to bytecode/src/test/resources/dev/pycache/bytecode/pyc/hashes/<version>.txt, the name being that of
PythonVersion. It runs in Python 3.7 and all later ones. A row is the length of a source and its hash; byte i of the source is
(7 * i + length) modulo 256.
"""
import binascii
import importlib.util
import os
import sys

FOLDER = 'bytecode/src/test/resources/dev/pycache/bytecode/pyc/hashes'
LENGTHS = list(range(25)) + [63, 64, 65, 255, 256, 1000, 4096, 100003]


def main():
    pypy = 'PyPy' in sys.version
    rows = ['# importlib.util.source_hash, made by scripts/source_hash_cases.py in ' + ('PyPy ' if pypy else '') +
            sys.version.split()[0] + '.']
    for length in LENGTHS:
        source = bytes((7 * i + length) % 256 for i in range(length))
        rows.append('%d %s' % (length, binascii.hexlify(importlib.util.source_hash(source)).decode()))
    folder = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), FOLDER)
    os.makedirs(folder, exist_ok=True)
    name = ('pypy' if pypy else '') + '%d.%d.txt' % sys.version_info[:2]
    with open(os.path.join(folder, name), 'w', encoding='ascii') as out:
        out.write('\n'.join(rows) + '\n')


main()
