"""Print every distinct string constant of the given Python files, as frames.

    PYTHON string_constants.py < list-of-files     (one path a line)

A frame is: length of the name (4 bytes, little endian), name in UTF-8 ("path:line:column"), length of the text, text in
UTF-8 with lone surrogates passed through. Files that do not compile are left out. Texts come in the order of the files
and of their place in them, each text only where it stands first.
"""
import ast
import sys
import warnings


def main():
    warnings.simplefilter("ignore")
    seen = set()
    out = sys.stdout.buffer
    for path in sys.stdin.buffer.read().decode("utf-8", "surrogateescape").splitlines():
        with open(path, "rb") as file:
            source = file.read()
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        nodes = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
        nodes.sort(key=lambda n: (n.lineno, n.col_offset))
        for node in nodes:
            text = node.value.encode("utf-8", "surrogatepass")
            if text in seen:
                continue
            seen.add(text)
            name = "%s:%d:%d" % (path, node.lineno, node.col_offset)
            for part in (name.encode("utf-8", "surrogateescape"), text):
                out.write(len(part).to_bytes(4, "little"))
                out.write(part)
    out.flush()


main()
