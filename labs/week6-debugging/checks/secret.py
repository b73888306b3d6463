#!/usr/bin/env python3
"""Does a service get a secret from the one parameter that holds it, and from nowhere else?

checks/secret.py SERVICE NAME
"""

import sys

from shared import ACCOUNT, APP, REGION, aws, definition_of, report, service


def findings(name: str, secret: str) -> list[str]:
    found = service(name)
    if found is None:
        return [f"There is no active service named “{name}” in the cluster “{APP}”."]
    path = f"/{APP}/{name}"
    container = definition_of(found["taskDefinition"])["containerDefinitions"][0]
    problems = [
        f"{each['name']} stands in the definition in plain text, for everybody who may read it."
        for each in container.get("environment", [])
    ]
    sources = {each["name"]: each["valueFrom"] for each in container.get("secrets", [])}
    arn = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter{path}/{secret}"
    if sources.get(secret) not in (arn, f"{path}/{secret}"):
        problems.append(f"{secret} comes from “{sources.get(secret, 'nowhere')}”.")
    problems += [f"There is a secret {each} as well." for each in sources if each != secret]
    parameters = aws("ssm", "get-parameters-by-path", "--path", path)["Parameters"]
    kinds = {each["Name"].removeprefix(f"{path}/"): each["Type"] for each in parameters}
    if kinds.pop(secret, None) != "SecureString":
        problems.append(f"{path}/{secret} is not there as a SecureString.")
    return problems + [f"There is a second parameter, {path}/{each}." for each in kinds]


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
