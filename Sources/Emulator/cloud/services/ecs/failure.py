"""Why a task does not start, in the words that AWS puts into stoppedReason."""

from moto.moto_api._internal import mock_random

UNABLE = "ResourceInitializationError: unable to pull secrets or registry auth: "
RETRIEVAL = f"{UNABLE}execution resource retrieval failed: "
LOGGER = "ResourceInitializationError: failed to validate logger args: "
STREAM = f"{LOGGER}create stream has been retried 1 times: failed to create Cloudwatch log stream: "
PULL = "CannotPullContainerError: "
START = (
    "CannotStartContainerError: ResourceInitializationError: failed to create new container "
    "runtime task: failed to create shim task: OCI runtime create failed: runc create failed: "
    "unable to start container process: "
)


class StartFailure(Exception):
    """The task does not start; `container` is the one that failed, where it was one."""

    def __init__(self, reason: str, container: str | None = None):
        super().__init__(reason)
        self.reason = reason
        self.container = container


def status(code: int = 400) -> str:
    """What follows on an error that a service answered."""
    return f"status code: {code}, request id: {mock_random.uuid4()}"


def no_such_host(service: str, region: str) -> str:
    """What follows when there is no such region."""
    host = f"{service}.{region}.amazonaws.com"
    return (
        f'RequestError: send request failed caused by: Post "https://{host}/": dial tcp: lookup '
        f"{host}: no such host"
    )
