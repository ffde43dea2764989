"""Who is let in: tokens, sessions, Host and Origin; and what every answer forbids a browser to do."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tenderscan.web.doors import POLICY
from tests.web.conftest import BEARER, TOKEN, browser


@pytest.fixture
def stranger(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="http://127.0.0.1:8383")


def test_without_a_token_there_is_nothing_but_the_door(stranger: TestClient, app: FastAPI) -> None:
    assert stranger.get("/api/health").status_code == 200
    assert stranger.get("/").status_code == 401
    for path, operations in app.openapi()["paths"].items():
        for method in operations:
            if path == "/api/health":
                continue
            address = path.replace("{name}", "x").replace("{item}", "1")
            assert stranger.request(method, address).status_code == 401, (method, path)
    wrong = {"Authorization": "Bearer wrong"}
    assert stranger.get("/api/choices", headers=wrong).status_code == 401
    assert stranger.get("/", params={"token": "wrong"}).status_code == 401


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8383", "localhost", "LOCALHOST:8383", "[::1]:8383", "192.168.1.4", "buyers.example"]
)
def test_names_of_this_machine_are_served(stranger: TestClient, host: str) -> None:
    assert stranger.get("/api/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "", "[", "a@b"])
def test_other_names_are_not(stranger: TestClient, host: str) -> None:
    assert stranger.get("/api/health", headers={**BEARER, "Host": host}).status_code == 403


def test_what_another_site_sends_is_refused(app: FastAPI) -> None:
    page = browser(app)
    asked = {"text": "Levering."}
    assert page.post("/api/texts", json=asked).status_code == 200
    assert page.post("/api/texts", json=asked, headers={"Origin": "http://127.0.0.1:8383"}).status_code == 200
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        assert page.post("/api/texts", json=asked, headers=headers).status_code == 403, headers
    del page.headers["X-Tenderscan"]
    assert page.post("/api/texts", json=asked).status_code == 403, "a form of another site can send no header"


def test_a_session_is_kept_from_scripts_and_other_sites(stranger: TestClient) -> None:
    answer = stranger.get("/", params={"token": TOKEN}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/", "the token does not stay in the address"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie


def test_every_answer_says_what_a_browser_may_not_do(app: FastAPI, stranger: TestClient) -> None:
    page = browser(app)
    places = ("/", "/api/choices", "/none", "/own/x.js")
    for answer in (*map(page.get, places), stranger.get("/")):
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in answer.headers
    assert "unsafe" not in POLICY


def test_the_page_has_no_script_or_style_of_its_own_and_loads_nothing_from_elsewhere(app: FastAPI) -> None:
    page = browser(app)
    for text in (page.get("/").text, TestClient(app, base_url="http://127.0.0.1:8383").get("/").text):
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=\"/own/)", text)
        assert not re.search(r"(src|href)=\"(?!/own/|#)", text)
