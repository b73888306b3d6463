"""The system's own Chromium: no browser is downloaded for the tests."""

import os
import shutil
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome"]
ON_MACOS = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]


def find_chromium() -> str | None:
    names = [os.environ.get("LABS_CHROMIUM", ""), *NAMES, *ON_MACOS]
    return next((found for name in names if name and (found := shutil.which(name))), None)


@contextmanager
def running_chromium(program: str):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            # Chromium's own sandbox does not start for root, which a container's user is.
            chromium_sandbox=os.geteuid() != 0,
        )
        yield browser
        browser.close()
