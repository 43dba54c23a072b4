"""Students' repositories, and servers for them on this machine: git's daemon, git's CGI behind http, some that misbehave."""

import http.server
import os
import socketserver
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

TOKEN = "Basic bGV0IG1lIGluOnBsZWFzZQ=="  # what the private repository asks for
LINK, SUBMODULE, PROGRAM = "120000", "160000", "100755"
Content = bytes | tuple[str, bytes]  # or with its mode


def git(folder: Path, *words: str, said: bytes = b"") -> str:
    """What a git command prints; no setting of this machine's user bears on it."""
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    person = {
        f"GIT_{who}_{what}": "student@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    ran = subprocess.run(
        ["git", f"--git-dir={folder}", *words],
        input=said,
        capture_output=True,
        check=True,
        env=os.environ | own | person,
    )
    return ran.stdout.decode().strip()


def bare(folder: Path, head: str = "main", **settings: str) -> Path:
    """An empty repository, which like the big hosts' leaves out of an answer what it is asked to leave out."""
    git(folder, "init", "-q", "--bare", f"--initial-branch={head}", str(folder))
    for name, value in {"uploadpack.allowFilter": "true", **settings}.items():
        git(folder, "config", name, value)
    return folder


def push(
    folder: Path, commits: Sequence[tuple[str, Mapping[str, Content]]], branch: str = "main", force: bool = False
) -> str:
    """Add commits, each (committer date, files that it changes), to a branch; `force`: in the place of its history."""
    ref = f"refs/heads/{branch}"
    known = git(folder, "for-each-ref", "--format=%(objectname)", ref)
    stream = b""
    for when, changed in commits:
        stream += f"commit {ref}\ncommitter A <a@example.org> {stamp(when)} +0000\ndata 1\nx\n".encode()
        stream += f"from {known}\n".encode() if known and not force else b""
        known, force = "", False  # the next one continues this
        for path, content in changed.items():
            mode, data = content if isinstance(content, tuple) else ("100644", content)
            if mode == SUBMODULE:
                stream += f"M {mode} {'1' * 40} {path}\n".encode()
            else:
                stream += f"M {mode} inline {path}\ndata {len(data)}\n".encode() + data + b"\n"
    git(folder, "fast-import", "--quiet", "--force", said=stream)
    return git(folder, "rev-parse", ref)


def stamp(when: str) -> int:
    """Seconds since 1970 of a time such as 2026-11-30T12:00Z."""
    return int(datetime.fromisoformat(when).timestamp())


@contextmanager
def served(server: socketserver.BaseServer) -> Iterator[int]:
    """Its port, while it serves."""
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server.server_address[1]  # type: ignore[index]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    block_on_close = False


@contextmanager
def daemon(root: Path) -> Iterator[str]:
    """The address below which `git daemon` serves the repositories of a folder."""
    environment = dict(os.environ)  # as it is now, whatever a test makes of it

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            words = ["git", "daemon", "--inetd", "--export-all", f"--base-path={root}"]
            subprocess.run(words, stdin=self.request, stdout=self.request, stderr=subprocess.DEVNULL, env=environment)

    with served(_Server(("127.0.0.1", 0), Handler)) as port:
        yield f"git://127.0.0.1:{port}"


@contextmanager
def misbehaving(act: Callable[[Callable[[bytes], None], threading.Event], None]) -> Iterator[str]:
    """A server that does with each connection what `act(send, ended)` does."""
    ended = threading.Event()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                self.request.recv(2**16)
                act(self.request.sendall, ended)
            except OSError:
                pass  # the other side has gone

    with served(_Server(("127.0.0.1", 0), Handler)) as port:
        try:
            yield f"git://127.0.0.1:{port}"
        finally:
            ended.set()


def drip(send: Callable[[bytes], None], ended: threading.Event) -> None:
    """One byte at a time of a line that never ends."""
    send(b"fff0")
    while not ended.wait(0.1):
        send(b"x")


def silence(send: Callable[[bytes], None], ended: threading.Event) -> None:
    """Nothing at all."""
    ended.wait()


def flood(send: Callable[[bytes], None], ended: threading.Event) -> None:
    """Names of branches without end."""
    send(b"000eversion 2\n000cls-refs\n0019fetch=shallow filter\n0000")
    while not ended.is_set():
        send(b"fff0" + b"1" * 40 + b" refs/heads/" + b"x" * (0xFFF0 - 4 - 53) + b"\n")


def nonsense(send: Callable[[bytes], None], ended: threading.Event) -> None:
    """What is no protocol, with what would steer a terminal."""
    text = b"ERR \x1b[31mpay\n::error::me =1+1"
    send(b"%04x" % (len(text) + 4) + text)


@contextmanager
def web(root: Path) -> Iterator[str]:
    """The address below which git's CGI serves them; what is below /private wants a token, /moved has moved to /."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            if path.startswith("/moved/"):
                return self.end(301, Location=self.path.removeprefix("/moved"))
            if path.startswith("/private/") and self.headers.get("Authorization") != TOKEN:
                return self.end(401, **{"WWW-Authenticate": 'Basic realm="x"'})
            about = {
                "GIT_PROJECT_ROOT": str(root),
                "GIT_HTTP_EXPORT_ALL": "1",
                "PATH_INFO": path.removeprefix("/private"),
                "QUERY_STRING": query,
                "REQUEST_METHOD": self.command,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            }
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            said = subprocess.run(
                ["git", "http-backend"], input=body, capture_output=True, env=os.environ | about
            ).stdout
            head, _, content = said.partition(b"\r\n\r\n")
            lines = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
            self.end(int(lines.pop("Status", "200").split()[0]), content, **lines)

        do_POST = do_GET

        def end(self, status: int, content: bytes = b"", **headers: str) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with served(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"http://127.0.0.1:{port}"
