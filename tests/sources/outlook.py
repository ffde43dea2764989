"""Outlook messages made for tests: a compound file with the few properties a message needs ([MS-CFB], [MS-OXMSG])."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF


@dataclass
class Storage:
    """A folder in a compound file."""

    streams: dict[str, bytes] = field(default_factory=dict)
    folders: dict[str, Storage] = field(default_factory=dict)


def message(subject: str, body: str, attached: dict[str, bytes]) -> bytes:
    """A message with a subject, a plain body and attachments."""
    root = Storage(_properties(8 + 24, {0x0037: subject, 0x1000: body}, {}, count=len(attached)))
    for number, (name, data) in enumerate(attached.items()):
        streams = _properties(8, {0x3707: name}, {0x3701: data})
        root.folders[f"__attach_version1.0_#{number:08X}"] = Storage(streams)
    return compound(root)


def _properties(head: int, texts: dict[int, str], blobs: dict[int, bytes], count: int = 0) -> dict[str, bytes]:
    streams = {f"__substg1.0_{pid:04X}001F": text.encode("utf-16-le") for pid, text in texts.items()}
    streams |= {f"__substg1.0_{pid:04X}0102": data for pid, data in blobs.items()}
    table = bytearray(head)
    if head > 8:
        struct.pack_into("<4I", table, 8, 0, count, 0, count)
    for pid, text in texts.items():
        table += struct.pack("<HHIII", 0x001F, pid, 6, len(text) * 2 + 2, 0)
    for pid, data in blobs.items():
        table += struct.pack("<HHIII", 0x0102, pid, 6, len(data), 0)
    return {"__properties_version1.0": bytes(table), **streams}


def compound(root: Storage) -> bytes:
    """A compound file; streams under 4,096 bytes lie in its mini stream."""
    entries: list[list[object]] = []
    _enter(entries, "Root Entry", 5, root)
    sectors, chain = _Sectors(SECTOR), list[int]()
    minis, mini_chain = _Sectors(MINI), list[int]()
    for entry in entries[1:]:
        data = entry[3]
        if isinstance(data, bytes) and data:
            into, links = (minis, mini_chain) if len(data) < CUTOFF else (sectors, chain)
            entry[4] = into.add(data, links)
    entries[0][3] = b"".join(minis.pieces)
    entries[0][4] = sectors.add(entries[0][3], chain)
    mini_fat = struct.pack(f"<{len(mini_chain)}I", *mini_chain).ljust(SECTOR, b"\xff")
    mini_at = sectors.add(mini_fat, chain)
    mini_count = -(-len(mini_fat) // SECTOR)
    first = sectors.add(b"".join(_packed(entry) for entry in entries), chain)
    count = 1
    while (len(chain) + count) * 4 > count * SECTOR:
        count += 1
    fat = [*chain, *[0xFFFFFFFD] * count]
    fat += [FREE] * (count * SECTOR // 4 - len(fat))
    at = len(sectors.pieces)
    where = [*range(at, at + count), *[FREE] * (109 - count)]
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, count, first, 0, CUTOFF, mini_at, mini_count, END, 0,
    )  # fmt: skip
    table = struct.pack(f"<{len(fat)}I", *fat)
    return header + struct.pack("<109I", *where) + b"".join(sectors.pieces) + table


class _Sectors:
    """Pieces of one size, one after the other."""

    def __init__(self, size: int) -> None:
        self.size, self.pieces = size, list[bytes]()

    def add(self, data: bytes, chain: list[int]) -> int:
        """Add a stream and its chain; the number of its first piece."""
        first = len(self.pieces)
        cut = [data[at : at + self.size].ljust(self.size, b"\0") for at in range(0, len(data), self.size)]
        self.pieces += cut
        chain += [*range(first + 1, first + len(cut)), END]
        return first


def _enter(entries: list[list[object]], name: str, kind: int, held: Storage | bytes) -> int:
    own = len(entries)
    entries.append([name, kind, NONE, held if isinstance(held, bytes) else b"", END, NONE, NONE])
    if isinstance(held, Storage):
        inner = [*held.streams.items(), *held.folders.items()]
        before = None
        for title, item in sorted(inner, key=lambda pair: (len(pair[0]), pair[0].upper())):
            at = _enter(entries, title, 2 if isinstance(item, bytes) else 1, item)
            # A chain of right-hand siblings is a tree too, if a lopsided one.
            if before is None:
                entries[own][2] = at
            else:
                entries[before][6] = at
            before = at
    return own


def _packed(entry: list[object]) -> bytes:
    name, kind, child, data, start, left, right = entry
    assert isinstance(name, str) and isinstance(data, bytes)
    text = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ", text, len(text) + 2, kind, 1, left, right, child, b"", 0, 0, 0, start, len(data)
    )
