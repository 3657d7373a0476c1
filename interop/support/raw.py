"""HTTP and WebSocket frames by hand, for what no client library would send."""

import base64
import json
import os
import socket
import struct


class Raw:
    """A TCP connection to a server."""

    def __init__(self, port, seconds=10.0):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=seconds)
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data if isinstance(data, bytes) else data.encode())

    def fill(self):
        """Reads more; whether there was more."""
        try:
            data = self.socket.recv(65536)
        except ConnectionError:
            data = b""
        self.buffer += data
        return bool(data)

    def take(self, count):
        while len(self.buffer) < count:
            assert self.fill(), f"the connection ended after {self.buffer!r}"
        data, self.buffer = self.buffer[:count], self.buffer[count:]
        return data

    def is_closed(self):
        """Waits for the other side to close; `False` when something else comes."""
        return not self.buffer and not self.fill()

    def response(self):
        """Reads a response with a length: status, headers, body."""
        while b"\r\n\r\n" not in self.buffer:
            assert self.fill(), f"the connection ended within a head: {self.buffer!r}"
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ")[1])
        headers = {n.strip().lower(): v.strip() for n, v in (line.split(":", 1) for line in lines[1:])}
        return status, headers, self.take(int(headers.get("content-length", 0)))

    def upgrade(self):
        """Makes it a WebSocket."""
        key = base64.b64encode(os.urandom(16)).decode()
        self.send(
            f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n")
        status, _, _ = self.response()
        assert status == 101
        return self

    def frame(self, payload, opcode=1, final=True, masked=True, reserved=0):
        """Sends a frame."""
        payload = payload if isinstance(payload, bytes) else payload.encode()
        first = (0x80 if final else 0) | reserved << 4 | opcode
        size = len(payload)
        mask_bit = 0x80 if masked else 0
        if size < 126:
            head = struct.pack("!BB", first, mask_bit | size)
        elif size < 1 << 16:
            head = struct.pack("!BBH", first, mask_bit | 126, size)
        else:
            head = struct.pack("!BBQ", first, mask_bit | 127, size)
        if masked:
            # A mask of zeros is a mask; the payload stays readable.
            head += b"\0\0\0\0"
        self.send(head + payload)

    def receive(self):
        """Reads a frame: opcode and payload."""
        first, second = self.take(2)
        size = second & 0x7F
        if size == 126:
            (size,) = struct.unpack("!H", self.take(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", self.take(8))
        return first & 0x0F, self.take(size)

    def message(self):
        """Reads a text message."""
        opcode, payload = self.receive()
        assert opcode == 1, (opcode, payload)
        return json.loads(payload)

    def close_code(self):
        """Reads up to the close frame; its code."""
        while True:
            opcode, payload = self.receive()
            if opcode == 8:
                return struct.unpack("!H", payload[:2])[0]


def post(path, body, *headers, length=None):
    """A POST request as bytes."""
    body = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json", *headers]
    if length is not False:
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
