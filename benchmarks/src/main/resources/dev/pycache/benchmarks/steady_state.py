"""Compile and marshal all sources below a folder, again and again: steady_state.py FOLDER ROUNDS

Prints the seconds of each round after one to get warm."""

import gc
import marshal
import os
import sys
import time

sources = []
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith(".py"):
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                sources.append((path, file.read()))

rounds = int(sys.argv[2])
warm_up = min(1, rounds)
for i in range(-warm_up, rounds):
    gc.collect()
    start = time.perf_counter()
    for path, source in sources:
        try:
            code = compile(source, path, "exec", dont_inherit=True, optimize=0)
        except (SyntaxError, ValueError, RecursionError):
            continue
        marshal.dumps(code)
    if i >= 0:
        print(time.perf_counter() - start, flush=True)
