"""Sealed state: what lies on the disk shows no secret, and cannot be changed unnoticed."""

import hmac
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


class Broken(Exception):
    """The sealed bytes are not what was written."""


class Seal:
    """AES-256-GCM under a key of the state folder.

    A kept `put-parameter --type SecureString` has the parameter's value in it, and it must: an
    emulator that forgot it could not answer `get-parameter --with-decryption` after a restart.
    The key lies beside the journal (0600, in a folder 0700), so this protects a journal that is
    copied, attached or searched, not one whose folder another program of the same user reads.
    """

    def __init__(self, key: bytes):
        self._key = key
        self._cipher = AESGCM(key)

    def seal(self, content: bytes, label: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, content, label)

    def open(self, sealed: bytes, label: bytes) -> bytes:
        try:
            return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], label)
        except (InvalidTag, ValueError) as error:
            raise Broken from error

    def derived(self, purpose: str) -> bytes:
        """Another key, which tells nothing about this one."""
        return hmac.digest(self._key, purpose.encode(), "sha256")


def read_seal(path: Path) -> Seal:
    """The seal of the key file at `path`, which is made when it is not there."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return Seal(path.read_bytes())
    key = AESGCM.generate_key(256)
    os.write(descriptor, key)
    os.fsync(descriptor)
    os.close(descriptor)
    return Seal(key)
