"""A request that is none gets one clear error, and nothing is done."""

import http.client
import json
import socket
from typing import Any, NamedTuple

import pytest

JSON = "application/x-amz-json-1.1"
FORM = "application/x-www-form-urlencoded; charset=utf-8"
ECS = "AmazonEC2ContainerServiceV20141113"


class Said(NamedTuple):
    status: int
    kind: str
    body: bytes


def signed(service: str) -> str:
    scope = f"Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/{service}/aws4_request"
    return f"AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=none"


def ask(host, body: bytes = b"", method: str = "POST", path: str = "/", **headers: str) -> Said:
    connection = http.client.HTTPConnection(host.endpoint.removeprefix("http://"), timeout=60)
    try:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, given)
        answer = connection.getresponse()
        return Said(answer.status, answer.getheader("Content-Type") or "", answer.read())
    finally:
        connection.close()


def json_call(host, target: str, body: Any, service: str = "ecs") -> Said:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    return ask(host, text, Authorization=signed(service), X_Amz_Target=target, Content_Type=JSON)


@pytest.mark.parametrize(
    "body",
    [b"{no json", b'{"clusterName": "brok', b"[]", b"null", b'"text"', bytes(range(256)),
     b"[" * 100_000, b"x" * 10_000_000],
    ids=["no JSON", "broken off", "list", "null", "text", "bytes", "deep", "long"],
)  # fmt: skip
def test_body_that_is_no_object_does_nothing(host, body):
    before = host.client("ecs").list_clusters()["clusterArns"]
    said = json_call(host, f"{ECS}.CreateCluster", body)
    assert said.status == 400
    assert json.loads(said.body)["__type"] == "SerializationException"
    assert host.client("ecs").list_clusters()["clusterArns"] == before


@pytest.mark.parametrize(
    "target",
    [f"{ECS}.Frobnicate", "Another.ListClusters", "ListClusters", "", f"{ECS}.__init__",
     f"{ECS}._get_params", f"{ECS}.dispatch"],
)  # fmt: skip
def test_operation_that_there_is_not_is_unknown(host, target):
    said = json_call(host, target, {})
    assert (said.status, said.kind) == (400, JSON)
    assert json.loads(said.body)["__type"] == "UnknownOperationException"


@pytest.mark.parametrize(
    ("service", "body", "code"),
    [
        ("iam", b"Action=Nope&Version=2010-05-08", b"<Code>InvalidAction</Code>"),
        ("ec2", b"Action=Nope&Version=2016-11-15", b"<Code>InvalidAction</Code>"),
        ("elasticloadbalancing", b"Action=Nope&Version=2015-12-01", b"<Code>InvalidAction</Code>"),
        ("iam", b"", b"<Code>MissingAction</Code>"),
        ("iam", b"%%%&&&===", b"<Code>MissingAction</Code>"),
    ],
)
def test_action_that_there_is_not_is_invalid(host, service, body, code):
    said = ask(host, body, Authorization=signed(service), Content_Type=FORM)
    assert (said.status, said.kind) == (400, "text/xml")
    assert code in said.body


def test_request_without_a_signature_is_none(host):
    said = ask(host, b"{}", X_Amz_Target=f"{ECS}.ListClusters", Content_Type=JSON)
    assert said.status == 403
    assert json.loads(said.body)["__type"] == "MissingAuthenticationToken"
    bare = ask(host, b"{}", Authorization="AWS4-HMAC-SHA256 Credential=a/b", Content_Type=JSON,
               X_Amz_Target=f"{ECS}.ListClusters")  # fmt: skip
    assert json.loads(bare.body)["__type"] == "IncompleteSignature"


def test_request_that_breaks_off_does_nothing(host):
    name, port = host.endpoint.removeprefix("http://").split(":")
    head = (
        f"POST / HTTP/1.1\r\nHost: {name}:{port}\r\nContent-Length: 500\r\nContent-Type: {FORM}\r\n"
        f"Authorization: {signed('iam')}\r\n\r\n"
    )
    with socket.create_connection((name, int(port)), timeout=60) as broken:
        broken.sendall(head.encode() + b"Action=CreateUser&Version=2010-05-08&UserName=brok")
        broken.shutdown(socket.SHUT_WR)
        assert b"IncompleteBody" in broken.makefile("rb").read()
    assert host.client("iam").list_users()["Users"] == []


@pytest.mark.parametrize("length", ["many", "-5"])
def test_length_that_is_none_is_refused(host, length):
    said = ask(host, b"{}", Authorization=signed("ecs"), Content_Length=length)
    assert said.status == 400
    assert json.loads(said.body)["__type"] == "IncompleteBody"


@pytest.mark.parametrize(
    ("method", "path", "service"),
    [("GET", "/", "ecs"), ("DELETE", "/", "ecs"), ("BREW", "/", "ecs"), ("GET", "/nope", "route53"),
     ("GET", "/v1/things", "frobnicator"), ("POST", "/", "frobnicator"), ("PUT", "/", "iam")],
)  # fmt: skip
def test_nothing_is_answered_with_a_page(host, method, path, service):
    said = ask(host, method=method, path=path, Authorization=signed(service))
    assert said.status >= 400
    assert said.body
    assert "html" not in said.kind
    assert b"<html" not in said.body.lower()


def test_what_is_no_http_is_told_so_in_one_line(host):
    assert json.loads(ask(host, method="GET", path="/" + "a" * 100_000).body)["message"]
    name, port = host.endpoint.removeprefix("http://").split(":")
    with socket.create_connection((name, int(port)), timeout=60) as other:
        other.sendall(b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n")
        other.shutdown(socket.SHUT_WR)
        assert b"<" not in other.makefile("rb").read()
    assert host.client("ecs").list_clusters()
