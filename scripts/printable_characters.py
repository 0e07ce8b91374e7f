#!/usr/bin/env python3
"""Writes from which version of Python on each character is printable (str.isprintable), that is, not escaped by repr.

    python3 scripts/printable_characters.py python3.0 python3.1 ... python3.15

The arguments are the commands of one interpreter for each version of CPython 3, in any order; the versions that nobody
installs any more have to be built from their sources (3.0 to 3.2 with --with-wide-unicode). The result goes to
bytecode/src/main/resources/dev/pycache/bytecode/repr/printable.txt. Python 2 escapes all that is not ASCII.
"""
import pathlib
import subprocess
import sys
import textwrap

RESULT = 'bytecode/src/main/resources/dev/pycache/bytecode/repr/printable.txt'
ASK = r'''
import sys
release = ".".join(map(str, sys.version_info[:3]))
print(release + " " + "".join(str(int(chr(code).isprintable())) for code in range(0x80, 0x110000)))
'''
HEADER = '''\
# From which version of Python on characters are printable; one that is printable stays so in all later versions.
# Hexadecimal ranges, first and last code point; ASCII is left out. Written by scripts/printable_characters.py, which
# asked these interpreters: %s.
'''


def ask(command):
    answer = subprocess.run([command, '-S', '-c', ASK], stdout=subprocess.PIPE, check=True).stdout.decode('ascii')
    release, bits = answer.split()
    return tuple(map(int, release.split('.'))), {code for code, bit in enumerate(bits, 0x80) if bit == '1'}


def ranges(codes):
    codes = sorted(codes)
    starts = [code for i, code in enumerate(codes) if i == 0 or codes[i - 1] != code - 1]
    ends = [code for i, code in enumerate(codes) if i + 1 == len(codes) or codes[i + 1] != code + 1]
    return ['%X' % start if start == end else '%X-%X' % (start, end) for start, end in zip(starts, ends)]


def main():
    answers = sorted((ask(command) for command in sys.argv[1:]), key=lambda answer: answer[0])
    text = HEADER % ', '.join('.'.join(map(str, release)) for release, _ in answers)
    text = '\n'.join(textwrap.fill(line, 118, subsequent_indent='# ') for line in text.splitlines()) + '\n'
    before = set()
    for release, printable in answers:
        if not before <= printable:
            sys.exit('no longer printable in %d.%d: %s' % (*release[:2], ranges(before - printable)))
        if printable > before:
            text += '[%d.%d]\n' % release[:2]
            text += textwrap.fill(' '.join(ranges(printable - before)), 118, break_on_hyphens=False) + '\n'
        before = printable
    path = pathlib.Path(__file__).resolve().parent.parent / RESULT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, 'ascii')


if __name__ == '__main__':
    main()
