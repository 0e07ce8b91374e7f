"""What Python's re makes of patterns, for the test of PythonPattern.

    python3.11 scripts/pattern_cases.py > cli/src/test/resources/dev/pycache/cli/compile/patterns.txt

A line is PATTERN, TEXT and the place where re.search finds it ("2-5", or "no"); or PATTERN, nothing
and the error. Tabs stand in between; what is not plain ASCII is written as %{hexadecimal}.
"""
import re
import sys
import warnings

TEXTS = [
    "lib/pkg/mod.py", "tests/test_a.py", "A/Caf\u00e9_\u0663\u00b2.PY", "a b\n", "line\nmore\n", "x\u2028y",
    "aaa", "", "a-b]c^d&&e[f", "\x85 \x1c", "\u00c9\u00df\u0416", "0123 {,2} {1}", "\U0001f600.py", "abab cdcd",
    "\u01c5\u0345\u200d", "ba'q'", "q#x y",
]
PATTERNS = r"""
pkg
^lib
py$
\.py$
\.py\Z
\Alib/
(?m)^more
(?m)line$
(?m)^$
line.more
(?s)line.more
.$
\d+
\D+
\w+
\W+
\s
\S+
(?a)\w+
(?a)\s
(?a)\d
(?a)caf\w
\b\w
\Bo
(?a)\bc
[]a]+
[^]a]+
[a-c]+
[\w.-]+
[\W]
[^\W]
[^\s/]+
[a^]+
[&&]
[a&&b]
[[f]+
[\]\[]
[-a]+
[a-]+
[\d-]
[\b]
[\x41-\x43]
[\u00e9\N{LATIN SMALL LETTER E WITH ACUTE}]
(?i)CAF\u00c9
(?i)[A-Z]+
(?i)\u00e9
(?ia)\u00e9
(?i:LIB)/pkg
(?i)lib(?-i:/)PKG
(?i)lib(?-i:/PKG)
(?i:a(?s:.)B)
(?:a|b)c
(a)(b)?\1
(?P<q>['"])q(?P=q)
(?P<x_1>a)(?P=x_1)
(ab)\1
(a)\1\1
(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)\10
(a)\07
\0
\101
\141
\x61
\U0001f600
\u2028
a*
a+?
a{2}
a{2,}
a{,2}
a{1,2}?
a++a
a?+a
a{2}+a
a{
a{}
{1}
{,2}
 {,2}
a{x}
a{1
(?=p)pkg
(?!p)\w
(?<=/)pkg
(?<!/)pkg
(?<=\w)\.
(?>a+)a
(?#comment)pkg
a(?#comment)*
(?x) p k g  # comment
(?x)q\#x\ y
(?x)[ #]
(?x: p k g )/mod
(?x)a {2}
(?x)a+ # more
(?x)a + +
(?m:^more)
(?s:.)more
(?i)(?m)^MORE
\Ba\B
\n
\t|\v|\f|\a|\r
[\a\f\n\r\t\v]
[\0-\x1f]
[\07]
[\101]
tests?/
(tests|docs)/
ba[^\\/]*$
^.*/test_.*\.py$
(a|b)*c
()
|
a||b
(?:)
\.
\-
\/
\#
\'
\ 
\%
%
\w{3,}
[[:alpha:]]
[a-z&&[^b]]
\d{4}\s
(?u)\w
*
+a
?
a**
a+*
a{2}{3}
(?:a*)*
^*
$+
\b?
(?=a)*b
(
)
a)
(a
(?
(?P
(?Px
(?P<
(?P<a
(?P<>a)
(?P<1a>a)
(?P<a>a)(?P<a>b)
(?P=a)
(?P>a)
(?<a>b)
(?<a
(?z)
(?i
(?i-
(?i-)
(?i-s
a(?i)b
(?i-i:a)
(?-a:b)
(?L)a
(?au)a
(?i-x-s:a)
[
[a
[]
[^]
[z-a]
[\w-a]
[a-\d]
[a-
\
\1
(a)\2
(a\1)
\x1
\xg
\u12
\U00110000
\U1
\N{NO SUCH NAME}
\N
\N{
\q
\Q
\p{L}
\G
\8
[\8]
[\Z]
[\A]
\400
[\777]
a{3,2}
a{99999999999}
(?#
(?P<a.b>c)
(?:
""".strip("\n").split("\n")


def escaped(text):
    return "".join(c if " " <= c <= "~" and c != "%" else "%%{%x}" % ord(c) for c in text)


def main():
    warnings.simplefilter("ignore")
    for pattern in PATTERNS:
        try:
            compiled = re.compile(pattern)
        except (re.error, OverflowError) as error:
            print(escaped(pattern), "", escaped(getattr(error, "msg", str(error))), sep="\t")
            continue
        for text in TEXTS:
            found = compiled.search(text)
            place = "%d-%d" % found.span() if found else "no"
            print(escaped(pattern), escaped(text), place, sep="\t")


if __name__ == "__main__":
    sys.exit(main())
