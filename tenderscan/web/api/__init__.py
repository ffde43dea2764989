"""The HTTP API, as its OpenAPI document describes it: takes requests, gives JSON, files and pictures of pages."""
