"""The net that catches what pages complain of has to hold."""


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
