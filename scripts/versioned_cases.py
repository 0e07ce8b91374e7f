"""Expectations of test cases for several releases of Python, of which each holds until a later one differs.

The scripts that renew test cases run in one release at a time and leave what is expected of the others as it is.
"""

import platform

# Those of 3.12.7 and 3.14.2 are WebAssembly.
RELEASES = ["3.11.7", "3.12.1", "3.12.7", "3.13.0", "3.13.18", "3.14.2", "3.14.10"]


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
