"""Policies for the tests of permissions: what a student would write."""

import json

ACCOUNT = "123456789012"
SERVICE = {"Service": "ecs-tasks.amazonaws.com"}


def policy(**statement) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})


TRUST = policy(Principal=SERVICE, Action="sts:AssumeRole")
READ = policy(Action="ssm:GetParameter", Resource="*")
EVERYTHING = policy(Action="*", Resource="*")
