"""Amazon ECR: repositories, their images, and what is known about them.

images     what is pushed and pulled, by tags and digests
layers     what they are made of
deletion   how they go
keys       what a repository is encrypted with
lifecycle  what is a lifecycle policy
expiry     which images one expires, and when
preview    what one would expire
policy     who may do what with a repository
scanning   what is in an image, and which of it is known to be vulnerable
"""

from ...content import Content
from ...emulation import Emulation
from . import deletion, expiry, images, keys, layers, lifecycle, policy, preview
from .scanning import scans, settings


def correct(emulation: Emulation, content: Content) -> None:
    for part in (images, layers, deletion, expiry):
        part.correct(emulation, content)
    scans.correct(content)
    for part in (settings, keys, lifecycle, policy, preview):
        part.correct()
