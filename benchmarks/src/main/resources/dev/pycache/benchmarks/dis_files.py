"""Disassemble every file below a folder to standard output, each as `python -m dis` does, all in one process.

    PYTHON dis_files.py FOLDER

Caches are read, sources compiled. What can be neither is named on standard error.
"""
import dis
import marshal
import os
import sys

HEADER = 16


def code(path):
    with open(path, "rb") as file:
        data = file.read()
    return marshal.loads(data[HEADER:]) if path.endswith(".pyc") else compile(data, path, "exec")


def main():
    for folder, folders, names in os.walk(sys.argv[1]):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".pyc")):
                path = os.path.join(folder, name)
                try:
                    dis.dis(code(path))
                except (SyntaxError, ValueError, RecursionError) as exc:
                    print("%s: %s" % (path, exc), file=sys.stderr)


main()
