"""Makes the golden file of .dockerignore patterns by asking Docker.

    scripts/dockerignore_cases.py > cache/src/test/resources/dev/pycache/cache/docker/dockerignore.txt

Needs the docker command, but no daemon: this program takes the place of one, and looks at which files
`docker build` sends. The classic builder is used, since it sends all that is not ignored. It does not
enter ignored folders for exceptions with wildcards, as BuildKit does, so there are none of these.
"""

import http.server
import io
import json
import os
import random
import socketserver
import subprocess
import sys
import tarfile
import tempfile
import threading

TREE = r"""
__pycache__/a.cpython-311.pyc
a/__pycache__/b.cpython-311.pyc
a/b/__pycache__/c.cpython-311.pyc
a/b/c/d.py
a/b/c/d.pyc
a/x$py.class
a/x.pyd
a/x.pyo
a.py
a.pyc
src/pkg/__init__.py
src/pkg/data.txt
src/a+b(c)|d{e}.py
src/back\slash.py
src/br[1].py
src/né.py
src/q?.py
src/sp ace.py
src/star*name.py
^x
.hidden/x.pyc
abc.def
abcdef
aXc
docs/README.md
d1
tests/__pycache__/t.cpython-311-pytest-8.pyc
1/2/3/4/5/x.pyc
""".strip().split("\n")

PATTERNS = r"""
__pycache__|__pycache__/|/__pycache__|./__pycache__|*/__pycache__|**/__pycache__|**/__pycache__/
**/__pycache__/**|**/__pycache__/*|*.pyc|*/*.pyc|**/*.pyc|**/*.py[co]|*.py[cod]|**.pyc|**pyc|*$py.class
**/*$py.class|a|a/|/a|./a|a/b|a/*|a/**|a**|a**/*.pyc|**/b|**/a*/**|**/pkg/*|src/**/*.py|src/**
b|c/d.py|*|**|**/|**/*|**/**|**/**/x.pyc|*/*/*|1/**/x.pyc|1/**/4|**/1|**/x.pyc|**a**
[a-d]*|[^a-s]*|*[0-9]|[a^]*|[^]|[|[]|a[|x[|[a-]|[-a]|[z-a]|[a-b-c]|a\|[]a]|[\]a]*|[\-x]*|[.]hidden
src/star\*name.py|src/star*|src/q\?.py|src/q?.py|src/br\[1\].py|src/br[[]1].py|src/br[1].py|src/back\\slash.py
src/a+b(c)|d{e}.py|src/sp ace.py|src/n?.py|src/[é-ü]*|src/n[é-ü].py|src/né.py|src/[!a]*|src/[b-s][[:alpha:]]*
^x|\^x|a^|?bc*|abc?def|abc.def|\d*|[\d]*|[\w]*|\w*|\S1|\a|\.hidden|.*|**/.*|a\/b|[*]x|[?]bc*|**/[_]*
tests/../docs|a/b/c/../x|../x|a/../../b|tests//__pycache__|  tests  |# tests| # tests|!|! a|!/a|**/..|.|/
""".replace("src/a+b(c)|d{e}.py", "src/a+b(c)\0d{e}.py")

EXCEPTIONS = ["!a", "!a/b", "!a/b/c/d.py", "!src/pkg", "!src/pkg/data.txt", "!docs", "! docs", "!/docs/README.md",
              "!a/__pycache__", "!__pycache__", "!tests/", "!1/2", "!src/../docs"]


class Daemon(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    sent = None

    def log_message(self, *args):
        pass

    def answer(self, body):
        self.send_response(200)
        for name, value in (("Api-Version", "1.41"), ("Ostype", "linux"), ("Builder-Version", "1"),
                            ("Content-Type", "application/json"), ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_HEAD(self):
        self.answer(b"")

    def do_GET(self):
        self.answer(b"OK" if "ping" in self.path else b"{}")

    def do_POST(self):
        body = b""
        while (size := int(self.rfile.readline(), 16)) > 0:
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        with tarfile.open(fileobj=io.BytesIO(body)) as archive:
            Daemon.sent = {member.name for member in archive}
        self.answer(json.dumps({"stream": "Successfully built 0\n"}).encode())


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

    def get_request(self):
        return super().get_request()[0], ("local", 0)


def ask(context, text, environment):
    """What Docker keeps out, None if it refuses the patterns."""
    with open(os.path.join(context, ".dockerignore"), "w", newline="") as file:
        file.write(text)
    Daemon.sent = None
    subprocess.run(["docker", "build", "-q", context], env=environment, capture_output=True, timeout=60)
    return None if Daemon.sent is None else [path for path in TREE if path not in Daemon.sent]


def texts():
    singles = [p.replace("\0", "|") for line in PATTERNS.strip("\n").split("\n") for p in line.split("|")]
    yield from singles
    choose = random.Random(4)
    for _ in range(120):
        lines = choose.choices(singles, k=choose.choice((1, 2, 3)))
        lines.insert(choose.randint(1, len(lines)), choose.choice(EXCEPTIONS))
        if choose.random() < 0.4:
            lines.append(choose.choice(singles))
        if all(line.lstrip("!").strip() for line in lines):
            yield "\n".join(lines)


def main():
    with tempfile.TemporaryDirectory() as folder:
        socket = os.path.join(folder, "socket")
        context = os.path.join(folder, "context")
        for path in TREE:
            os.makedirs(os.path.dirname(os.path.join(context, path)), exist_ok=True)
            open(os.path.join(context, path), "w").close()
        with open(os.path.join(context, "Dockerfile"), "w") as file:
            file.write("FROM scratch\n")
        server = Server(socket, Daemon)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        environment = dict(os.environ, DOCKER_HOST="unix://" + socket, DOCKER_BUILDKIT="0")
        version = subprocess.run(["docker", "--version"], capture_output=True, text=True).stdout.split(",")[0]
        print("# What " + version + " keeps out of a build context; made by scripts/dockerignore_cases.py.")
        print("# A case is a .dockerignore, and behind --- the files of the tree that stay out, or 'refused'.")
        print("=== tree")
        print("\n".join(TREE))
        seen = set()
        for text in texts():
            if text not in seen:
                seen.add(text)
                out = ask(context, text, environment)
                print("===")
                print(text)
                print("---")
                print("\n".join(["refused"] if out is None else out + [""] if not out else out), end="")
                print("\n" if out is None or out else "", end="")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
