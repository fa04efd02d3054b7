"""Photos as a phone makes them, drawn in the browser: with a day, an orientation and a place beside them."""

import base64
import struct

from playwright.sync_api import FilePayload, Page

DRAW = """([seed, width, height]) => new Promise((resolve) => {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  pen.fillStyle = `hsl(${seed * 47} 45% 55%)`;
  pen.fillRect(0, 0, width, height);
  for (let n = 0; n < 5000; n++) {
    pen.fillStyle = `hsl(${(seed * 47 + n * 7) % 360} 60% ${25 + (n * 13) % 60}%)`;
    pen.fillRect((n * 7919) % width, (n * 104729) % height, 30 + (n % 90), 20 + (n % 70));
  }
  canvas.toBlob(async (blob) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(",")[1]);
    reader.readAsDataURL(blob);
  }, "image/jpeg", 0.6);
})"""


def drawn(page: Page, seed: int, width: int = 4000, height: int = 3000) -> bytes:
    return base64.b64decode(page.evaluate(DRAW, [seed, width, height]))


def with_notes(jpeg: bytes, taken: str, orientation: int = 1) -> bytes:
    """The picture as a phone would have made it: with its day, its orientation and its place."""
    day = f"{taken} 12:30:00\0".encode()
    place = struct.pack("<6I", 38, 1, 42, 1, 0, 1)  # Lisbon, in degrees, minutes and seconds
    first = struct.pack("<H", 3)
    first += struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    first += struct.pack("<HHII", 0x8769, 4, 1, 50) + struct.pack("<HHII", 0x8825, 4, 1, 88)
    first += struct.pack("<I", 0)
    exif = struct.pack("<HHHIII", 1, 0x9003, 2, len(day), 68, 0) + day
    gps = struct.pack("<HHHI4s", 2, 1, 2, 2, b"N\0\0\0") + struct.pack("<HHII", 2, 5, 3, 118)
    gps += struct.pack("<I", 0) + place
    tiff = b"II*\0" + struct.pack("<I", 8) + first + exif + gps
    body = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def segments(jpeg: bytes) -> list[int]:
    """The markers before the picture itself."""
    found, at = [], 2
    while jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        found.append(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return found


def named(name: str, content: bytes, kind: str = "image/jpeg") -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": content}
