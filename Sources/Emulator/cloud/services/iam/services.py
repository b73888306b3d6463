"""Which services AWS has, as principals of trust policies.

AWS publishes no list. What is known here are the services that the AWS SDK has, those that AWS's
own managed policies name, and some that neither does. A name may carry a region.
"""

import functools
import re

import botocore.session

PRINCIPAL = re.compile(r"([a-z0-9.-]+?)(?:\.[a-z]{2}(?:-[a-z]+)+-\d)?\.amazonaws\.com(?:\.cn)?")
FURTHER = (
    "aoss", "build.apprunner", "tasks.apprunner", "airflow-env", "ops.apigateway",
    "lambda.application-autoscaling", "cloudwatch-crossaccount", "codestar",
    "pullthroughcache.ecr", "edgelambda", "eks-fargate-pods", "evidently",
    "voiceconnector.chime", "logger.cloudfront", "iotanalytics", "iotevents",
    "replicator.lambda", "lookoutvision", "neptune-db", "opsworks", "osis-pipelines",
    "export.rds", "monitoring.rds", "timestream", "verified-access", "vpc-flow-logs",
)  # fmt: skip


def is_service(principal: str) -> bool:
    found = PRINCIPAL.fullmatch(principal)
    return found is not None and found[1] in known()


@functools.cache
def known() -> frozenset[str]:
    from moto.iam.aws_managed_policies import aws_managed_policies_data

    named = re.findall(r'"([a-z0-9.-]+)\.amazonaws\.com"', aws_managed_policies_data)
    return frozenset([*botocore.session.get_session().get_available_services(), *named, *FURTHER])
