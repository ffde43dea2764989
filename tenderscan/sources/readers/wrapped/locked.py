"""Office files under a password, and signed messages: opened here, then read as what they hold."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import PurePosixPath

from tenderscan.errors import UnreadableError
from tenderscan.model.document import Document
from tenderscan.sources.options import ReadOptions

SIGNED = "application/pkcs7-mime"

MOST_BYTES = 500_000_000
"""Size of what a locked file may hold."""

_OPEN_TO_ALL = "VelvetSweatshop"
"""The password that Excel itself sets on a workbook that is protected against changes only (MS-OFFCRYPTO, 2.3.4)."""


def read_locked_office(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read an encrypted .docx or .xlsx. Raises UnreadableError without its password."""
    inner = _decrypted(data, _OPEN_TO_ALL)
    if inner is None and options.password:
        inner = _decrypted(data, options.password)
        if inner is None:
            raise UnreadableError(f"{path} does not open with this password.", "Give its own one.")
    if inner is None:
        raise UnreadableError(f"{path} is encrypted.", "Give its password with --password.")
    return _as_held(inner, data, path, path, options)


def read_signed(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read what a .p7m holds; who signed it is not asked. Raises UnreadableError where it is encrypted or broken."""
    from asn1crypto import cms, pem

    try:
        der = pem.unarmor(data)[2] if pem.detect(data) else data
        message = cms.ContentInfo.load(der)
        kind = message["content_type"].native
        inner = message["content"]["encap_content_info"]["content"].native if kind == "signed_data" else None
    except Exception as error:  # a parser of foreign bytes: whatever it raises, the file is broken
        raise UnreadableError(f"{path} is a broken signed file.", "Download it again.") from error
    if kind in ("enveloped_data", "encrypted_data"):
        raise UnreadableError(f"{path} is encrypted for its receiver.", "Save what it holds as a file of its own.")
    if not isinstance(inner, bytes) or not inner:
        raise UnreadableError(f"{path} holds a signature only.", "Give the document that was signed.")
    name = PurePosixPath(path)
    return replace(
        _as_held(inner, data, path, name.with_suffix("").as_posix() if name.suffix else path, options),
        media_type=SIGNED,
    )


def _as_held(inner: bytes, data: bytes, path: str, name: str, options: ReadOptions) -> Document:
    from tenderscan.sources.readers.read import read_held

    document = read_held(inner, name, options)
    return replace(document, path=path, sha256=hashlib.sha256(data).hexdigest())


def _decrypted(data: bytes, password: str) -> bytes | None:
    import msoffcrypto

    made = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        office.load_key(password=password)
        office.decrypt(made)
    except Exception:  # a wrong password shows as any of a dozen errors
        return None
    return made.getvalue() if made.getvalue()[:4] == b"PK\x03\x04" else None
