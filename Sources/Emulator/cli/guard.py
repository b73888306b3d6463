"""Keeps checks from changing anything: `LABS_READ_ONLY=1` in a call's environment.

The decision falls where botocore has the operation's model in hand and has sent nothing yet, so
that it does not matter how the operation was named: as a command, by `--cli-input-json`, by an
alias, by `s3 cp`, on whatever endpoint. What is not known to read is refused.

A refusal ends the process at once with ``REFUSED``. It is no exception, because the CLI retries,
translates or swallows those in many places.
"""

import functools
import importlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: The exit code of a refusal. The AWS CLI uses 1, 2, 130, 252 to 255.
REFUSED = 251

READING_VERBS = words(
    "BatchCheck BatchDescribe BatchGet Describe Discover Filter Get Head List Lookup Search "
    "Select Simulate TransactGet"
)

#: Operations that only read although their first word does not say so.
READING = words(
    "CheckAccessNotGranted CheckNoNewAccess CheckNoPublicAccess DecodeAuthorizationMessage "
    "EstimateTemplateCost Query Scan StartLiveTail StartQuery TestDNSAnswer TestEventPattern "
    "TestMetricFilter ValidateConfigurationSettings ValidatePipelineDefinition ValidatePolicy "
    "ValidateResourcePolicy ValidateStateMachineDefinition ValidateTemplate Verify "
    "VerifyMac"
)

#: Operations that change something although their first word does not say so.
CHANGING = words(
    "cognito-identity:GetId cognito-identity:GetOpenIdTokenForDeveloperIdentity "
    "cognito-idp:GetTokensFromRefreshToken importexport:GetShippingLabel "
    "redshift:GetClusterCredentials sagemaker:GetScalingConfigurationRecommendation "
    "stepfunctions:GetActivityTask"
)

#: Commands that change this machine without asking AWS for anything.
LOCAL_COMMANDS = {
    "configure": "configure.configure:ConfigureCommand",
    "configure set": "configure.set:ConfigureSetCommand",
    "configure add-model": "configure.addmodel:AddModelCommand",
    "eks update-kubeconfig": "eks.update_kubeconfig:UpdateKubeconfigCommand",
    "codeartifact login": "codeartifact.login:CodeArtifactLogin",
    "deploy install": "codedeploy.install:Install",
    "deploy uninstall": "codedeploy.uninstall:Uninstall",
    "emr ssh": "emr.ssh:SSH",
    "emr put": "emr.ssh:Put",
    "emr socks": "emr.ssh:Socks",
}

_refusing = threading.Lock()
_thread = threading.local()


def reads(service: str, operation: str) -> bool:
    """Whether the operation, named as in its service's model, leaves everything as it is."""
    if f"{service}:{operation}" in CHANGING:
        return False
    return operation in READING or any(
        operation.startswith(verb) and not operation[len(verb) :][:1].islower()
        for verb in READING_VERBS
    )


def install() -> None:
    """For this process; there is no way back."""
    guard_operations()
    guard_local_commands()


def refuse(name: str, instead: str) -> None:
    """Ends the process, from whichever thread, before anything more happens."""
    _refusing.acquire()
    for output in (sys.stdout, sys.stderr):
        with suppress(OSError, AttributeError):
            output.flush()
    message = f"A check may not change anything: {name} was refused before {instead}.\n"
    try:
        os.write(2, message.encode())
    finally:
        end(REFUSED)


#: How a refusal ends the process. A worker of the host reports the code first.
end: Callable[[int], None] = os._exit


def guard_operations() -> None:
    from botocore import client, credentials, tokens

    original = client.BaseClient._make_api_call

    @functools.wraps(original)
    def make_api_call(self, operation_name, api_params):
        service = self.meta.service_model.service_name
        if not reads(service, operation_name) and not getattr(_thread, "authenticating", False):
            refuse(f"{service}:{operation_name}", "it was sent")
        return original(self, operation_name, api_params)

    client.BaseClient._make_api_call = make_api_call

    # A profile may have to ask for its credentials (AssumeRole, CreateToken): that is no change.
    for owner, method in (
        (credentials.CredentialResolver, "load_credentials"),
        (credentials.RefreshableCredentials, "_refresh"),
        (tokens.DeferredRefreshableToken, "_refresh"),
    ):
        setattr(owner, method, authenticating(getattr(owner, method)))


def authenticating(method: Callable) -> Callable:
    @functools.wraps(method)
    def wrapped(*arguments, **options):
        with _authentication():
            return method(*arguments, **options)

    return wrapped


@contextmanager
def _authentication() -> Iterator[None]:
    before = getattr(_thread, "authenticating", False)
    _thread.authenticating = True
    try:
        yield
    finally:
        _thread.authenticating = before


def guard_local_commands() -> None:
    for name, place in LOCAL_COMMANDS.items():
        module, _, type_name = place.partition(":")
        command = getattr(importlib.import_module(f"awscli.customizations.{module}"), type_name)

        def run_main(*_, name=name, **__):
            refuse(name, "it ran")

        command._run_main = run_main
