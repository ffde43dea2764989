"""E-mails: subject and body as a document, what is attached as documents of their own.

Names and addresses of sender and receivers are left out: they hold no demand, and they are people's.
"""

from __future__ import annotations

import email
import email.policy
import hashlib
import io
from email.message import EmailMessage

from tenderscan.containers.ole import adds_up
from tenderscan.errors import UnreadableError
from tenderscan.model.document import Attachment, Document, Element, ElementKind
from tenderscan.sources.elements.lines import elements as plain_elements
from tenderscan.sources.elements.quoted import unfolded, unquoted
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.web.html import fragment_elements

MOST_ATTACHED, MOST_BYTES = 200, 200_000_000
"""Attachments of one message that are read, and their size together."""

STUB = 1.5
"""Times the letters of the plain text that the HTML of the same message has where the plain text leaves some out."""

_AS_IT_CAME = email.policy.default.clone(refold_source="none", max_line_length=0)
"""Lines of a message within a message are not folded anew: the library takes time without end for some."""

_SMALL_PICTURE = 40_000
"""A picture within the text up to this many bytes is a logo of a signature."""


def read_eml(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read an .eml. Raises UnreadableError where it is no message."""
    del options
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise UnreadableError(f"{path} is no e-mail.", "Save the message anew.")
    subject = " ".join(str(message.get("subject", "")).split())
    elements = _own_text(message)
    attached = [_attachment(part, number) for number, part in enumerate(message.iter_attachments(), 1)]
    return _document(data, path, "message/rfc822", subject, elements, [a for a in attached if a is not None])


def _own_text(message: EmailMessage) -> tuple[Element, ...]:
    """The body: its plain text, or its HTML where the plain text is a stub ("your program shows no HTML")."""
    found = []
    for kind in ("plain", "html"):
        body = message.get_body((kind,))
        found.append(_body(*_content(body)) if isinstance(body, EmailMessage) else ())
    plain, html = found
    shorter = STUB * sum(len(e.text) for e in plain) < sum(len(e.text) for e in html)
    return html if shorter else plain


def read_msg(data: bytes, path: str, options: ReadOptions) -> Document:
    """Read an Outlook .msg. Raises UnreadableError where it is broken."""
    del options
    from oxmsg import Message

    if not adds_up(data):
        raise UnreadableError(f"{path} is a broken e-mail.", "Save the message anew, as .eml if you can.")
    try:
        message = Message.load(io.BytesIO(data))
        subject = " ".join((message.subject or "").split())
        html = message.html_body or ""
        elements = _body(message.body or "", "") or _body("", html)
        attached = [
            Attachment(part.file_name or f"attachment-{number}", part.file_bytes)
            for number, part in enumerate(message.attachments, 1)
            if part.file_bytes
        ]
    except Exception as error:  # the library names no errors of its own for broken files
        raise UnreadableError(f"{path} is a broken e-mail.", "Save the message anew, as .eml if you can.") from error
    return _document(data, path, "application/vnd.ms-outlook", subject, elements, attached)


def _document(
    data: bytes,
    path: str,
    media: str,
    subject: str,
    elements: tuple[Element, ...],
    attached: list[Attachment],
) -> Document:
    warnings = []
    kept: list[Attachment] = []
    size = 0
    for item in attached:
        size += len(item.data)
        if len(kept) == MOST_ATTACHED or size > MOST_BYTES:
            warnings.append("Not all attachments were read: there are too many, or they are too large.")
            break
        kept.append(item)
    head = (Element(subject, ElementKind.HEADING, level=1),) if subject else ()
    if not (head or elements or kept):
        raise UnreadableError(f"{path} is an empty e-mail.", "Save the message anew.")
    return Document(
        path,
        hashlib.sha256(data).hexdigest(),
        media,
        (*head, *elements),
        warnings=tuple(warnings),
        title=subject or None,
        attachments=tuple(kept),
    )


def _content(part: EmailMessage) -> tuple[str, str]:
    """The plain text and the HTML of a body: one of them."""
    try:
        text = part.get_content()
    except (LookupError, ValueError, AttributeError):
        payload = part.get_payload(decode=True)
        text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    if part.get_content_type() == "text/html":
        return "", str(text)
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    lines = str(text).replace("\r\n", "\n").split("\n")
    if flowed:
        lines = unfolded(lines, joined=str(part.get_param("delsp", "")).lower() == "yes")
    return "\n".join(lines), ""


def _body(plain: str, html: str) -> tuple[Element, ...]:
    if html:
        return fragment_elements(html)
    return tuple(plain_elements(unquoted(plain.replace("\r\n", "\n").split("\n"))))


def _attachment(part: EmailMessage, number: int) -> Attachment | None:
    """What is attached; small pictures of the text itself are left out."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner = part.get_payload(0) if part.is_multipart() else None
        data = inner.as_bytes(policy=_AS_IT_CAME) if isinstance(inner, EmailMessage) else b""
        return Attachment(part.get_filename() or f"message-{number}.eml", data) if data else None
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload:
        return None
    inline = part.get_content_disposition() == "inline" or bool(part.get("content-id"))
    if kind.startswith("image/") and inline and len(payload) <= _SMALL_PICTURE:
        return None
    name = part.get_filename() or f"attachment-{number}.{kind.rsplit('/', 1)[-1]}"
    return Attachment(name, payload)
