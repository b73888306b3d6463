"""Amazon ECR: repositories, their images, and what is known about them.

images     what is pushed and pulled, by tags and digests
keys       what a repository is encrypted with
lifecycle  what is a lifecycle policy
expiry     which images one expires, and when
preview    what one would expire
policy     who may do what with a repository
scanning   what is in an image, and which of it is known to be vulnerable
"""

from ...content import Content
from ...emulation import Emulation
from . import expiry, images, keys, lifecycle, policy, preview
from .scanning import scans


def correct(emulation: Emulation, content: Content) -> None:
    images.correct(emulation, content)
    scans.correct(content)
    expiry.correct(emulation, content)
    for part in (keys, lifecycle, policy, preview):
        part.correct()
