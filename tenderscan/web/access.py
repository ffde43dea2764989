"""Who asks: takes the token or the cookie of a request, gives the owner whose dossiers it may see."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, HTTPBearer
from fastapi.security.http import HTTPAuthorizationCredentials

from tenderscan.web.doors import SAFE
from tenderscan.web.refused import RefusedError

COOKIE = "tenderscan"
PAGE_HEADER = "x-tenderscan"
"""A header that our page sends with what changes something; a foreign page cannot, unless it is let."""

SESSION_SECONDS = 24 * 3600
MOST_SESSIONS = 1_000

_bearer = HTTPBearer(auto_error=False, description="The token of the server: Authorization: Bearer TOKEN.")
_cookie = APIKeyCookie(name=COOKIE, auto_error=False, description="The session of a browser that opened the page.")


@dataclass
class Access:
    """The token of a server, and the sessions of the browsers that were let in with it."""

    token: str
    _sessions: dict[str, float] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def opens(self, token: str) -> bool:
        """Whether a token is the server's; it takes as long for a wrong one."""
        return secrets.compare_digest(token.encode(), self.token.encode())

    def let_in(self) -> str:
        """A new session, whose name nobody can guess."""
        name = secrets.token_urlsafe(24)
        now = time.monotonic()
        with self._lock:
            known = {each: seen for each, seen in self._sessions.items() if now - seen < SESSION_SECONDS}
            for each in sorted(known, key=known.__getitem__)[: max(0, len(known) - MOST_SESSIONS + 1)]:
                del known[each]
            self._sessions = {**known, name: now}
        return name

    def knows(self, session: str) -> bool:
        """Whether a session is one that was let in, and is in use."""
        now = time.monotonic()
        with self._lock:
            seen = self._sessions.get(session)
            if seen is None or now - seen > SESSION_SECONDS:
                return False
            self._sessions[session] = now
            return True


def owner(
    request: Request,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    session: Annotated[str | None, Depends(_cookie)],
) -> str:
    """Whose request it is. Raises RefusedError: 401 for nobody's, 403 for one that no page of ours sent."""
    access: Access = request.app.state.access
    if bearer is not None:
        if access.opens(bearer.credentials):
            return "token"
        raise RefusedError(401, "The token is wrong.", "Use the one that tenderscan serve printed.")
    if session is None or not access.knows(session):
        raise RefusedError(401, "This needs the server's token.", "Open the link that tenderscan serve printed.")
    if request.method not in SAFE and PAGE_HEADER not in request.headers:
        raise RefusedError(403, "Only the page of this server may do this.", "Send the token instead.")
    request.app.state.shelf.come(session)
    return session


Owner = Annotated[str, Depends(owner)]
