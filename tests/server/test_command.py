"""The server as a process: it starts, answers, and stops when told to."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing

import pytest

CODE = "from tm.cli import main; main()"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def running(served):
    port = free_port()
    command = [sys.executable, "-c", CODE, "serve", "--port", str(port), "--rate", "0", "--quiet"]
    with subprocess.Popen(command, cwd=served.root, stderr=subprocess.PIPE, text=True) as process:
        yield process, port
        process.kill()


def ask(port, path):
    for _ in range(200):
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
                connection.request("GET", path)
                with connection.getresponse() as answer:
                    return answer.status
        except ConnectionRefusedError:
            time.sleep(0.1)
    return None


def test_it_answers_and_stops_at_a_signal(running):
    process, port = running
    answered = ask(port, "/healthz")
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=20)
    assert (answered, "Traceback" in errors) == (200, False)


@pytest.mark.slow
def test_it_keeps_to_its_own_description(running):
    _, port = running
    assert ask(port, "/healthz") == 200
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"http://127.0.0.1:{port}/openapi.json"]
    # a number such as 85.0 counts as an integer there, and not here
    limits = [
        "--exclude-checks",
        "positive_data_acceptance",
        "--max-examples",
        "10",
        "--phases",
        "examples,coverage,fuzzing",
        "--no-color",
    ]
    done = subprocess.run([*command, *limits], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_an_open_address_is_refused_with_a_way_out(served):
    done = served.tm("serve", "--host", "192.0.2.1")
    assert (done.code, "--token-file" in done.err) == (2, True)


def test_a_port_that_is_taken_is_refused(served):
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = served.tm("serve", "--port", str(other.getsockname()[1]))
    assert (done.code, "can't listen" in done.err) == (2, True)


def test_a_short_token_is_refused(served):
    served.write("token", "short\n")
    done = served.tm("serve", "--token-file", "token")
    assert (done.code, "too short" in done.err) == (2, True)
