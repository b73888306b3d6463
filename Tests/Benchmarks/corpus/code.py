"""Blocks of code in several languages."""

from random import Random

from corpus.words import WORDS, sentence


def name(pick: Random) -> str:
    return pick.choice(WORDS[33:]).replace("-", "_")


def shell(pick: Random) -> str:
    lines = [f"# {sentence(pick, 6)}", f'{name(pick).upper()}="$(cat {name(pick)}.txt)"']
    lines += [
        f'aws {name(pick)} describe-{name(pick)} --{name(pick)}-name "${name(pick).upper()}" '
        f"--query '{name(pick)}[0]' | tee {name(pick)}.json"
        for _ in range(pick.randint(3, 7))
    ]
    lines.append(f"if grep -q {name(pick)} {name(pick)}.json; then echo done; fi")
    return "\n".join(lines) + "\n"


def console(pick: Random) -> str:
    lines = []
    for _ in range(pick.randint(2, 4)):
        lines.append(f"$ docker run --rm -p {pick.randint(1024, 9999)}:80 {name(pick)}:latest")
        lines.append(f"{name(pick)}: {sentence(pick, 7)}")
    return "\n".join(lines) + "\n"


def json(pick: Random) -> str:
    lines = [f'  "{name(pick)}-{line}": {pick.randint(1, 999)},' for line in range(3)]
    lines += [f'  "{name(pick)}-{line}": "{sentence(pick, 4)}",' for line in range(3, 8)]
    lines.append(f'  "enabled": {pick.choice(("true", "false"))}')
    return "\n".join(["{", *lines, "}"]) + "\n"


def yaml(pick: Random) -> str:
    lines = [f"# {sentence(pick, 5)}", "services:"]
    for service in range(pick.randint(2, 4)):
        lines += [
            f"  {name(pick)}-{service}:",
            f'    image: "registry.example.org/{name(pick)}:{pick.randint(1, 20)}"',
            f"    replicas: {pick.randint(1, 9)}",
            f"    command: [serve, --port, {pick.randint(1024, 9999)}]",
        ]
    return "\n".join(lines) + "\n"


def python(pick: Random) -> str:
    lines = [f"def {name(pick)}({name(pick)}, limit={pick.randint(1, 99)}):"]
    lines.append(f'    """{sentence(pick, 7)}"""')
    lines += [
        f"    {name(pick)} = client.{name(pick)}(Name='{name(pick)}', Limit=limit)  # {name(pick)}"
        for _ in range(pick.randint(3, 6))
    ]
    lines.append(f"    return [{name(pick)} for {name(pick)} in range(limit) if limit]")
    return "\n".join(lines) + "\n"


def dockerfile(pick: Random) -> str:
    lines = [f"# {sentence(pick, 5)}", f"FROM python:3.{pick.randint(9, 13)}-slim AS {name(pick)}"]
    lines += [f"RUN pip install {name(pick)}=={pick.randint(1, 9)}.0" for _ in range(3)]
    lines += [f"COPY {name(pick)} /srv/{name(pick)}", f'CMD ["python", "{name(pick)}.py"]']
    return "\n".join(lines) + "\n"


def sql(pick: Random) -> str:
    columns = ", ".join(name(pick) for _ in range(5))
    return (
        f"-- {sentence(pick, 5)}\nSELECT {columns}\nFROM {name(pick)} AS t\n"
        f"JOIN {name(pick)} ON t.id = {pick.randint(1, 999)}\n"
        f"WHERE t.{name(pick)} = '{name(pick)}' AND t.total > {pick.randint(1, 99)}\n"
        "ORDER BY t.id DESC\nLIMIT 20;\n"
    )


LANGUAGES = (
    ("sh", shell),
    ("console", console),
    ("json", json),
    ("yaml", yaml),
    ("python", python),
    ("dockerfile", dockerfile),
    ("sql", sql),
)
