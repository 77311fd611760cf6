"""The application under the server in these tests, and ways to call on it over real sockets."""

import itertools
import json
import socket
import threading

from ats_sandbox.control.faults.plan import PLAN, Pause, Plan

HEAD = b"HTTP/1.1\r\nHost: sandbox.example\r\n"


class Application:
    """An application with a page for each habit; two gates let a test hold an answer back.

    The pauses of answers with a plan are kept, and `left` is set when one has left.
    """

    def __init__(self):
        self.entered = threading.Event()
        self.released = threading.Event()
        self.left = threading.Event()
        self.pauses = []

    def __call__(self, environ, start_response):
        body = getattr(self, environ["PATH_INFO"].strip("/") or "index")(environ)
        if isinstance(body, tuple) and len(body) == 3:
            status, headers, body = body
            start_response(status, headers)
            return body
        if isinstance(body, tuple):
            status, body = body
        else:
            status = "200 OK"
        if isinstance(body, bytes):
            length = environ.get("HTTP_X_PROMISED_LENGTH", str(len(body)))
            start_response(status, [("Content-Type", "text/plain"), ("Content-Length", length)])
            return [body]
        start_response(status, [("Content-Type", "text/plain")])
        return body

    def index(self, environ):
        return b"hello"

    def refusal(self, environ):
        return "401 Unauthorized", b"no"

    def echo(self, environ):
        return environ["wsgi.input"].read()

    def described(self, environ):
        told = {key: value for key, value in environ.items() if isinstance(value, str)}
        return json.dumps(told).encode()

    def pieces(self, environ):
        return iter([b"one,", b"", b"two"])

    def endless(self, environ):
        return "200 OK", [("Content-Length", "3")], itertools.repeat(b"ab")

    def held(self, environ):
        self.entered.set()
        assert self.released.wait(5)
        return b"finished"

    def waiting(self, environ):
        self.entered.set()
        return self.planned(environ, b"woken", seconds=60)

    def nothing(self, environ):
        return "204 No Content", iter(())

    def not_modified(self, environ):
        return "304 Not Modified", iter(())

    def broken(self, environ):
        raise LookupError("a fault of the application")

    def missing_file(self, environ):
        raise FileNotFoundError("a fault of the application that is an OSError")

    def split_header(self, environ):
        return "200 OK\r\nX-Smuggled: yes", b""

    def planned(self, environ, content=b"unseen", **plan):
        self.pauses.append(Pause())
        environ[PLAN] = Plan(self.pauses[-1], self.left.set, **plan)
        return content

    def wake(self):
        for pause in self.pauses:
            pause.wake()

    def reset(self, environ):
        return self.planned(environ, raw=b"", reset=True)

    def empty(self, environ):
        return self.planned(environ, raw=b"")

    def truncated(self, environ):
        return self.planned(environ, raw=b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")

    def too_long(self, environ):
        return self.planned(environ, raw=b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nonly this")

    def broken_midway(self, environ):
        self.truncated(environ)
        raise LookupError("a fault of the application")

    def held_back(self, environ):
        return self.planned(environ, raw=b"", seconds=0.01)

    def late(self, environ):
        return self.planned(environ, b"late", seconds=0.01)

    def dripped(self, environ):
        return self.planned(environ, b"drip", rate=400)


def ask(caller, method, path, body=None, headers=None):
    caller.request(method, path, body, headers or {})
    answer = caller.getresponse()
    return answer.status, answer.read()


def talk(server, data, *, half_close=False):
    """Send raw bytes and read until the server closes."""
    with socket.create_connection(server.address, timeout=5) as client:
        client.sendall(data)
        if half_close:
            client.shutdown(socket.SHUT_WR)
        received = b""
        while piece := client.recv(65536):
            received += piece
    return received


def closing(line, headers=b""):
    return line + b" " + HEAD + b"Connection: close\r\n" + headers + b"\r\n"
