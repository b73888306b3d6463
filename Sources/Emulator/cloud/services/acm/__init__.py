"""AWS Certificate Manager: certificates that prove a domain, and whether they are issued.

certificate  a requested certificate
requests     requesting, describing, deleting
validation   the record that proves who a domain is
"""

from . import requests, validation


def correct() -> None:
    for part in (requests, validation):
        part.correct()
