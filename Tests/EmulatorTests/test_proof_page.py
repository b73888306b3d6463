"""The page that tells what the emulator proves says what the sources and tests say."""

import os
from pathlib import Path

import pytest

import proof_page

#: Of the host itself, not of a service.
OWN = {"test_cloud_answers", "test_cloud_inventory", "test_cloud_passing", "test_cloud_state"}


def test_page_is_up_to_date():
    made = proof_page.page()
    if os.environ.get("UPDATE_GOLDENS"):
        proof_page.PAGE.write_text(made)
    assert proof_page.PAGE.read_text() == made, "write it anew: UPDATE_GOLDENS=1 bin/test emulator"


def test_every_rule_of_aws_is_on_the_page():
    told = {path for section in proof_page.SECTIONS for path in proof_page.modules(section)}
    rules = {
        path
        for path in proof_page.SOURCES.rglob("*.py")
        if any("https://docs.aws.amazon.com/" in rule for rule in proof_page.module_rules(path))
    }
    assert rules - told == set()


def test_every_test_of_a_service_is_on_the_page():
    told = {path.stem for s in proof_page.SECTIONS for path in proof_page.test_modules(s)}
    tests = {path.stem for path in Path(__file__).parent.glob("test_cloud_*.py")}
    assert tests - OWN - told == set()


@pytest.mark.parametrize("section", proof_page.SECTIONS, ids=lambda section: section.title)
def test_section_has_rules_and_tests(section):
    assert any(proof_page.module_rules(path) for path in proof_page.modules(section))
    assert list(proof_page.behaviours(section))
