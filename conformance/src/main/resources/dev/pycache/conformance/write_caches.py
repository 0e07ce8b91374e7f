"""Writes the caches of sources as an import does, without executing them.

    write_caches.py FOLDER

Takes all *.py below FOLDER.
"""
import os
import sys
from importlib.machinery import SourceFileLoader

for folder, _, names in sorted(os.walk(sys.argv[1])):
    for name in sorted(names):
        if name.endswith(".py"):
            path = os.path.join(folder, name)
            try:
                SourceFileLoader(name[:-3], path).get_code(name[:-3])
            except (SyntaxError, ValueError, UnicodeDecodeError, RecursionError):
                pass  # has no cache
