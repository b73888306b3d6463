"""Every operation of the services that the labs use is answered as AWS could answer it."""

import pytest

from sweep import sweep

#: Without the largest, of whose 830 operations `sweep.py` takes its time.
SERVICES = ("ecs", "ecr", "iam", "sts", "logs", "ssm", "secretsmanager", "elbv2", "acm", "route53",
            "servicediscovery", "cloudtrail", "config", "organizations", "events", "cloudwatch",
            "sns", "s3")  # fmt: skip


@pytest.mark.parametrize("service", SERVICES)
def test_operation_answers_in_its_own_shape_or_with_one_error(host, service):
    found = list(sweep(host, service))
    assert [each for each in found if each.problem] == []
    assert {each.came for each in found} > {"answered"}
    assert host.process.poll() is None
