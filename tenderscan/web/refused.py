"""What a server refuses: a status of HTTP and one plain sentence with what to do."""

from __future__ import annotations

from tenderscan.errors import TenderscanError


class RefusedError(TenderscanError):
    """A request that is not served; `status` is that of HTTP, `str()` the sentence."""

    def __init__(self, status: int, message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.status = status


def not_there(what: str = "dossier") -> RefusedError:
    """There is no such thing, or it is somebody else's: the two are not told apart."""
    return RefusedError(404, f"There is no such {what}, or it was dropped.", "Send the files again.")
