"""What the emulated cloud is set to, fixed before moto is imported."""

import os

#: AWS's documented example account; moto's default.
ACCOUNT = "123456789012"
#: Used when a call names no region.
REGION = "us-east-1"
#: Nothing here ever listens beyond this address.
LOOPBACK = "127.0.0.1"

#: The services that week 6 uses, loaded before the host says it is ready: together 0.3 s, which a
#: student would otherwise wait for at the first call.
WARMED = ("ecs", "logs", "ecr", "ssm", "iam", "sts", "servicediscovery")
#: The services in which an account has something before anybody asks.
POPULATED = (*WARMED, "ec2", "sns")

MOTO = {
    # AWS's own managed policies exist in every account.
    "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
    # No web page may read the answers.
    "MOTO_DISABLE_GLOBAL_CORS": "true",
    "MOTO_ACCOUNT_ID": ACCOUNT,
}


def prepare(environment: dict[str, str] = os.environ) -> None:
    """Sets moto's variables and removes the caller's AWS ones, so no real profile leaks in."""
    for name in [name for name in environment if name.startswith(("AWS_", "MOTO_", "BOTO"))]:
        del environment[name]
    environment.update(MOTO)
    environment["AWS_CONFIG_FILE"] = os.devnull
    environment["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
    environment["AWS_EC2_METADATA_DISABLED"] = "true"
