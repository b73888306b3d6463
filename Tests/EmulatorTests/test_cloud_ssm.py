"""Parameters, as Systems Manager keeps them."""

import pytest

from cloud_host import refused


def test_secure_string_is_readable_only_with_decryption(host):
    ssm = host.client("ssm")
    ssm.put_parameter(Name="/labs/secret", Value="the value", Type="SecureString")
    closed = ssm.get_parameters(Names=["/labs/secret"])["Parameters"][0]
    assert closed["Type"] == "SecureString"
    assert "the value" not in closed["Value"]
    opened = ssm.get_parameters(Names=["/labs/secret"], WithDecryption=True)["Parameters"][0]
    assert opened["Value"] == "the value"
    described = ssm.describe_parameters()["Parameters"]
    assert [one["KeyId"] for one in described if one["Name"] == "/labs/secret"] == ["alias/aws/ssm"]


def test_parameters_come_in_the_order_asked_for(host):
    ssm = host.client("ssm")
    names = [f"/labs/order/{number}" for number in (3, 1, 2)]
    for name in names:
        ssm.put_parameter(Name=name, Value="x", Type="String")
    answer = ssm.get_parameters(Names=[*names, "/labs/none"])
    assert [one["Name"] for one in answer["Parameters"]] == names
    assert answer["InvalidParameters"] == ["/labs/none"]


@pytest.mark.parametrize(
    ("parameter", "code"),
    [
        ({"Name": "labs/relative", "Value": "x"}, "ValidationException"),
        ({"Name": "/labs/long", "Value": "x" * 4097}, "ValidationException"),
    ],
)
def test_impossible_parameter_is_refused(host, parameter, code):
    with refused(code):
        host.client("ssm").put_parameter(Type="String", **parameter)


def test_existing_parameter_is_not_overwritten_unasked(host):
    ssm = host.client("ssm")
    ssm.put_parameter(Name="/labs/once", Value="x", Type="String")
    with refused("ParameterAlreadyExists"):
        ssm.put_parameter(Name="/labs/once", Value="y", Type="String")
    assert ssm.put_parameter(Name="/labs/once", Value="y", Overwrite=True)["Version"] == 2
