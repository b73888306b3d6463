"""The door's certificate: image tools speak HTTPS to a registry unless they are told otherwise.

skopeo and `buildah login` have no variable that would tell them (CONTAINERS_REGISTRIES_CONF is
read by `buildah build`, `push` and `pull` only), and a lab's scripts name no flag that real ECR
would not need. So scripts get this certificate's folder in SSL_CERT_DIR, and nothing else trusts
it. Docker takes any certificate from a registry on loopback.
"""

import datetime
import ipaddress
import os
import ssl
from pathlib import Path

from .folder import StateFolder, write_whole
from .settings import LOOPBACK

VALID = datetime.timedelta(days=3650)


def context(folder: StateFolder) -> ssl.SSLContext:
    """For the server's side; the certificate is made when it is not there."""
    key, certificate = folder.certificate_key, folder.certificates / "registry.pem"
    if not (key.exists() and certificate.exists()):
        make(key, certificate)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate, key)
    return made


def make(key_path: Path, certificate_path: Path) -> None:
    """A key of its own and a certificate for 127.0.0.1 and localhost only, signed by itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Labs emulated registry")])
    address = x509.IPAddress(ipaddress.ip_address(LOOPBACK))
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + VALID)
        .add_extension(x509.SubjectAlternativeName([address, x509.DNSName("localhost")]), False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    os.makedirs(certificate_path.parent, mode=0o700, exist_ok=True)
    private = key.private_bytes(
        encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write_whole(key_path, private)
    write_whole(certificate_path, certificate.public_bytes(encoding))
