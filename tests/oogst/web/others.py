"""nginx and Apache over a folder of feeds, set up by the very examples in the documentation."""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from tests.waiting import until

__all__ = ["SERVERS", "running"]

PAGE: Final = Path(__file__).parents[3] / "docs" / "concepts" / "serving.md"
MODULES: Final = Path("/usr/lib/apache2/modules")
LOADED: Final = ("mpm_event", "authz_core", "mime", "dir", "alias", "headers", "rewrite", "allowmethods")
NGINX: Final = """daemon off;
pid {place}/pid;
events {{ }}
http {{
  access_log off;
  {temporary}
  {example}
}}
"""
APACHE: Final = """ServerName localhost
ServerRoot {place}
PidFile {place}/pid
ErrorLog {place}/errors
Listen 127.0.0.1:{port}
User www-data
Group www-data
TypesConfig /dev/null
{modules}
<Directory />
  Require all denied
</Directory>
{example}
"""


def _example(language: str, feeds: Path) -> str:
    found = re.search(
        rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert found is not None
    return found[1].replace("/srv/feeds", str(feeds))


def _nginx(place: Path, feeds: Path, port: int) -> list[str]:
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if program is None:
        pytest.skip("no nginx here: apt-get install nginx-light")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "\n  ".join(f"{kind}_temp_path {place}/{kind};" for kind in kinds)
    example = _example("nginx", feeds).replace("listen 80;", f"listen 127.0.0.1:{port};")
    (place / "conf").write_text(NGINX.format(place=place, temporary=temporary, example=example))
    return [program, "-e", f"{place}/errors", "-c", f"{place}/conf"]


def _apache(place: Path, feeds: Path, port: int) -> list[str]:
    program = shutil.which("apache2", path="/usr/sbin:/usr/bin")
    if program is None or not MODULES.is_dir():
        pytest.skip("no Apache here: apt-get install apache2")
    modules = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in LOADED)
    example = _example("apache", feeds)
    (place / "conf").write_text(APACHE.format(place=place, port=port, modules=modules, example=example))
    return [program, "-f", f"{place}/conf", "-DFOREGROUND"]


SERVERS: Final = {"nginx": _nginx, "apache": _apache}


@contextmanager
def running(server: str, place: Path, feeds: Path) -> Iterator[int]:
    """Have a server hand out a folder on a free port of loopback, for as long as somebody looks at it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    words = SERVERS[server](place, feeds, port)
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603  a server of this machine
    try:
        until(lambda: process.poll() is not None or _answers(port))
        assert process.poll() is None, process.communicate()[0]
        yield port
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
