"""The emulated cloud refuses what is none of its business in one clear line."""

import urllib.error
import urllib.request

import pytest

from cloud_host import aws


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["xray", "get-groups"], "xray"),
        (["ecs", "list-services-by-namespace", "--namespace", "x"], "ecs.ListServicesByNamespace"),
        (["iam", "get-organizations-access-report", "--job-id", "a" * 36],
         "iam.GetOrganizationsAccessReport"),
    ],
)  # fmt: skip
def test_unknown_operation_is_one_clear_line(host, arguments, named):
    said = aws(host, *arguments)
    assert said.returncode == 255
    lines = said.stderr.strip().splitlines()
    assert len(lines) == 1
    assert "NotImplemented" in lines[0]
    assert f"does not know {named}" in lines[0]


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"Origin": "http://127.0.0.1:4000"}, True),
        ({"Origin": "https://example.com"}, False),
        ({"Host": "rebound.example.com"}, False),
    ],
)
def test_web_pages_are_not_answered(host, headers, allowed):
    for url in (f"{host.endpoint}/_labs/health", f"http://{host.registry}/v2/"):
        request = urllib.request.Request(url, headers=headers)
        try:
            code = urllib.request.urlopen(request, timeout=60).status
        except urllib.error.HTTPError as error:
            code = error.code
        assert (code != 403) == allowed


def test_host_takes_orders_only_with_the_token(host):
    with pytest.raises(urllib.error.HTTPError) as error:
        host.open("/_labs/keep", **{"X-Labs-Token": "wrong"})
    assert error.value.code == 403


def test_state_is_not_emptied_by_a_request(host):
    request = urllib.request.Request(f"{host.endpoint}/moto-api/reset", method="POST")
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request, timeout=60)
    assert error.value.code == 403
