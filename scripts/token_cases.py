#!/usr/bin/env python3.11
"""Renews the expectations in the test cases of the source and token packages with what this interpreter says.

    python3.11 scripts/token_cases.py

A case is the bytes of a file after ">>> ", written as in a bytes literal, then its tokens: kind, line, column, end
line, end column, text. If the file does not get past the tokenizer, there is its error instead: type, line, offset, end
line, end offset, message; what only the parser says "invalid syntax" to has tokens. Warnings of the tokenizer come last.
Lines from "#" on are kept.
"""
import _tokenize
import io
import pathlib
import tempfile
import token
import tokenize
import warnings

CASES = pathlib.Path("compiler/src/test/resources/dev/pycache/compiler/token/cases.txt")
PLAIN = {"NAME", "NUMBER", "STRING", "NEWLINE", "INDENT", "DEDENT", "ASYNC", "AWAIT"}


def escape(text):
    return repr(text.encode())[2:-1].replace("\\'", "'")


def tokens(raw):
    encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
    text = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").decode(encoding)
    for string, number, line, end_line, column, end_column, _ in _tokenize.TokenizerIter(text):
        kind = token.tok_name[number]
        if kind not in PLAIN or number == token.OP:
            kind = "OP"
        yield f"{kind} {line},{column}-{end_line},{end_column} {escape(string)}".rstrip()


def expectation(raw):
    with tempfile.NamedTemporaryFile(suffix=".py") as file, warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        file.write(raw)
        file.flush()
        error = None
        try:
            compile(raw, file.name, "exec", dont_inherit=True)
        except SyntaxError as e:
            if e.msg != "invalid syntax":
                error = f"{type(e).__name__} {e.lineno},{e.offset}-{e.end_lineno},{e.end_offset} {escape(e.msg)}"
        warned = list(seen)
        yield from [error] if error else tokens(raw)
    for warning in warned:
        if str(warning.message).endswith(" literal"):
            yield f"{warning.category.__name__} {warning.lineno} {warning.message}"


def main():
    lines = []
    for line in CASES.read_text().splitlines():
        if line.startswith(">>> "):
            raw = eval("b'''" + line[4:].replace("'", "\\'") + "'''")
            lines += [line, *expectation(raw), ""]
        elif line.startswith("#"):
            lines.append(line)
    CASES.write_text("\n".join(lines))


main()
