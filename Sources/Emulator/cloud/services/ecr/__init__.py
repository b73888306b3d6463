"""Amazon ECR: repositories, their images, and what is known about them.

images     what is pushed and pulled, by tags and digests
keys       what a repository is encrypted with
lifecycle  which images are too many or too old
policy     who may do what with a repository
scanning   what is in an image, and which of it is known to be vulnerable
"""

from ...content import Content
from ...emulation import Emulation
from . import images, keys, lifecycle, policy
from .scanning import scans


def correct(emulation: Emulation, content: Content) -> None:
    images.correct(emulation, content)
    scans.correct(content)
    for part in (keys, lifecycle, policy):
        part.correct()
