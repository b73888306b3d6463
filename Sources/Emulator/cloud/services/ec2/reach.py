"""Whether security groups let one network interface reach another.

- A group lets in what one of its inbound rules lets in, and lets out what one of its outbound rules
  lets out; answers need no rule, and rules only ever allow
  (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html).
- A rule that names a group is for the private addresses of that group's interfaces; one that names
  addresses is for these (https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html).

Simulated: who reaches whom follows from routes, gateways, endpoints and security groups; no
packet is sent.
"""

import ipaddress

from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.security_groups import SecurityGroupRule


def reaches(
    source: NetworkInterface, target: NetworkInterface, port: int, protocol: str = "tcp"
) -> bool:
    out = (rule for group in source.group_set for rule in group.egress_rules)
    into = (rule for group in target.group_set for rule in group.ingress_rules)
    return any(allows(rule, target, port, protocol) for rule in out) and any(
        allows(rule, source, port, protocol) for rule in into
    )


def allows(rule: SecurityGroupRule, peer: NetworkInterface, port: int, protocol: str) -> bool:
    """Whether the rule is for that port, and for that interface at the other end."""
    of_port = rule.ip_protocol == protocol and rule.from_port <= port <= rule.to_port
    if rule.ip_protocol != "-1" and not of_port:
        return False
    if rule.cidr_ipv4:
        network = ipaddress.ip_network(rule.cidr_ipv4, strict=False)
        return ipaddress.ip_address(peer.private_ip_address) in network
    return rule.source_group.get("GroupId") in {group.id for group in peer.group_set}
