"""OCDS as JSON: release, package and record; texts of the notice's own language, facts, goals; other JSON refused."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tenderscan.check import check_paths
from tenderscan.errors import UnreadableError
from tenderscan.model.document import Declaration, Document, Lot
from tenderscan.model.report import Report, VerdictKind
from tenderscan.sources.options import ReadOptions
from tenderscan.sources.readers.read import format_of, read_bytes

CLAUSE = "De opdrachtnemer leeft in de hele keten de IAO-basisconventies na en bezorgt elk jaar een auditverslag."
ILO = "labour.ilo-conventions"


def release(**more: Any) -> dict[str, Any]:
    tender: dict[str, Any] = {
        "id": "1",
        "title": "Werkkledij voor de groendienst",
        "title_fr": "Vêtements de travail durables",
        "description": "Levering van jassen en broeken.",
        "classification": {"scheme": "CPV", "id": "18100000", "description": "Occupational clothing"},
        "contractTerms": {"performanceTerms": CLAUSE, "hasElectronicOrdering": True},
        "selectionCriteria": {"criteria": [{"type": "technical", "description": "Drie referenties."}, {"type": "x"}]},
        "awardCriteria": {
            "criteria": [
                {"type": "price", "name": "Prijs", "numbers": [{"number": 60, "weight": "percentageExact"}]},
                {"type": "quality", "name": "Milieu", "numbers": [{"number": 40, "weight": "percentageExact"}]},
                {"type": "quality", "name": "Service", "numbers": [{"number": 3, "weight": "order"}]},
            ]
        },
        "documents": [{"id": "1", "title": "Duurzaamheidsbijlage"}],
        **more,
    }
    return {
        "ocid": "ocds-1", "id": "r1", "date": "2026-03-01T10:00:00Z", "tag": ["tender"], "language": "nl",
        "buyer": {"name": "Gemeente Hazelbeke"}, "tender": tender,
        "awards": [{"id": "a", "description": "Gegund aan een duurzame firma."}],
    }  # fmt: skip


def read(found: object) -> Document:
    return read_bytes(json.dumps(found).encode(), "n.json", ReadOptions())


def texts(document: Document) -> list[tuple[str, str]]:
    return [(element.field, element.text) for element in document.elements]


def test_a_release_gives_its_own_language_and_nothing_of_codes_documents_and_awards() -> None:
    document = read(release())
    assert texts(document) == [
        ("title", "Werkkledij voor de groendienst"),
        ("description", "Levering van jassen en broeken."),
        ("performance-conditions", CLAUSE),
        ("selection-criterion", "Drie referenties."),
        ("award-criterion", "Prijs | 60 %"),
        ("award-criterion", "Milieu | 40 %"),
        ("award-criterion", "Service"),
    ]
    facts = document.notice
    assert facts is not None and {e.language for e in document.elements} == {"nl"}
    assert (facts.authority, facts.published, facts.cpv) == ("Gemeente Hazelbeke", "2026-03-01", ("18100000",))
    assert [(c.name, c.value, c.unit) for c in facts.award] == [
        ("Prijs", 60.0, "percent"), ("Milieu", 40.0, "percent"), ("Service", None, "")
    ]  # fmt: skip


@pytest.mark.parametrize("wrapper", ["package", "record", "records", "no-name"])
def test_packages_and_records_read_as_the_release_in_them(wrapper: str) -> None:
    own = release()
    held: dict[str, Any] = {
        "package": {"uri": "u", "releases": [own]},
        "record": {"ocid": "ocds-1", "releases": [{"url": "u", "date": "d"}], "compiledRelease": own},
        "records": {"records": [{"ocid": "ocds-1", "releases": [own]}]},
        "no-name": {"uri": "u", "releases": [own]},
    }
    data = json.dumps(held[wrapper]).encode()
    name = "notice" if wrapper == "no-name" else "n.json"
    assert format_of(data, name) == "json"
    assert texts(read_bytes(data, name, ReadOptions())) == texts(read(own))


def test_the_newest_release_has_the_last_word_and_the_others_what_it_does_not_say() -> None:
    newer = {
        "ocid": "ocds-1", "date": "2026-04-01", "tag": ["tenderAmendment"],
        "tender": {"title": "Werkkledij, gewijzigd", "contractTerms": None, "lots": [{"id": "2", "title": "Broeken"}]},
    }  # fmt: skip
    older = release(lots=[{"id": "1", "title": "Jassen"}, {"id": "2", "title": "B", "description": "Lang."}])
    document = read({"releases": [newer, older]})
    said = [text for _, text in texts(document)]
    assert said[0] == "Werkkledij, gewijzigd" and CLAUSE not in said and "Lang." in said
    assert document.notice is not None
    assert document.notice.lots == (Lot("1", "Jassen"), Lot("2", "Broeken"))


def test_lots_have_their_own_texts_codes_and_goals() -> None:
    goal = {"goal": "social.laborRightsPromotion", "strategies": ["contractPerformanceConditions", "euGPPCriteria"]}
    lots = [
        {"id": 1, "title": "Jassen", "sustainability": [goal], "hasSustainability": True},
        {"id": 2, "title": "Broeken", "otherRequirements": {"reservedParticipation": ["shelteredWorkshop"]}},
    ]
    items = [
        {"id": "1", "relatedLot": "1", "description": "Regenjassen",
         "classification": {"scheme": "CPV", "id": "18221000"}},
        {"id": "2", "relatedLot": "2", "description": "Trousers",
         "classification": {"scheme": "CPV", "id": "18234000", "description": "Trousers"}},
    ]  # fmt: skip
    document = read(release(lots=lots, items=items, sustainability=[{"goal": "environmental.newSubCode"}]))
    facts = document.notice
    assert facts is not None and facts.strategic
    assert facts.lots == (Lot("1", "Jassen", ("18221000",)), Lot("2", "Broeken", ("18234000",)))
    assert [(e.lot, e.text) for e in document.elements if e.lot] == [
        ("1", "Jassen"),
        ("1", "Regenjassen"),
        ("2", "Broeken"),
    ]
    assert facts.declares == (
        Declaration("BT-06", "env-imp"),
        Declaration("BT-06", "soc-obj", "1"),
        Declaration("BT-775", "work-cond", "1"),
        Declaration("BT-805", "eu", "1"),
        Declaration("BT-71", "res-ws", "2"),
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"name": "x"}', "no OCDS notice"),
        (b"[1, 2]", "no OCDS notice"),
        (b'{"ocid": "1",', "broken"),
        (b'{"ocid": "1", "tag": ["planning"]}', "no tender"),
        (b'{"releases": [{"ocid": "1", "tender": {}}, {"ocid": "2", "tender": {}}]}', "2 tenders"),
        (b'{"ocid": "1", "tender": {"title": 3, "lots": "x", "items": [1]}}', "no text"),
    ],
)
def test_other_json_is_answered_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as error:
        read_bytes(data, "n.json", ReadOptions())
    assert error.value.advice


def of_a_notice_alone(report: Report) -> list[tuple[str, VerdictKind, str]]:
    """Every finding; what is undecided is so because a notice is not the specification, for no other reason."""
    undecided = [f.why for f in report.findings if f.verdict is VerdictKind.UNDECIDED]
    assert undecided and all(why.startswith("Dit is alleen een aankondiging.") for why in undecided)
    return [(f.id, f.verdict, f.why) for f in report.findings]


def test_the_notice_is_judged_and_a_configuration_file_beside_it_leaves_nothing_undecided(tmp_path: Path) -> None:
    (tmp_path / "notice.json").write_text(json.dumps(release()), encoding="utf-8")
    alone = check_paths([tmp_path]).report
    (tmp_path / "settings.json").write_text('{"indent": 2}', encoding="utf-8")
    report = check_paths([tmp_path]).report
    assert next(f.verdict for f in report.findings if f.id == ILO) is VerdictKind.MET
    assert of_a_notice_alone(report) == of_a_notice_alone(alone)
    assert report.dossier.incomplete_because == alone.dossier.incomplete_because
    assert [item.path for item in report.dossier.rejected] == ["settings.json"]
    assert report.dossier.documents[0].role == "notice"
    assert [w.percent for w in report.award[0].weights] == [60.0, 40.0, None]


def test_a_notice_in_a_zip_is_read(tmp_path: Path) -> None:
    (tmp_path / "notice.json").write_text(json.dumps(release()), encoding="utf-8")
    alone = check_paths([tmp_path / "notice.json"]).report
    with zipfile.ZipFile(tmp_path / "dossier.zip", "w") as archive:
        archive.writestr("notice.json", json.dumps(release()))
        archive.writestr("settings.json", "{}")
    report = check_paths([tmp_path / "dossier.zip"]).report
    assert [document.path for document in report.dossier.documents] == ["notice.json"]
    assert of_a_notice_alone(report) == of_a_notice_alone(alone)
    assert report.dossier.incomplete_because == alone.dossier.incomplete_because


def test_releases_that_do_not_fit_together_get_a_sentence() -> None:
    releases = [
        {"ocid": "a", "id": "1", "date": "2024-01-01T00:00:00Z", "tag": ["tender"], "tender": {"lots": [{"id": "1"}]}},
        {"ocid": "a", "id": "2", "date": "2024-01-02T00:00:00Z", "tag": ["tender"], "tender": {"lots": {"id": "1"}}},
    ]
    with pytest.raises(UnreadableError, match="do not fit together"):
        read_bytes(json.dumps({"releases": releases}).encode(), "a.json", ReadOptions())


@pytest.mark.parametrize("wrong", [[{"number": 3}], {"number": 3}])
def test_releases_with_an_id_that_is_no_name_get_a_sentence(wrong: object) -> None:
    tender = {"lots": [{"id": wrong}]}
    releases = [
        {"ocid": "a", "id": day, "date": f"2024-01-0{day}T00:00:00Z", "tag": ["tender"], "tender": tender}
        for day in ("1", "2")
    ]
    with pytest.raises(UnreadableError, match="do not fit together"):
        read_bytes(json.dumps({"releases": releases}).encode(), "a.json", ReadOptions())
