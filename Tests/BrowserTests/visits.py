"""Windows of a browser that take note of whatever a reader's console would show."""

from playwright.sync_api import Browser, Page

# A policy's violation is an event of the page; saying it on the console puts it with the rest.
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => console.error(
    `policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


class Visits:
    def __init__(self, browser: Browser):
        self.browser = browser
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
        **look,
    ) -> Page:
        """A page in a profile of its own, as nobody has seen it before.

        `prepare` is a script that runs before the page's own; `look` goes to Playwright as it is:
        forced_colors, reduced_motion, contrast, permissions.
        """
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            java_script_enabled=scripts,
            **look,
        )
        context.set_default_timeout(10_000)
        context.add_init_script(REPORT_VIOLATIONS + prepare)
        self.contexts.append(context)
        page = context.new_page()
        self.listen(page)
        page.goto(address, wait_until="load")
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
        """The test is about what is complained of, in these words: it is then forgotten."""
        assert any(words in complaint for complaint in self.complaints), self.complaints
        self.complaints.clear()

    def close(self) -> None:
        while self.contexts:
            self.contexts.pop().close()


def origin(address: str) -> str:
    return "/".join(address.split("/")[:3])
