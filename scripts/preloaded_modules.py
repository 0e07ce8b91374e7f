"""Prints the modules that an interpreter has in itself and therefore never looks for on the search path.

    python3.X scripts/preloaded_modules.py

prints two rows of cache/src/main/resources/dev/pycache/cache/why/preloaded.txt: those written in C
(sys.builtin_module_names; other builds of the version may have more or fewer) and those whose bytecode is in the
interpreter (frozen modules; from 3.11 on -X frozen_modules=off turns them off).
"""
import _imp
import sys

BEFORE_3_11 = ["_frozen_importlib", "_frozen_importlib_external", "zipimport", "__hello__", "__phello__",
               "__phello__.spam"]

names = _imp._frozen_module_names() if hasattr(_imp, "_frozen_module_names") else BEFORE_3_11
version = "%d.%d" % sys.version_info[:2]
print(version, "builtin", *sorted(sys.builtin_module_names))
print(version, "frozen", *sorted(name for name in names if _imp.is_frozen(name)))
