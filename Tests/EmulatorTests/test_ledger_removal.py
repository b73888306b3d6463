"""`ledger remove`: takes away what stands, in reverse, and says what it could not."""

import threading

import pytest

from ledger_bench import LedgerBench
from ledger_cases import CREATE_POLICY, ROLE

CLUSTER = {"kind": "ecs/cluster", "identifier": {"cluster": "one"}, "region": "us-east-1"}
POLICY_ARN = "arn:aws:iam::123456789012:policy/one"


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    running = LedgerBench(tmp_path_factory.mktemp("ledger"))
    yield running
    running.stop()


def made(bench, script):
    bench.take_lines()
    bench.shell(script)
    return [
        each
        for line in bench.take_lines()
        if line["event"] == "created"
        for each in line["resources"]
    ]


def states(results):
    return [result["state"] for result in results]


DEFINITION = {
    "kind": "ecs/task definition",
    "identifier": {"taskDefinition": "arn:aws:ecs:us-east-1:123456789012:task-definition/one:1"},
    "region": "us-east-1",
}


@pytest.mark.parametrize("entry", [CLUSTER, DEFINITION], ids=lambda entry: entry["kind"])
def test_what_is_gone_already_counts_as_gone(bench, entry):
    assert bench.remove([entry]) == [{"id": 0, "state": "gone"}]


def test_one_that_stands_in_the_way_of_another_goes_first_whatever_the_order(bench):
    entries = made(
        bench,
        f"{ROLE}; {CREATE_POLICY}; aws iam attach-role-policy --role-name one --policy-arn $x",
    )
    assert states(bench.remove(entries[::-1])) == ["gone"] * 3


def test_a_role_goes_with_what_others_have_put_on_it(bench):
    entries = made(bench, ROLE)
    bench.shell(
        "aws iam attach-role-policy --role-name one "
        "--policy-arn arn:aws:iam::aws:policy/AdministratorAccess"
    )
    assert states(bench.remove(entries)) == ["gone"]


def test_a_bucket_goes_with_what_is_in_it(bench):
    entries = made(bench, "aws s3 mb s3://full-bucket")
    bench.shell("echo a > a; aws s3 cp a s3://full-bucket/a; aws s3 cp a s3://full-bucket/b")
    assert states(bench.remove(entries)) == ["gone"]


def test_what_cannot_be_removed_is_named_with_the_reason_and_where_to_look(bench):
    entries = made(bench, CREATE_POLICY)
    bench.shell(
        "aws iam create-user --user-name holder; "
        f"aws iam attach-user-policy --user-name holder --policy-arn {POLICY_ARN}"
    )

    (result,) = bench.remove(entries, patience=1)

    assert result["state"] == "left"
    assert "DeleteConflict" in result["reason"]
    assert result["look"] == f"aws iam get-policy --policy-arn {POLICY_ARN}"
    bench.shell(f"aws iam detach-user-policy --user-name holder --policy-arn {POLICY_ARN}")
    assert states(bench.remove(entries)) == ["gone"]


def test_what_settles_while_it_is_waited_for_is_gone(bench):
    entries = made(bench, f"{CREATE_POLICY}; aws iam create-user --user-name other")
    bench.shell(f"aws iam attach-user-policy --user-name other --policy-arn {POLICY_ARN}")
    threading.Timer(
        2,
        bench.shell,
        [f"aws iam detach-user-policy --user-name other --policy-arn {POLICY_ARN}"],
    ).start()
    assert states(bench.remove(entries[:1], patience=20)) == ["gone"]


def test_a_namespace_that_was_there_before_the_cluster_stays(bench):
    bench.shell("aws servicediscovery create-http-namespace --name older")
    entries = made(
        bench,
        "aws ecs create-cluster --cluster-name one --service-connect-defaults namespace=older",
    )
    assert states(bench.remove(entries)) == ["gone", "foreign"]
    assert bench.shell(
        "aws servicediscovery list-namespaces --query 'Namespaces[].Name' --output text"
    ) == "older"  # fmt: skip


def test_a_call_that_was_cut_off_is_found_by_its_names(bench):
    made(bench, CREATE_POLICY)
    bench.shell(
        "aws ecs create-cluster --cluster-name cut --service-connect-defaults namespace=cut"
    )
    entries = [
        {"kind": "iam/policy", "identifier": {"PolicyName": "one"}, "isName": True},
        {"kind": "iam/policy", "identifier": {"PolicyName": "never"}, "isName": True},
        {
            "kind": "servicediscovery/namespace of a cluster",
            "identifier": {"Name": "cut"},
            "isName": True,
            "region": "us-east-1",
        },
    ]
    assert states(bench.remove(entries)) == ["gone", "gone", "gone"]
    assert bench.shell("aws iam list-policies --scope Local --query 'length(Policies)'") == "0"
    assert (
        bench.shell("aws servicediscovery list-namespaces --query \"Namespaces[?Name=='cut']\"")
        == "[]"
    )


def test_what_labs_cannot_look_for_is_said(bench):
    unknown, cut_off = bench.remove(
        [
            {"kind": "sns/Topic", "identifier": {"Name": "one"}, "region": "us-east-1"},
            {"kind": "kms/key", "identifier": {}, "isName": True, "region": "us-east-1"},
        ]
    )
    assert (unknown["state"], unknown["look"]) == ("unknown", "")
    assert "does not know how" in unknown["reason"]
    assert "cut off" in cut_off["reason"]


def test_an_account_that_does_not_answer_leaves_everything(bench):
    endpoint = bench.environment["AWS_ENDPOINT_URL"]
    bench.environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1"
    try:
        (result,) = bench.remove([CLUSTER], patience=0)
    finally:
        bench.environment["AWS_ENDPOINT_URL"] = endpoint
    assert result["state"] == "left"
    assert "Could not connect" in result["reason"]


BEFORE_A_SERVICE = r"""
vpc=$(aws ec2 describe-vpcs --query 'Vpcs[0].VpcId' --output text)
subnets=$(aws ec2 describe-subnets --filters Name=availability-zone,Values=us-east-1a,us-east-1b \
  --query 'Subnets[].SubnetId' --output text)
front=$(aws ec2 create-security-group --group-name front --description x --vpc-id "$vpc" \
  --query GroupId --output text)
tasks=$(aws ec2 create-security-group --group-name tasks --description x --vpc-id "$vpc" \
  --query GroupId --output text)
aws ec2 authorize-security-group-ingress --group-id "$front" --protocol tcp --port 443 \
  --cidr 0.0.0.0/0
aws ec2 authorize-security-group-ingress --group-id "$tasks" --protocol tcp --port 4567 \
  --source-group "$front"
aws ec2 create-vpc-endpoint --vpc-id "$vpc" --vpc-endpoint-type Interface --subnet-ids $subnets \
  --service-name com.amazonaws.us-east-1.logs --security-group-ids "$tasks"
zone=$(aws route53 create-hosted-zone --name example.com --caller-reference before \
  --query HostedZone.Id --output text)
certificate=$(aws acm request-certificate --domain-name example.com --validation-method DNS \
  --query CertificateArn --output text)
record=$(aws acm describe-certificate --certificate-arn "$certificate" --output json --query \
  "Certificate.DomainValidationOptions[0].ResourceRecord.
   {Name: Name, Type: Type, TTL: \`60\`, ResourceRecords: [{Value: Value}]}")
change() {
  aws route53 change-resource-record-sets --hosted-zone-id "$zone" \
    --change-batch "{\"Changes\":[{\"Action\":\"CREATE\",\"ResourceRecordSet\":$1}]}"
}
change "$record"
balancer=$(aws elbv2 create-load-balancer --name before --subnets $subnets \
  --security-groups "$front" --query 'LoadBalancers[0].LoadBalancerArn' --output text)
group=$(aws elbv2 create-target-group --name before --protocol HTTP --port 4567 --target-type ip \
  --vpc-id "$vpc" --query 'TargetGroups[0].TargetGroupArn' --output text)
until [ "$(aws acm describe-certificate --certificate-arn "$certificate" \
  --query Certificate.Status --output text)" = ISSUED ]; do :; done
listener=$(aws elbv2 create-listener --load-balancer-arn "$balancer" --protocol HTTPS --port 443 \
  --certificates CertificateArn="$certificate" \
  --default-actions Type=forward,TargetGroupArn="$group" \
  --query 'Listeners[0].ListenerArn' --output text)
aws elbv2 create-rule --listener-arn "$listener" --priority 1 \
  --conditions Field=host-header,Values=api.example.com \
  --actions Type=forward,TargetGroupArn="$group"
read -r name home < <(aws elbv2 describe-load-balancers --load-balancer-arns "$balancer" \
  --query 'LoadBalancers[0].[DNSName, CanonicalHostedZoneId]' --output text)
target="{\"HostedZoneId\":\"$home\",\"DNSName\":\"$name\",\"EvaluateTargetHealth\":true}"
change "{\"Name\":\"*.example.com\",\"Type\":\"A\",\"AliasTarget\":$target}"
"""


@pytest.mark.parametrize("order", [1, -1])
def test_all_that_stands_before_a_service_goes_whatever_the_order(bench, order):
    entries = made(bench, BEFORE_A_SERVICE)
    kinds = {entry["kind"] for entry in entries}
    assert len(entries) == 13
    assert len(kinds) == 10
    assert states(bench.remove(entries[::order])) == ["gone"] * 13
