"""JupyterHub on one machine for a class or two. README.md beside this file says how to start it.

Everything a school has to decide is in environment variables, so that no password stands in a file
of the repository:

COURSE_PASSWORD         one password for the class (at least 8 characters), or
COURSE_OAUTH_CALLBACK   … the school's own accounts, see `school_accounts`
COURSE_PUPILS           a file with one user name a line; without it any name may log in
COURSE_ADMINS, COURSE_ADMIN_PASSWORD   names with commas between; at least 32 characters
COURSE_FOLDER           where everything is kept; the current folder if not given
COURSE_ADDRESS          default http://127.0.0.1:8000; another computer needs https
COURSE_TLS_CERT, COURSE_TLS_KEY        files of the certificate
COURSE_MEMORY_MB        the most one process of a pupil may use, default 1024
COURSE_STARTS_AT_ONCE   how many servers may start at the same time, default 10 for each core
COURSE_CLASS_SIZE       how many servers may run, default: what fits into the memory
"""

import os
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

c = get_config()  # noqa: F821  (JupyterHub gives it)

HERE = Path(__file__).resolve().parent
FOLDER = Path(os.environ.get("COURSE_FOLDER", ".")).resolve()
CORES = os.cpu_count() or 1
BESIDE = Path(sys.executable).parent  # the programs of this Python, whether or not it is activated

# Measured with benchmarks/hub.py and rounded up: one pupil's server and kernel, in MiB; the hub
# and the proxy together; and what the machine keeps for itself.
PUPIL_MB = 200
HUB_MB = 512
SYSTEM_MB = 1024


def given(name: str, default: str = "") -> str:
    """Read a setting."""
    return os.environ.get(name, default).strip()


def wrong(text: str) -> SystemExit:
    """Stop with one sentence: a hub that starts half-configured is worse than none."""
    return SystemExit(f"jupyterhub_config.py: {text}")


def number(name: str, default: int, least: int = 1) -> int:
    """Read a setting that is a whole number."""
    text = given(name) or str(default)
    if not text.isdecimal() or int(text) < least:
        raise wrong(f"{name} is {text!r}; it must be a whole number from {least} upwards.")
    return int(text)


def machine_mb() -> int:
    """Memory of this machine."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20


# ---- Where it answers: on this computer, or on the network with TLS; no password in the clear.
address = urlsplit(given("COURSE_ADDRESS", "http://127.0.0.1:8000"))
certificate, key = given("COURSE_TLS_CERT"), given("COURSE_TLS_KEY")
if address.scheme not in {"http", "https"} or not address.hostname:
    raise wrong(f"COURSE_ADDRESS is {address.geturl()!r}; write it as https://0.0.0.0:443.")
if address.scheme == "http" and address.hostname not in {"127.0.0.1", "localhost", "::1"}:
    raise wrong(
        "passwords would cross the network unencrypted. Use https:// in COURSE_ADDRESS with "
        "COURSE_TLS_CERT and COURSE_TLS_KEY, or leave the hub on 127.0.0.1 behind a web server "
        "that does TLS."
    )
if address.scheme == "https":
    for name, file in (("COURSE_TLS_CERT", certificate), ("COURSE_TLS_KEY", key)):
        if not Path(file).is_file():
            raise wrong(f"{name} must name a file for https; {file!r} is none.")
    c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = certificate, key
c.JupyterHub.bind_url = address.geturl()
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{number('COURSE_HUB_PORT', 8081)}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{number('COURSE_PROXY_PORT', 8001)}"

own = FOLDER / "node_modules" / ".bin" / "configurable-http-proxy"
proxy = str(own) if own.is_file() else shutil.which("configurable-http-proxy")
if proxy is None:
    raise wrong(
        f"the proxy is missing: npm install --prefix {FOLDER} configurable-http-proxy@5.3.0"
    )
c.ConfigurableHTTPProxy.command = [proxy]

# ---- What it keeps, readable by this account only.
FOLDER.mkdir(parents=True, exist_ok=True)
(FOLDER / "home").mkdir(mode=0o700, exist_ok=True)
c.JupyterHub.db_url = f"sqlite:///{FOLDER / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(FOLDER / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(FOLDER / "proxy.pid")


# ---- Who may come in.
def one_password() -> None:
    """One password for the class: quick, and every pupil can open every other pupil's work."""
    c.JupyterHub.authenticator_class = "shared-password"
    c.SharedPasswordAuthenticator.user_password = given("COURSE_PASSWORD")
    c.SharedPasswordAuthenticator.admin_password = given("COURSE_ADMIN_PASSWORD") or None


def school_accounts() -> None:
    """Use the school's own accounts by OpenID Connect: Google, Microsoft, Moodle, Keycloak."""
    c.JupyterHub.authenticator_class = "generic-oauth"
    c.GenericOAuthenticator.oauth_callback_url = given("COURSE_OAUTH_CALLBACK")
    for setting in ("client_id", "client_secret", "authorize_url", "token_url", "userdata_url"):
        value = given(f"COURSE_OAUTH_{setting.upper()}")
        if not value:
            raise wrong(f"COURSE_OAUTH_{setting.upper()} is missing; see README.md.")
        c.GenericOAuthenticator[setting] = value
    c.GenericOAuthenticator.scope = ["openid", "email"]
    c.GenericOAuthenticator.username_claim = given("COURSE_OAUTH_NAME", "email")


if given("COURSE_OAUTH_CALLBACK"):
    school_accounts()
elif len(given("COURSE_PASSWORD")) >= 8:
    one_password()
else:
    raise wrong("set COURSE_PASSWORD to a password of at least 8 characters, see README.md.")

# A name becomes a folder: nothing in it may lead out of `home`.
c.Authenticator.username_pattern = r"^[a-z0-9][a-z0-9._@+-]{0,63}$"
c.Authenticator.admin_users = set(filter(None, re.split(r"[,\s]+", given("COURSE_ADMINS"))))
if given("COURSE_PUPILS"):
    try:
        names = Path(given("COURSE_PUPILS")).read_text(encoding="utf-8").split()
    except OSError as trouble:
        raise wrong(f"COURSE_PUPILS cannot be read ({trouble.strerror}).") from trouble
    c.Authenticator.allowed_users = {name.lower() for name in names}
elif given("COURSE_OAUTH_CALLBACK"):
    raise wrong("with COURSE_OAUTH_CALLBACK, COURSE_PUPILS must say who is let in.")
else:
    c.Authenticator.allow_all = True

# ---- A pupil's server: first the course is brought up to date, changed files are kept, then it
# starts. All of them run as the account of the hub: its pupils are not walled off from one another.
memory = number("COURSE_MEMORY_MB", 1024, 256)
limits = []
if shutil.which("prlimit"):  # every process of a pupil: data of so many bytes, an hour of processor
    limits = ["prlimit", f"--data={memory * 2**20}", "--cpu=3600", "--core=0"]
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(FOLDER / "home" / "{username}")
c.Spawner.cmd = [*limits, "nice", "-n", "5", str(HERE / "start-course.sh")]
c.Spawner.environment = {
    "PATH": f"{BESIDE}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
    "JUPYTER_PREFER_ENV_PATH": "1",
    "MALLOC_ARENA_MAX": "2",
}
c.Spawner.mem_limit = f"{memory}M"  # what the pupil's page is told; prlimit is what holds
c.Spawner.default_url = "/lab/tree/counterweight/00_start_here.ipynb"
c.Spawner.args = ["--ServerApp.terminals_enabled=False"]
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 120

# ---- A class arrives within a minute: servers start in waves, so that none outlasts start_timeout,
# and a page that has to wait says so and tries again by itself (templates/error.html). A start
# takes about 3 s of a core; measured, small waves only leave the cores idle between them.
c.JupyterHub.concurrent_spawn_limit = number("COURSE_STARTS_AT_ONCE", 10 * CORES)
# JupyterHub 6.1 has this setting and does not read it from a file unless told to.
if hub := sys.modules.get("jupyterhub.app"):
    hub.JupyterHub.spawn_throttle_retry_range.tag(config=True)
c.JupyterHub.spawn_throttle_retry_range = (3, 6)
c.JupyterHub.active_server_limit = number(
    "COURSE_CLASS_SIZE", max(1, (machine_mb() - HUB_MB - SYSTEM_MB) // PUPIL_MB)
)
c.JupyterHub.template_paths = [str(HERE / "templates")]

# ---- After the lesson: a server that nobody has used for an hour is stopped. Files stay.
c.JupyterHub.services = [
    {
        "name": "cull-idle",
        "command": [
            sys.executable, "-m", "jupyterhub_idle_culler",
            f"--timeout={number('COURSE_IDLE_SECONDS', 3600, 60)}", "--cull-every=300",
        ],
    }
]  # fmt: skip
c.JupyterHub.load_roles = [
    {
        "name": "cull-idle",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["cull-idle"],
    }
]
c.JupyterHub.shutdown_on_logout = True
