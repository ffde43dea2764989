"""What is done to a Writer document: sent as a Word file to be checked, and changed with tracked changes."""

import re
import tempfile
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

WORD = "MS Word 2007 XML"
"""LibreOffice's filter for Word files: what is sent is what a reader of the tender would get."""

PARAGRAPH_BREAK = 0
"""com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK"""


def word_file(document):
    """The document as a Word file: its name and its bytes. The document itself stays as it is, saved or not."""
    stem = Path(uno.fileUrlToSystemPath(document.URL)).stem if document.URL.startswith("file:") else "document"
    with tempfile.TemporaryDirectory(prefix="tenderscan-") as folder:
        target = Path(folder) / "document.docx"
        document.storeToURL(uno.systemPathToFileUrl(str(target)), (value("FilterName", WORD),))
        return stem + ".docx", target.read_bytes()


def put_in(document, changes):
    """Make the changes, tracked and undone in one step: how many found their place, how many went to the end."""
    placed, ended = 0, 0
    tracked = document.RecordChanges
    document.getUndoManager().enterUndoContext("tenderscan")
    document.RecordChanges = True
    try:
        spots = _Spots(document)
        found = [(change, spots.home(change["place"]), spots.dress(change["like"])) for change in changes]
        for change, home, dress in found:
            if change["strike"] and (home is None or not _strike(home.paragraph, change["strike"])):
                # Words that were not found stay, and so would the contradiction: nothing is put in beside them.
                continue
            placed, ended = (placed + 1, ended) if home is not None else (placed, ended + 1)
            if change["clause"]:
                _put(change, home or spots.end, dress)
    finally:
        document.RecordChanges = tracked
        document.getUndoManager().leaveUndoContext()
    return placed, ended


class _Spot:
    """A paragraph, and a cursor that stands behind what was put in after it."""

    def __init__(self, text, paragraph, at):
        self.text, self.paragraph, self.cursor = text, paragraph, text.createTextCursorByRange(at)


class _Spots:
    """The paragraphs of a document as they are before anything is changed."""

    def __init__(self, document):
        self._paragraphs = list(_paragraphs(document))
        self._found = {}
        self.end = _Spot(document.Text, None, document.Text.getEnd())

    def home(self, place):
        """The spot after the paragraph that a place names, the same one each time; None where it is not found."""
        if place is None:
            return None
        key = (place["text"], place["before"])
        if key not in self._found:
            paragraph = _named(self._paragraphs, place)
            here = paragraph is not None
            self._found[key] = _Spot(paragraph.getText(), paragraph, paragraph.getEnd()) if here else None
        return self._found[key]

    def dress(self, like):
        """The style of a heading like another; None where there is none to be had."""
        paragraph = _named(self._paragraphs, like) if like is not None else None
        return paragraph.ParaStyleName if paragraph is not None else None


def _paragraphs(document):
    """The paragraphs of the body in order, those within tables too."""
    yield from _within(document.Text)


def _within(text):
    parts = text.createEnumeration()
    while parts.hasMoreElements():
        part = parts.nextElement()
        if part.supportsService("com.sun.star.text.Paragraph"):
            yield part
        elif part.supportsService("com.sun.star.text.TextTable"):
            for name in part.getCellNames():
                yield from _within(part.getCellByName(name))


def _named(paragraphs, place):
    """The paragraph that a place names: the same words, but for a number that Writer makes itself."""
    wanted = _folded(place["text"])
    same = [each for each in paragraphs if _is(wanted, _folded(each.getString()))]
    return same[min(place["before"], len(same) - 1)] if same else None


def _is(wanted, said):
    """Whether a paragraph is the wanted one, but for a number or label before its words."""
    if not said or not wanted.endswith(said):
        return False
    rest = wanted[: len(wanted) - len(said)].strip()
    return len(rest) <= 20 and " " not in rest.replace("artikel ", "").replace("article ", "")


def _folded(text):
    return re.sub(r"\s+", " ", text).strip().casefold()


def _strike(paragraph, words):
    """Strike words of a paragraph; false where they are not there."""
    text = paragraph.getString()
    found = re.search(r"\s+".join(map(re.escape, words.split())), text)
    if found is None:
        return False
    cursor = paragraph.getText().createTextCursorByRange(paragraph.getStart())
    cursor.goRight(found.start(), False)
    cursor.goRight(found.end() - found.start(), True)
    cursor.setString("")
    return True


def _put(change, spot, dress):
    """A heading, if there is one, and the clause as paragraphs of their own, behind what stands at the spot."""
    parts = [part.strip() for part in change["clause"].split("\n") if part.strip()]
    if change["heading"] and dress:
        _add(spot, change["heading"], dress)
    elif change["title"]:
        parts[0] = "{}. {}".format(change["title"], parts[0])
    for part in parts:
        _add(spot, part, _text_style(spot.paragraph))


def _text_style(paragraph):
    """The style of running text at a spot: that of its paragraph, but never a heading's or a cell's own."""
    style = paragraph.ParaStyleName if paragraph is not None else "Standard"
    return "Standard" if paragraph is None or paragraph.OutlineLevel > 0 else style


def _add(spot, words, style):
    spot.text.insertControlCharacter(spot.cursor, PARAGRAPH_BREAK, False)
    spot.cursor.ParaStyleName = style
    spot.text.insertString(spot.cursor, words, False)


def value(name, content):
    """A named value, as UNO takes arguments."""
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made
