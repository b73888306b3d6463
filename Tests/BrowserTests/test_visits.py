"""The net that catches what pages complain of has to hold, and windows have to forget."""


def test_a_script_that_fails_is_a_complaint(visits, site):
    page = visits.open(site.url("guide/short.html"))
    page.evaluate("setTimeout(() => { throw new Error('broken on purpose') })")
    page.wait_for_timeout(50)
    visits.expect("broken on purpose")


def test_a_style_against_the_policy_is_a_complaint(visits, site):
    page = visits.open(site.url("guide/short.html"))
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.wait_for_timeout(50)
    visits.expect("policy: style-src-attr")


def test_a_request_to_elsewhere_is_a_complaint(visits, site):
    page = visits.open(site.url("guide/short.html"))
    page.evaluate("new Image().src = 'https://example.org/picture.png'")
    page.wait_for_timeout(50)
    visits.expect("policy: img-src")


def test_a_page_that_is_missing_is_a_complaint(visits, site):
    visits.open(site.url("guide/nowhere.html"))
    visits.expect("404")


def test_a_script_in_the_page_does_not_run(visits, site):
    page = visits.open(site.url("guide/short.html"))
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.hasRun = true";
          document.head.append(script);
        }"""
    )
    page.wait_for_timeout(50)
    assert not page.evaluate("window.hasRun")
    visits.expect("policy: script-src-elem inline")


def test_a_window_that_is_used_again_knows_nothing_of_the_last_test(visits, site):
    last = visits.open(site.url("guide/short.html"), width=360, forced_colors="active")
    last.emulate_media(media="print")
    last.context.new_page()
    last.evaluate(
        "setInterval(() => { localStorage.kept = 'yes'; sessionStorage.kept = 'yes'; }, 1)"
    )
    last.wait_for_timeout(50)
    visits.close()
    page = visits.open(site.url("guide/short.html"))
    assert page == last
    assert len(page.context.pages) == 1
    assert page.evaluate("[localStorage.length, sessionStorage.length, innerWidth]") == [0, 0, 1440]
    assert (
        page.evaluate("['print', '(forced-colors)'].some((look) => matchMedia(look).matches)")
        is False
    )
    assert visits.open(site.url("guide/short.html")).context != page.context
