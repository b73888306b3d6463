"""Windows of a browser that take note of whatever a reader's console would show."""

from collections.abc import Sequence

from playwright.sync_api import Browser, Page

# A policy's violation is an event of the page; saying it on the console puts it with the rest.
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => console.error(
    `policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


# What a window looks like unless a test wants something else.
PLAIN = {
    "media": "null",
    "reduced_motion": "no-preference",
    "forced_colors": "none",
    "contrast": "no-preference",
}

# At the page's very end, because its timers may still store something.
FORGET = """() => addEventListener("pagehide", () => {
  localStorage.clear();
  sessionStorage.clear();
})"""


class Visits:
    """The windows of one browser, for one test after the other.

    A new window costs most of a test's time, so two are used again, as empty as new ones: one with
    scripts and one without.
    """

    def __init__(self, browser: Browser):
        self.browser = browser
        self.kept = {}
        self.taken = set()
        self.contexts = []
        self.complaints = []

    def open(
        self,
        address: str,
        *,
        width: int = 1440,
        height: int = 900,
        theme: str = "light",
        scripts: bool = True,
        prepare: str = "",
        permissions: Sequence[str] = (),
        own: bool = False,
        **look,
    ) -> Page:
        """A page as nobody has seen it before: no second one of a test shares what is stored.

        `prepare` is a script that runs before the page's own; `look` goes to Playwright as it is:
        forced_colors, reduced_motion, contrast. `own` is for a test that changes or watches its
        window in a way that would stay.
        """
        if own or prepare or permissions or scripts in self.taken:
            page = self.window(scripts, prepare, permissions)
            self.contexts.append(page.context)
        else:
            if scripts not in self.kept:
                self.kept[scripts] = self.window(scripts)
            page = self.kept[scripts]
            self.taken.add(scripts)
        self.latest = page
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme, **(PLAIN | look))
        page.goto(address, wait_until="load")
        return page

    def window(self, scripts: bool, prepare: str = "", permissions: Sequence[str] = ()) -> Page:
        context = self.browser.new_context(
            java_script_enabled=scripts, permissions=list(permissions)
        )
        context.set_default_timeout(10_000)
        context.add_init_script(REPORT_VIOLATIONS + prepare)
        page = context.new_page()
        self.listen(page)
        return page

    def listen(self, page: Page) -> None:
        def complain(kind: str, text: str) -> None:
            self.complaints.append(f"{page.url}: {kind}: {text}")

        def check_failure(request) -> None:
            # A window that goes on, or is closed, breaks off what it was loading.
            if "ERR_ABORTED" not in (request.failure or ""):
                complain("not loaded", request.url)

        def check_message(message) -> None:
            if message.type in ("error", "warning"):
                complain("console", message.text)

        def check_request(request) -> None:
            # What is read from the disk asks no host for anything.
            home = request.url if page.url == "about:blank" else page.url
            if request.url.startswith("http") and origin(request.url) != origin(home):
                complain("request to elsewhere", request.url)

        page.on("console", check_message)
        page.on("pageerror", lambda error: complain("script", str(error)))
        page.on("request", check_request)
        page.on("requestfailed", check_failure)

    def expect(self, words: str) -> None:
        """The test is about what is complained of, in these words: it is then forgotten.

        What the browser tells comes a little later than what it shows.
        """
        for _ in range(100):
            if any(words in complaint for complaint in self.complaints):
                break
            self.latest.wait_for_timeout(50)
        assert any(words in complaint for complaint in self.complaints), self.complaints
        self.complaints.clear()

    def close(self) -> None:
        while self.contexts:
            self.contexts.pop().close()
        while self.taken:
            self.empty(self.kept[self.taken.pop()])

    def empty(self, page: Page) -> None:
        for other in page.context.pages:
            if other != page:
                other.close()
        page.evaluate(FORGET)
        page.mouse.move(0, 0)
        page.goto("about:blank")


def origin(address: str) -> str:
    return "/".join(address.split("/")[:3])
