"""Expectations of test cases for several releases of Python, of which each holds until a later one differs.

The scripts that renew test cases run in one release at a time and leave what is expected of the others as it is.
"""

import platform

# Those of 3.12.7, 3.13.2 and 3.14.2 are WebAssembly.
RELEASES = ["3.11.7", "3.12.1", "3.12.7", "3.13.0", "3.13.2", "3.13.5", "3.13.18", "3.14.2", "3.14.10"]


def release(releases=RELEASES):
    """The release that is running, if cases are kept for it."""
    name = platform.python_version()
    if name not in releases:
        raise SystemExit("cases are kept for Python %s" % ", ".join(releases))
    return name


def renewed(written, outcome, releases=RELEASES):
    """What is to be written for each release, if this is what the running one makes of the case.

    written: a dict of what was expected; a release that is not in it expects what the one before it does.
    """
    now = release(releases)
    expected = {}
    last = None
    for name in releases:
        last = written.get(name, last)
        expected[name] = outcome if name == now else last
    result = {}
    last = None
    for name in releases:
        if expected[name] is not None and expected[name] != last:
            result[name] = last = expected[name]
    return result


def read(lines):
    """The expectations of a case by their release, from lines of which some are a release in brackets."""
    written = {}
    name = RELEASES[0]
    for line in lines:
        if line[1:-1] in RELEASES:
            name = line[1:-1]
        else:
            written.setdefault(name, []).append(line)
    return written


def lines(written):
    """What read() has read."""
    for name, expected in written.items():
        if name != RELEASES[0]:
            yield "[%s]" % name
        yield from expected


def renew_file(path, outcome, releases=RELEASES):
    """Writes a file of cases anew, in each of which the lines behind "### " are what is expected of the others.

    outcome: makes what is expected, a list of lines, of the other lines of a case.
    """
    with open(path, encoding="utf-8") as file:
        cases = file.read().split("\n---\n")
    out = []
    for case in cases:
        all_lines = case.strip("\n").split("\n")
        given = [line for line in all_lines if not line.startswith("### ")]
        written = read(line[4:] for line in all_lines if line.startswith("### "))
        expected = renewed(written, outcome(given), releases)
        out.append("\n".join(given + ["### " + line for line in lines(expected)]))
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n---\n".join(out) + "\n")
