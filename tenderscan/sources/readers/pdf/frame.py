"""A page as it is shown: where its own points lie from the top left."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2

from tenderscan.model.document import Box


@dataclass(frozen=True, slots=True)
class PageFrame:
    """A page as shown: its number, its size after rotation, and how its own points turn into shown ones."""

    number: int
    width: float
    height: float
    left: float
    bottom: float
    rotation: int

    @classmethod
    def of(cls, page: pypdfium2.PdfPage, number: int) -> PageFrame:
        """The frame of a page; the crop box is what is shown."""
        width, height = page.get_size()
        left, bottom, _, _ = page.get_cropbox()
        return cls(number, width, height, left, bottom, page.get_rotation())

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box in points from the top left of the page as shown, of one in the page's own points."""
        corners = [self._turn(x0 - self.left, y0 - self.bottom), self._turn(x1 - self.left, y1 - self.bottom)]
        xs, ys = sorted(c[0] for c in corners), sorted(c[1] for c in corners)
        return Box(self.number, round(xs[0], 2), round(ys[0], 2), round(xs[1], 2), round(ys[1], 2))

    def _turn(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 90:
            return y, x
        if self.rotation == 180:
            return self.width - x, y
        if self.rotation == 270:
            return self.width - y, self.height - x
        return x, self.height - y
