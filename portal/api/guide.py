"""The guide to the API for people."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from portal.api.urls import api


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Every call with its parameters, read from the same description that programs read."""
    schema = api.get_openapi_schema()
    calls = [
        _call(method, address, operation)
        for address, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    return render(request, "api/guide.html", {"calls": calls})


def _call(method: str, address: str, operation: dict[str, Any]) -> dict[str, Any]:
    parameters = [
        {
            "name": parameter["name"],
            "required": parameter.get("required", False),
            "description": parameter["schema"].get("description", ""),
            "values": [value for value in parameter["schema"].get("enum", []) if value],
            "example": next(iter(parameter["schema"].get("examples", [])), ""),
        }
        for parameter in operation.get("parameters", [])
    ]
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "address": address,
        "summary": operation.get("summary", ""),
        "parameters": parameters,
    }


urlpatterns = [path("api/", guide, name="api-guide")]
