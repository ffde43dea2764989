"""Makes the extension: python build.py [FOLDER] writes tenderscan-VERSION.oxt, the same bytes each time."""

from __future__ import annotations

import sys
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).parent
PARTS = (
    "META-INF/manifest.xml",
    "description.xml",
    "description/de.txt",
    "description/en.txt",
    "description/fr.txt",
    "description/nl.txt",
    "Addons.xcu",
    "tenderscan_menu.py",
    "pythonpath/tenderscan_server.py",
    "pythonpath/tenderscan_words.json",
    "pythonpath/tenderscan_words.py",
    "pythonpath/tenderscan_writer.py",
)


def build(folder: Path, number: str) -> Path:
    """Write the extension into a folder; `number` is the version that LibreOffice shows."""
    target = folder / f"tenderscan-{number}.oxt"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in PARTS:
            content = (HERE / name).read_bytes().replace(b"@VERSION@", number.encode())
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target


if __name__ == "__main__":
    try:
        ours = version("tenderscan")
    except PackageNotFoundError:
        ours = "0"
    print(build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd(), ours))
