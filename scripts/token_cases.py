#!/usr/bin/env python3
"""Renews the expectations in the test cases of the source and token packages with what this interpreter says.

Usage: PYTHON scripts/token_cases.py, with each of the releases in versioned_cases.py

A case is the bytes of a file after ">>> ", written as in a bytes literal, then its tokens: kind, line, column, end
line, end column, text. If the file does not get past the tokenizer, there is its error instead: type, line, offset, end
line, end offset, message; what only the parser says "invalid syntax" to has tokens. Warnings of the tokenizer come last.
Lines behind one with a release in brackets are what that release says, and those after it; "no answer" if it cannot be
asked. Lines from "#" on are kept.
"""
import _tokenize
import io
import os
import pathlib
import sys
import tempfile
import token
import tokenize
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from versioned_cases import RELEASES, renewed  # noqa: E402

CASES = pathlib.Path(__file__).resolve().parent.parent.joinpath(
    "compiler/src/test/resources/dev/pycache/compiler/token/cases.txt"
)
PLAIN = {"NAME", "NUMBER", "STRING", "NEWLINE", "INDENT", "DEDENT", "ASYNC", "AWAIT"}
PLAIN |= {kind + part for kind in ("FSTRING_", "TSTRING_") for part in ("START", "MIDDLE", "END")}


def escape(text):
    return repr(text.encode())[2:-1].replace("\\'", "'")


def tokens(raw):
    encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
    text = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").decode(encoding)
    for number, string, line, column, end_line, end_column in list(places(text)):
        kind = token.tok_name[number]
        if string in ("async", "await"):
            kind = string.upper()  # names from 3.13 on
        if kind not in PLAIN or number == token.OP:
            kind = "OP"
        yield f"{kind} {line},{column}-{end_line},{end_column} {escape(string)}".rstrip()


def places(text):
    """Number, text, line, column, end line and end column of the tokens; columns count bytes."""
    if sys.version_info < (3, 12):
        for string, number, line, end_line, column, end_column, _ in _tokenize.TokenizerIter(text):
            yield number, string, line, column, end_line, end_column
        return
    lines = io.StringIO(text).readlines()

    def in_bytes(line, column):
        return column if column < 0 else len(lines[line - 1][:column].encode())

    source = iter([line if line.endswith("\n") else line + "\n" for line in lines])
    for number, string, start, end, _ in _tokenize.TokenizerIter(source.__next__, extra_tokens=False):
        if number != token.ENDMARKER:
            yield number, string, start[0], in_bytes(*start), end[0], in_bytes(*end)


def expectation(raw):
    with tempfile.NamedTemporaryFile(suffix=".py") as file, warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        file.write(raw)
        file.flush()
        error = None
        try:
            compile(raw, file.name, "exec", dont_inherit=True)
        except SyntaxError as raised:
            e = raised
            error = f"{type(e).__name__} {e.lineno},{e.offset}-{e.end_lineno},{e.end_offset} {escape(e.msg)}"
            of_parser = e.msg.startswith(("invalid syntax", "f-string: "))
        warned = list(seen)
        try:
            if error and not of_parser and sys.version_info < (3, 12):
                raise e  # the iterator of 3.11 ends where some errors are
            found = list(tokens(raw))
        except SyntaxError:
            # comments need not be UTF-8 up to 3.13, as this module thinks
            found = [error] if error else ["no answer"]
        except (SystemError, MemoryError, ValueError, LookupError):
            # strings of several lines are too much for the iterator of 3.12.1
            found = [error] if error and not error.endswith("invalid syntax") else ["no answer"]
        yield from found
    for warning in warned:
        message = str(warning.message)
        # from 3.12 on the tokenizer knows the braces of f-strings
        if message.endswith(" literal") or ("\\{" in message and sys.version_info >= (3, 12)):
            yield f"{warning.category.__name__} {warning.lineno} {warning.message}"


def main():
    lines = []
    written = {}
    case = None
    for line in CASES.read_text("utf-8").splitlines() + ["#"]:
        if line.startswith((">>> ", "#")):
            if case:
                raw = eval("b'''" + case[4:].replace("'", "\\'") + "'''")
                lines.append(case)
                for release, expected in renewed(written, list(expectation(raw))).items():
                    lines += expected if release == RELEASES[0] else ["[%s]" % release, *expected]
                lines.append("")
            case = line if line[0] == ">" else None
            if case is None:
                lines.append(line)
            written = {}
            release = RELEASES[0]
        elif line[1:-1] in RELEASES:
            release = line[1:-1]
            written[release] = []
        elif line:
            written.setdefault(release, []).append(line)
    CASES.write_text("\n".join(lines[:-1]) + "\n", "utf-8")


main()
