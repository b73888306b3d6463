"""How Route 53 writes a domain name
(https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html)."""


def absolute(name: str) -> str:
    """In lower case, with a dot at the end, and an asterisk as `\\052`."""
    return name.lower().rstrip(".").replace("*", "\\052") + "."


def is_within(name: str, zone: str) -> bool:
    return name == zone or name.endswith(f".{zone}")
