"""The pages that tell what the emulator proves say what the sources and tests say."""

import os
from pathlib import Path

import pytest

import proof_pages

#: Of the host itself, not of a service.
OWN = {"test_cloud_answers", "test_cloud_crashes", "test_cloud_inventory", "test_cloud_passing",
       "test_cloud_state", "test_cloud_sweep"}  # fmt: skip


def test_pages_are_up_to_date():
    made = proof_pages.pages()
    if os.environ.get("UPDATE_GOLDENS"):
        proof_pages.FOLDER.mkdir(exist_ok=True)
        for page, text in made.items():
            page.write_text(text)
    kept = {page: page.read_text() for page in proof_pages.FOLDER.glob("*.md")}
    assert kept == made, "write them anew: UPDATE_GOLDENS=1 bin/test emulator"


def test_every_rule_of_aws_is_on_a_page():
    told = {path for section in proof_pages.SECTIONS for path in proof_pages.modules(section)}
    rules = {
        path
        for path in proof_pages.SOURCES.rglob("*.py")
        if any("https://docs.aws.amazon.com/" in rule for rule in proof_pages.module_rules(path))
    }
    assert rules - told == set()


def test_every_test_of_a_service_is_on_a_page():
    told = {path.stem for s in proof_pages.SECTIONS for path in proof_pages.test_modules(s)}
    tests = {path.stem for path in Path(__file__).parent.glob("test_cloud_*.py")}
    assert tests - OWN - told == set()


@pytest.mark.parametrize("section", proof_pages.SECTIONS, ids=lambda section: section.title)
def test_section_has_rules_and_tests(section):
    assert any(proof_pages.module_rules(path) for path in proof_pages.modules(section))
    assert list(proof_pages.behaviours(section))
