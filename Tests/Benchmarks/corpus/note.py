"""One generated note: prose, tables, code, lists, links and footnotes."""

import random

from corpus.code import LANGUAGES
from corpus.words import sentence, title

SMALLEST, LARGEST = 4000, 8000


class Note:
    """Number `number` of `total`, in sections of `section`."""

    def __init__(self, number: int, section: int, total: int):
        self.number, self.section, self.total = number, section, total
        self.random = random.Random(number)

    @property
    def is_opening(self) -> bool:
        return self.number % self.section == 0

    @property
    def path(self) -> str:
        return f"{self.folder(self.number)}/{self.name(self.number)}.md"

    def folder(self, number: int) -> str:
        return f"topic-{number // self.section + 1:03}"

    def name(self, number: int) -> str:
        return "index" if number % self.section == 0 else f"note-{number % self.section:02}"

    def text(self) -> str:
        pick = self.random
        heading = title(random.Random(f"title {self.number}"))
        parts = [
            f"---\ntitle: {heading}\ndescription: {sentence(pick, 8)}\n"
            f"order: {self.number % self.section}\ntags: [{pick.choice(TAGS)}, "
            f"{pick.choice(TAGS)}]\n---\n",
            f"# {heading}\n",
            self.paragraph(footnote="first"),
        ]
        size, part = sum(map(len, parts)), 0
        goal = pick.randint(SMALLEST, LARGEST - 900)
        while size < goal:
            part += 1
            more = [f"## Part {part}: {title(pick)}\n", self.paragraph(), self.block(part)]
            parts += more
            size += sum(map(len, more))
        parts.append(f"## Where to go on\n\n{self.links()}")
        parts.append(f"[^first]: {sentence(pick, 9)} See <https://example.org/{self.number}>.\n")
        parts.append(f"[^second]: {sentence(pick, 7)}\n")
        return "\n".join(parts)

    def paragraph(self, footnote: str = "second") -> str:
        pick = self.random
        lines = [sentence(pick, pick.randint(8, 16)) for _ in range(pick.randint(2, 4))]
        lines.insert(1, f"**{sentence(pick, 4)}** Use `{pick.choice(FLAGS)}` with *care*.")
        if pick.random() < 0.4:
            lines.append(f"Compare [{title(pick)}]({self.link()}).[^{footnote}]")
        return "\n".join(lines) + "\n"

    def block(self, part: int) -> str:
        """Something that is no paragraph; each kind comes up in turn."""
        kinds = (self.code, self.table, self.code, self.tasks, self.code, self.alert)
        return kinds[(self.number + part) % len(kinds)]()

    def code(self) -> str:
        language, write = LANGUAGES[self.random.randrange(len(LANGUAGES))]
        return f"```{language}\n{write(self.random)}```\n"

    def table(self) -> str:
        pick = self.random
        rows = [
            f"| `{pick.choice(FLAGS)}` | {sentence(pick, 5)} | {pick.randint(1, 900)} |"
            for _ in range(pick.randint(4, 9))
        ]
        return "\n".join(["| Setting | Meaning | Cost |", "|:--|---|--:|", *rows]) + "\n"

    def tasks(self) -> str:
        pick = self.random
        return "".join(
            f"- [{pick.choice(' x')}] {sentence(pick, 6)}\n" for _ in range(pick.randint(3, 6))
        )

    def alert(self) -> str:
        kind = self.random.choice(("NOTE", "TIP", "WARNING"))
        return f"> [!{kind}]\n> {sentence(self.random, 14)}\n"

    def links(self) -> str:
        return "".join(f"- [{title(self.random)}]({self.link()})\n" for _ in range(4))

    def link(self) -> str:
        """To a note that is near, often to one of its headings."""
        near = (self.number + self.random.randint(-60, 60)) % self.total
        anchor = self.random.choice(("", "#where-to-go-on"))
        return f"../{self.folder(near)}/{self.name(near)}.md{anchor}"


TAGS = ("network", "storage", "identity", "cost", "runtime", "delivery", "records")
FLAGS = (
    "--retention-in-days", "--region", "AWS_REGION", "docker-compose.yml", "put-retention-policy",
    "ecs:RegisterTaskDefinition", "/api/health-check", "--query", "0.0.0.0:4567", "buildspec.yml",
    "CannotPullContainerError", "--network-configuration", "awslogs", "healthCheck", "exec-format",
)  # fmt: skip
