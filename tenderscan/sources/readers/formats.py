"""What a file is: recognised by its content first, by its name second."""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NoReturn

from tenderscan.containers.zip import TooLargeError, open_zip, unpacked
from tenderscan.errors import UnreadableError

_BY_NAME = {
    **dict.fromkeys((".pdf",), "pdf"),
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
    **dict.fromkeys((".odt", ".ott"), "odt"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx"), "xlsx"),
    **dict.fromkeys((".ods", ".ots"), "ods"),
    **dict.fromkeys((".eml", ".mht", ".mhtml"), "eml"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".xml",), "xml"),
    **dict.fromkeys((".json",), "json"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    **dict.fromkeys((".txt", ".text", ".asc"), "text"),
}
DOCUMENTS = frozenset(_BY_NAME) - {".json", ".csv", ".tsv"} | {".rtf", ".doc", ".msg"}
"""Endings of files that may be a tender or a clause by themselves; data and pictures go with others."""

_SAVE = "Save it as PDF or .docx."
_KINDS = {
    **dict.fromkeys((".xlsb",), "a binary spreadsheet"),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), "a presentation"),
    **dict.fromkeys((".pages", ".wpd", ".wps"), "a text of another word processor"),
    **dict.fromkeys((".dwg", ".dxf", ".dgn", ".ifc", ".rvt", ".skp"), "a drawing"),
    **dict.fromkeys((".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"), "an archive"),
    **dict.fromkeys((".mp3", ".wav", ".mp4", ".avi", ".mov", ".mkv"), "sound or film"),
    **dict.fromkeys((".ttf", ".otf", ".woff", ".woff2"), "a font"),
    **dict.fromkeys((".exe", ".dll", ".msi", ".bat", ".cmd", ".sh"), "a program"),
}
_ADVICE: Mapping[str, str] = {
    "a drawing": "Name only documents with text.",
    "an archive": "Unpack it, or pack it as ZIP.",
    "a binary spreadsheet": "Save it as .xlsx.",
    "sound or film": "Name only documents with text.",
    "a font": "Name only documents with text.",
    "a program": "Name only documents with text.",
}
_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".svg", ".heic"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURE_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")
_ARCHIVE_STARTS = (b"Rar!\x1a", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08")
_NOTICE = re.compile(r"<(?:\w+:)?(?:TED_EXPORT|ContractNotice|PriorInformationNotice|ContractAwardNotice)\b")
_FLAT = re.compile(r"<office:document\b|<pkg:package\b")
_OCDS = re.compile(r'^\s*\{[^}]*"(?:ocid|releases|records)"\s*:')
_HTML = re.compile(r"^\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html\b)", re.IGNORECASE | re.DOTALL)
_OFFICE = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", ".pptx"))
_BROKEN = {
    "pdf": "PDF",
    "docx": "Word file",
    "odt": "OpenDocument text",
    "xlsx": "Excel file",
    "ods": "OpenDocument spreadsheet",
}
"""What a file claims to be by its name, and is not by its content."""

_OPEN_DOCUMENTS = (("opendocument.text", "odt"), ("opendocument.spreadsheet", "ods"))
_SUBJECT = re.compile(r"^(?:from|subject):", re.IGNORECASE | re.MULTILINE)
_MAIL = re.compile(r"^(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3}")
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def format_of(data: bytes, path: str) -> str:
    """The format of a file, a key of read.READERS. Raises UnreadableError for formats that are not read."""
    suffix = PurePosixPath(path).suffix.lower()
    # A file that is two things at once is read as what it begins with.
    if data.startswith(_OLE):
        return _old_office(data, path, suffix)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data, path)
    if b"%PDF-" in data[:1024] and not _is_page(data):
        return "pdf"
    if suffix == ".p7m" or data.startswith((b"-----BEGIN PKCS7", b"-----BEGIN CMS")):
        return "signed"
    if data.startswith(_PICTURE_STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "image"
    if suffix in _PICTURES:
        raise UnreadableError(f"{path} is a picture of a kind that is not read.", "Save it as PNG, JPEG or TIFF.")
    if data.startswith(_ARCHIVE_STARTS):
        _unread(path, "an archive")
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if suffix in _KINDS:
        _unread(path, _KINDS[suffix])
    return _text_format(_head(data), data, path, suffix)


def _text_format(head: str, data: bytes, path: str, suffix: str) -> str:
    by_name = _BY_NAME.get(suffix)
    if _FLAT.search(head):
        return "flat"
    kind = _BROKEN.get(by_name or "")
    if kind is not None:
        raise UnreadableError(f"{path} is broken: it is no {kind}.", "Open it and save it anew.")
    if by_name is None and _MAIL.match(head) and _SUBJECT.search(head):
        return "eml"
    if head.lstrip().startswith("<?xml") or _NOTICE.search(head):
        return "html" if re.search(r"<html\b", head, re.IGNORECASE) else "xml"
    if _HTML.match(head) or by_name == "html":
        return "html"
    if by_name is not None:
        return by_name
    if not suffix and _OCDS.search(head):
        return "json"
    if not suffix and b"\x00" not in data[:4096]:
        return "text"
    if suffix:
        raise UnreadableError(f"{path} cannot be read: {suffix} files are not read.", _SAVE)
    raise UnreadableError(f"{path} cannot be read: such files are not read.", _SAVE)


def _is_page(data: bytes) -> bool:
    """Whether a file is a web page or XML that only speaks of PDF."""
    head = _head(data)
    return bool(_HTML.match(head)) or head.lstrip().startswith("<?xml")


def _head(data: bytes) -> str:
    """The beginning as text, in whatever encoding it comes, to look for marks in."""
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            return data[2:4096].decode(encoding, errors="replace")
    return data[:2048].removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _packed(data: bytes, path: str) -> str:
    try:
        with open_zip(data) as archive:
            names = archive.namelist()
            kind = unpacked(archive, "mimetype", 200).decode("ascii", "replace") if "mimetype" in names else ""
    except TooLargeError as error:
        raise UnreadableError(f"{path} is too large unpacked.", "Check where it comes from.") from error
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError, OSError) as error:
        raise UnreadableError(f"{path} is broken or cut off.", "Copy or download it again.") from error
    for mark, found in _OPEN_DOCUMENTS:
        if mark in kind:
            return found
    for folder, found in _OFFICE:
        if any(name.startswith(folder) for name in names):
            if found in _KINDS:
                _unread(path, _KINDS[found])
            if found == "xlsx" and any(name.endswith("workbook.bin") for name in names):
                _unread(path, "a binary spreadsheet")
            return found
    suffix = PurePosixPath(path).suffix.lower()
    if _BY_NAME.get(suffix) != "docx" or "[Content_Types].xml" not in names:
        _unread(path, _KINDS.get(suffix, "a packed file and no Word file"))
    return "docx"


def _old_office(data: bytes, path: str, suffix: str) -> str:
    """What a file of the older Office container is, by the names of the streams in it."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "locked-office"
    if "__properties_version1.0".encode("utf-16-le") in data:
        return "msg"
    if any(stream.encode("utf-16-le") in data for stream in ("WordDocument", "Workbook")):
        return "old-office"
    return _unread(path, _KINDS.get(suffix, "an old Office file"))


def _unread(path: str, kind: str) -> NoReturn:
    raise UnreadableError(f"{path} is {kind}, which is not read yet.", _ADVICE.get(kind, _SAVE))
