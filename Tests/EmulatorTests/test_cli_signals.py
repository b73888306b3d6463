"""Calls that are interrupted, killed, left alone or made all at once."""

import contextlib
import os
import pty
import signal
import socket
import subprocess
import threading
import time

import pytest

from cli_host import CLI, WarmedHost, at_once


@pytest.fixture(scope="module")
def cli(tmp_path_factory):
    running = CLI(tmp_path_factory.mktemp("cli"))
    yield running
    running.stop()


@pytest.fixture
def silence():
    """A server that takes connections and says nothing: a call to it stays."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def hear_signals() -> None:
    """Who started the tests may have told them to ignore some: nohup, or a shell's `&`."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


def waiting_call(cli: CLI, command, server, **options) -> subprocess.Popen:
    """A call whose request has been sent."""
    address = f"http://127.0.0.1:{server.getsockname()[1]}"
    process = cli.start(
        command,
        *f"sts get-caller-identity --endpoint-url {address}".split(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **{"preexec_fn": hear_signals, **options},
    )
    server.settimeout(60)
    connection, _ = server.accept()
    connection.recv(1)
    process.connection = connection
    return process


def ended(process: subprocess.Popen):
    output, errors = process.communicate(timeout=60)
    return output, errors, process.returncode


def interrupted(process: subprocess.Popen):
    """Ctrl-C, and once more where Python was about to wait and did not hear the first."""
    for _ in range(10):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=6)
            break
    return ended(process)


def wait_until(condition) -> bool:
    for _ in range(500):
        if condition():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_ends_the_call_as_it_ends_the_plain_one(cli, silence, number):
    results = []
    for command in (cli.plain_command, cli.fast_command):
        process = waiting_call(cli, command, silence)
        process.send_signal(number)
        results.append(ended(process))

    assert results[1] == results[0]


def test_ctrl_c_in_a_terminal_ends_the_call(cli, silence):
    pid, terminal = pty.fork()
    if pid == 0:
        hear_signals()
        address = f"http://127.0.0.1:{silence.getsockname()[1]}"
        words = f"sts get-caller-identity --endpoint-url {address}".split()
        os.execve(cli.fast_command[0], ["aws", *words], cli.environment)
    connection, _ = silence.accept()
    connection.recv(1)
    os.write(terminal, b"\x03")

    _, status = os.waitpid(pid, 0)

    assert os.waitstatus_to_exitcode(status) == 130


def test_an_ignored_signal_stays_ignored(cli, silence):
    process = waiting_call(
        cli,
        cli.fast_command,
        silence,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGTERM)

    assert ended(process)[2] == -signal.SIGTERM


def test_a_stopped_call_goes_on(cli, silence):
    process = waiting_call(cli, cli.fast_command, silence)
    process.send_signal(signal.SIGTSTP)
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)

    process.send_signal(signal.SIGCONT)

    assert interrupted(process) == (b"\n", b"", 130)


def test_no_call_outlives_its_client(cli, silence):
    process = waiting_call(cli, cli.fast_command, silence)
    process.kill()
    process.wait()

    process.connection.settimeout(10)
    while process.connection.recv(4096):
        pass


def test_no_call_outlives_the_host(cli, silence, tmp_path):
    host = WarmedHost(cli.home)
    changes = {"LABS_AWS_SOCKET": str(host.socket)}
    process = waiting_call(cli, cli.fast_command, silence, changes=changes)
    workers = host.children()
    host.process.kill()
    host.process.wait()

    _, errors, code = ended(process)
    assert errors.startswith(b"aws: the warmed AWS CLI ended in the middle of this call")
    assert code == 255
    assert wait_until(lambda: not any(os.path.exists(f"/proc/{worker}") for worker in workers))
    host.stop()


def test_the_plain_cli_answers_where_the_host_is_gone(cli):
    result = cli.fast("--version", LABS_AWS_SOCKET="/nosuch/socket")
    assert result == cli.plain("--version")


def test_a_missing_plain_cli_is_named(cli):
    result = cli.fast("--version", LABS_AWS_SOCKET=None, LABS_AWS_PLAIN=None)
    assert result.code == 127
    assert b"LABS_AWS_PLAIN" in result.errors


def test_calls_that_come_early_wait_for_the_host(cli):
    host = WarmedHost(cli.home)
    # The plain CLI is not named, so only the host can answer.
    result = cli.fast("configure", "list", LABS_AWS_SOCKET=str(host.socket), LABS_AWS_PLAIN=None)
    host.stop()
    assert result.code == 0


def test_fifty_calls_at_once(cli):
    words = ["sts", "get-caller-identity", "--query", "Account"]
    jobs = [lambda: cli.fast(*words, LABS_AWS_PLAIN=None)] * 50
    assert {(result.output, result.code) for result in at_once(*jobs)} == {(b'"123456789012"\n', 0)}


def test_calls_run_side_by_side(cli, silence):
    first = waiting_call(cli, cli.fast_command, silence)
    second = waiting_call(cli, cli.fast_command, silence)
    assert cli.fast("--version", LABS_AWS_PLAIN=None).code == 0
    for process in (first, second):
        process.terminate()
        ended(process)


@pytest.mark.parametrize("way", ["input", signal.SIGTERM, signal.SIGHUP])
def test_the_host_leaves_nothing_behind(cli, way):
    host = WarmedHost(cli.home)
    assert host.process.stdout.readline() == b"warm\n"
    assert wait_until(lambda: len(host.children()) == 2)
    workers = host.children()
    if way == "input":
        host.process.stdin.close()
    else:
        host.process.send_signal(way)

    assert host.process.wait(10) == 0
    assert not host.folder.exists()
    assert wait_until(lambda: not any(os.path.exists(f"/proc/{worker}") for worker in workers))
    host.folder.parent.rmdir()


def test_the_socket_is_for_this_user_only(cli):
    assert cli.host.socket.stat().st_mode & 0o777 == 0o600
    assert cli.host.folder.stat().st_mode & 0o777 == 0o700


def test_bytes_that_are_no_request_do_no_harm(cli):
    for content in (b"", b"\0" * 4, b"GET / HTTP/1.1\r\n\r\n", b"LWS1" + b"\xff" * 400):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(cli.host.socket))
            connection.sendall(content)
    assert cli.fast("--version", LABS_AWS_PLAIN=None).code == 0


def test_a_terminal_is_a_terminal_for_the_call(cli):
    """A table is coloured on a terminal and nowhere else."""
    words = ["logs", "describe-log-groups", "--output", "table"]
    cli.plain("logs", "create-log-group", "--log-group-name", "one")

    def on_terminal(command) -> bytes:
        near, far = pty.openpty()
        read = []
        process = cli.start(command, *words, stdout=far, stdin=far, stderr=far)
        reader = threading.Thread(target=lambda: read.append(drained(near)))
        os.close(far)
        reader.start()
        process.wait(20)
        reader.join(20)
        return read[0]

    plain = on_terminal(cli.plain_command)
    assert b"\x1b[" in plain
    assert on_terminal(cli.fast_command) == plain


def drained(terminal: int) -> bytes:
    content = b""
    while True:
        try:
            content += os.read(terminal, 4096)
        except OSError:
            return content


def test_a_call_whose_worker_was_killed_goes_to_the_plain_cli(cli):
    host = WarmedHost(cli.home)
    assert host.process.stdout.readline() == b"warm\n"
    assert wait_until(lambda: len(host.children()) == 2)
    os.kill(host.process.pid, signal.SIGSTOP)
    for worker in host.children():
        os.kill(worker, signal.SIGKILL)
    process = cli.start(
        cli.fast_command,
        "--version",
        stdout=subprocess.PIPE,
        changes={"LABS_AWS_SOCKET": str(host.socket)},
    )
    os.kill(host.process.pid, signal.SIGCONT)

    assert process.communicate(timeout=60)[0] == cli.plain("--version").output
    host.stop()
