"""The pages of the site that tell what the emulator proves, made of what proves it.

- A rule is a bullet of a module's docstring in `Sources/Emulator/cloud`, with its source.
- What shows that it holds are the tests of that service: their names are sentences.
- What is only simulated is a paragraph of a docstring that begins so, and another one names what is
  refused in words of our own.
- What only a real account can show is each lab step's `only-on-aws`.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HOME = Path(__file__).parents[2]
SOURCES = HOME / "Sources/Emulator/cloud"
FOLDER = HOME / "content/emulator"
SIMULATED = "Simulated: "
OURS = "Ours: "
SOURCE = r"https://[^\s,)]+"


class Section(NamedTuple):
    title: str
    #: The page's, without `.md`.
    name: str
    #: Below `Sources/Emulator/cloud`; `*` stands for any module.
    modules: tuple[str, ...]
    #: Names of test modules, without `.py`.
    tests: tuple[str, ...]


SECTIONS = (
    Section("Amazon ECS", "ecs", ("services/ecs/*",), ("test_cloud_ecs_*",)),
    Section(
        "Permissions",
        "permissions",
        ("permissions/*", "services/iam/*"),
        ("test_permissions*", "test_cloud_iam*"),
    ),
    Section(
        "Amazon ECR",
        "ecr",
        ("services/ecr/*",),
        ("test_cloud_images", "test_cloud_scanning", "test_cloud_lifecycle"),
    ),
    Section("Amazon VPC", "vpc", ("services/ec2/*",), ("test_cloud_ec2",)),
    Section(
        "Elastic Load Balancing",
        "load-balancing",
        ("services/elbv2/*",),
        ("test_cloud_elbv2", "test_cloud_target_health"),
    ),
    Section("Certificate Manager", "certificates", ("services/acm/*",), ("test_cloud_acm",)),
    Section("Amazon Route 53", "route-53", ("services/route53/*",), ("test_cloud_route53",)),
    Section(
        "AWS Cloud Map",
        "cloud-map",
        ("services/servicediscovery",),
        ("test_cloud_servicediscovery",),
    ),
    Section(
        "Parameters, secrets and keys",
        "secrets",
        ("services/ssm", "services/secretsmanager", "services/kms"),
        ("test_cloud_ssm", "test_cloud_secrets", "test_cloud_kms"),
    ),
    Section(
        "Logs, alarms and events",
        "logs",
        (
            "services/logs/*",
            "services/cloudwatch",
            "services/events",
            "services/sns",
        ),
        ("test_cloud_logs", "test_cloud_alarms"),
    ),
    Section(
        "Trails, rules and guard rails",
        "guard-rails",
        (
            "services/cloudtrail/*",
            "services/config/*",
            "services/organizations",
            "services/s3",
        ),
        ("test_cloud_records",),
    ),
    Section("Requests", "requests", ("refusing",), ("test_cloud_requests",)),
)

#: Said by the section's title already.
SERVICES = ("Amazon ECS", "AWS IAM", "Amazon ECR", "Elastic Load Balancing", "Amazon Route 53")


def pages() -> dict[Path, str]:
    """The text of each page, by its file."""
    every = {FOLDER / f"{section.name}.md": text(section) for section in SECTIONS}
    return {FOLDER / "index.md": f"{HEAD}\n{contents()}\n{simulated()}\n{only_on_aws()}", **every}


def contents() -> str:
    lines = []
    for section in SECTIONS:
        rules = sum(len(list(module_rules(module))) for module in modules(section))
        proofs = len(list(behaviours(section)))
        lines.append(f"| [{section.title}]({section.name}.md) | {rules} | {proofs} |")
    return "\n".join(["| Page | Rules | Tests |", "| --- | ---: | ---: |", *lines, ""])


def text(section: Section) -> str:
    order = SECTIONS.index(section) + 1
    return "\n".join(
        [
            f"---\ntitle: {section.title}",
            f"description: What the emulator decides as AWS does, {section.title} by its rules.",
            f"order: {order}\ntags: [emulator, proof]\nsearch: false\n---",
            f"# {section.title}\n",
            "Each rule stands below AWS's own page about it.\n",
            *(line for module in modules(section) for line in chapter(module)),
            "## Tests\n",
            *(f"- {sentence}" for sentence in behaviours(section)),
            "",
        ]
    )


def chapter(module: Path) -> Iterator[str]:
    """A module's rules below what its docstring begins with; nothing for one without rules."""
    rules = list(module_rules(module))
    if rules:
        title = docstring(module).split("\n\n")[0].replace("\n", " ").rstrip(".")
        title = re.sub(rf"^({'|'.join(SERVICES)}):? ", "", title)
        yield from (f"## {title[0].upper()}{title[1:]}", "", *listed(rules), "")
        for words in paragraphs(module, OURS):
            yield from (
                f"*Refused in words of our own, because AWS's could not be found: {words}*",
                "",
            )


def modules(section: Section) -> list[Path]:
    """With a package's own docstring before its modules'."""
    found = {
        path
        for pattern in section.modules
        for path in (*SOURCES.glob(f"{pattern}.py"), *SOURCES.glob(f"{pattern}/*.py"))
    }
    return sorted(found, key=lambda path: (path.parent, path.name != "__init__.py", path.name))


def module_rules(path: Path) -> Iterator[str]:
    """Each as one line that ends with its source."""
    last = ""
    for rule in re.findall(r"^- (.+?)(?=\n- |\n\n|\Z)", docstring(path), re.S | re.M):
        rule = " ".join(rule.split())
        last = next(iter(re.findall(SOURCE, rule)), last)
        yield rule.replace("(same page)", f"({last})")


def listed(rules: list[str]) -> Iterator[str]:
    """As a list in Markdown: below each page of AWS the rules that are read there."""
    pages: dict[str, list[str]] = {}
    for rule in rules:
        found = re.fullmatch(rf"(.+) \(({SOURCE})\)\.?", rule)
        own = found and not re.search(SOURCE, found[1])
        if own:
            pages.setdefault(found[2], []).append(found[1])
        else:
            pages.setdefault(rule, [])
    for page, below in pages.items():
        if below:
            name = page.rsplit("/", 1)[-1].removesuffix(".html").removeprefix("API_")
            yield f"- [{name}]({page})"
            yield from (f"  - {rule}." for rule in below)
        else:
            yield "- " + re.sub(SOURCE, r"[AWS](\g<0>)", page)


def behaviours(section: Section) -> Iterator[str]:
    for path in sorted(
        {f for name in section.tests for f in Path(__file__).parent.glob(f"{name}.py")}
    ):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                words = node.name.removeprefix("test_").replace("_", " ")
                yield words[0].upper() + words[1:] + "."


def test_modules(section: Section) -> list[Path]:
    folder = Path(__file__).parent
    return sorted({path for name in section.tests for path in folder.glob(f"{name}.py")})


def simulated() -> str:
    lines = []
    for section in SECTIONS:
        for path in modules(section):
            for words in paragraphs(path, SIMULATED):
                lines.append(f"- **{section.title}**: {words[0].upper()}{words[1:]}")
    return "\n".join(["## What it only simulates\n", *lines, ""])


def paragraphs(path: Path, beginning: str) -> Iterator[str]:
    """What follows on such a beginning, each as one line."""
    for paragraph in docstring(path).split("\n\n"):
        if paragraph.startswith(beginning):
            yield " ".join(paragraph.removeprefix(beginning).split())


def only_on_aws() -> str:
    lines = []
    for lab in sorted((HOME / "labs").iterdir()):
        for step in sorted(lab.glob("[0-9]*.md")):
            front = step.read_text().split("---\n")[1]
            found = re.search(r"^only-on-aws:(.*?)(?=^\S)", front + "end", re.S | re.M)
            if found:
                place = f"../../labs/{lab.name}/{step.name}"
                title = re.search(r"^title: (.+)", front, re.M)[1].strip("\"'")
                words = " ".join(found[1].replace(">-", "").split()).strip("\"'")
                lines.append(f"- [{title}]({place}): {words}")
    return "\n".join(["## What only a real account can show\n", *lines, ""])


def docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text())) or ""


HEAD = """\
---
title: What the emulator proves
description: What the emulated account decides as AWS does, and what only a real account shows.
order: 7
tags: [emulator, proof]
---
# What the emulator proves

The labs run on an emulated AWS account on your own machine. It is
[moto](https://docs.getmoto.org/) with corrections of our own. A lab is worth as much as the account
that it is checked against, so this page says what that account is worth.

These pages are made from the emulator's sources and tests, and a test keeps them up to date: each
rule stands in the module that keeps it, with AWS's own page about it, and the tests of a service,
all of which have passed, are named by what they show.

- An operation that is not emulated ends with an error that says so.
- What is not listed is as moto has it, which is less strict than AWS in places.
- The words of a refusal are AWS's where they could be looked up. Where they could not, the page of
  the service names what is said in words of the emulator's own.
- Permissions decide what becomes of tasks. Who calls the API is not asked for permission: in an
  account that is emulated you are its owner.
"""
