"""Log groups, as CloudWatch Logs keeps them."""

from cloud_host import refused


def test_only_some_numbers_of_days_are_kept(host):
    logs = host.client("logs")
    logs.create_log_group(logGroupName="retention")
    with refused("InvalidParameterException", "retentionInDays"):
        logs.put_retention_policy(logGroupName="retention", retentionInDays=2)
    logs.put_retention_policy(logGroupName="retention", retentionInDays=1)
    group = logs.describe_log_groups(logGroupNamePrefix="retention")["logGroups"][0]
    assert group["retentionInDays"] == 1
