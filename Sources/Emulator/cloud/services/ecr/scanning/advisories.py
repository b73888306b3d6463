"""The vulnerabilities that the emulated scanner knows.

Simulated: they are a SAMPLE of published advisories, not a database. That is enough to see how
scanning works, and no proof that an image is sound.

Each is as its distribution or project published it, with the vector,
score and severity that the NVD gives (https://nvd.nist.gov/vuln/detail/CVE-…); `uri` leads there.
An advisory without a fixed version is one for which that release has none.
"""

from typing import NamedTuple

from .software import Package
from .versions import is_older

NETWORK = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U"
DEBIAN = "https://security-tracker.debian.org/tracker/"
ALPINE = "https://security.alpinelinux.org/vuln/"
NVD = "https://nvd.nist.gov/vuln/detail/"


class Advisory(NamedTuple):
    name: str
    ecosystem: str
    package: str
    fixed: str | None
    severity: str
    score: float
    vector: str
    uri: str
    description: str
    #: The first version that has it, where older ones do not.
    since: str = ""

    def concerns(self, package: Package) -> bool:
        if (self.ecosystem, self.package) != (package.ecosystem, package.name):
            return False
        if self.since and is_older(package.version, self.since, self.ecosystem):
            return False
        return self.fixed is None or is_older(package.version, self.fixed, self.ecosystem)


ADVISORIES = (
    Advisory(
        "CVE-2023-45853", "debian:12", "zlib", None, "CRITICAL", 9.8, f"{NETWORK}/C:H/I:H/A:H",
        f"{DEBIAN}CVE-2023-45853",
        "MiniZip in zlib through 1.3: an overflow with a long file name, comment or extra field.",
    ),
    Advisory(
        "CVE-2023-5363", "debian:12", "openssl", "3.0.11-1~deb12u2", "HIGH", 7.5,
        f"{NETWORK}/C:H/I:N/A:N", f"{DEBIAN}CVE-2023-5363",
        "OpenSSL 3: lengths of keys and initialisation vectors are applied too late.",
    ),
    Advisory(
        "CVE-2023-4911", "debian:12", "glibc", "2.36-9+deb12u3", "HIGH", 7.8,
        "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", f"{DEBIAN}CVE-2023-4911",
        "The dynamic loader of glibc: a local user gains rights through GLIBC_TUNABLES.",
    ),
    Advisory(
        "CVE-2022-3996", "alpine:3.17", "openssl", "3.0.7-r2", "HIGH", 7.5,
        f"{NETWORK}/C:N/I:N/A:H", f"{ALPINE}CVE-2022-3996",
        "OpenSSL 3: a malformed policy constraint of a certificate takes a lock twice.",
    ),
    Advisory(
        "CVE-2023-30861", "pypi", "flask", "2.2.5", "HIGH", 7.5, f"{NETWORK}/C:H/I:N/A:N",
        f"{NVD}CVE-2023-30861",
        "Flask: behind a caching proxy a permanent session's cookie can reach somebody else.",
    ),
    Advisory(
        "CVE-2023-30861", "pypi", "flask", "2.3.2", "HIGH", 7.5, f"{NETWORK}/C:H/I:N/A:N",
        f"{NVD}CVE-2023-30861",
        "Flask: behind a caching proxy a permanent session's cookie can reach somebody else.",
        since="2.3.0",
    ),
    Advisory(
        "CVE-2024-34069", "pypi", "werkzeug", "3.0.3", "HIGH", 7.5,
        "CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:H", f"{NVD}CVE-2024-34069",
        "Werkzeug: its debugger runs code for a domain that an attacker controls.",
    ),
)  # fmt: skip

RANKS = ("CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL", "UNDEFINED")


def known(packages: list[Package]) -> list[tuple[Advisory, Package]]:
    """What is known of these packages, the worst first."""
    found = [
        (each, package) for package in packages for each in ADVISORIES if each.concerns(package)
    ]
    return sorted(found, key=lambda pair: (RANKS.index(pair[0].severity), pair[0].name, pair[1]))
