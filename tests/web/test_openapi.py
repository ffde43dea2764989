"""The OpenAPI document holds: what it promises of every request, the server does (schemathesis)."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings

from tenderscan.web.app import Serving, make_app
from tenderscan.web.work import Work
from tests.web.conftest import BEARER, LIMITS, TOKEN

schemathesis = pytest.importorskip("schemathesis", reason="needs schemathesis: pip install schemathesis")

from schemathesis.checks import not_a_server_error  # noqa: E402
from schemathesis.specs.openapi.checks import (  # noqa: E402
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

pytestmark = pytest.mark.slow

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 12


def test_what_the_document_promises_holds_for_any_request(work: Work) -> None:
    app: FastAPI = make_app(work, Serving(TOKEN, LIMITS, names=("testserver",)))
    # A language's words take seconds to load, and the first request is to wait no longer than the others.
    work.warm()
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    tried, wrong = [], []
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(case=operation.as_strategy())
        def holds(case: schemathesis.Case) -> None:
            case.call_and_validate(headers=BEARER, checks=CHECKS, timeout=120)

        tried.append(operation.label)
        try:
            holds()
        except Exception as error:
            wrong.append(f"{operation.label}: {error}")
    assert len(tried) > 15
    assert not wrong, "\n\n".join(wrong)
