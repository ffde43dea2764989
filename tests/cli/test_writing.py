"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenderscan.cli.writing import beside, write_whole


def test_what_fails_half_way_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    old = tmp_path / "report.csv"
    old.write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), beside(old) as part:
        part.write_text("half", encoding="utf-8")
        assert part.suffix == ".csv" and old.read_text("utf-8") == "old"
        raise ZeroDivisionError
    assert old.read_text("utf-8") == "old" and list(tmp_path.iterdir()) == [old]


def test_what_goes_well_takes_the_place_of_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "new folder" / "report.csv"
    with beside(target) as part:
        part.write_text("new", encoding="utf-8")
        assert not target.exists()
    assert target.read_text("utf-8") == "new"
    write_whole(target, b"newer")
    assert target.read_bytes() == b"newer" and list(target.parent.iterdir()) == [target]
