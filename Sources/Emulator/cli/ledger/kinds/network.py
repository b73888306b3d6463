"""Load balancers, security groups, endpoints of a VPC, names and certificates."""

from cli.ledger.kind import Ask, Kind, Removal


def balancing(name: str, listed: str, costs: bool = False) -> Kind:
    """A part of Elastic Load Balancing: `Listener` is made by CreateListener, and so on."""
    arn = f"{name}Arn"
    named = name in ("LoadBalancer", "TargetGroup")
    by_name = Ask(f"Describe{listed}", "{Names: [Name]}", f"{listed}[].{{{arn}: {arn}}}")
    return Kind(
        "elbv2",
        {"LoadBalancer": "load balancer", "TargetGroup": "target group"}.get(name, name.lower()),
        creates={f"Create{name}": f"response.{listed}[].{{{arn}: {arn}}}"},
        deletes={f"Delete{name}": f"{{{arn}: request.{arn}}}"},
        ask=Ask(f"Describe{listed}", f"{{{arn}s: [{arn}]}}", f"{listed}[].{{{arn}: {arn}}}"),
        remove=(Removal(f"Delete{name}"),),
        costs=costs,
        names={f"Create{name}": "{Name: request.Name}"} if named else {},
        find=by_name if named else None,
        identity=(arn,),
    )


def rule(direction: str) -> Kind:
    """What a security group lets in or out."""
    return Kind(
        "ec2",
        f"rule of a security group ({direction.lower()})",
        creates={
            f"AuthorizeSecurityGroup{direction}": "response.SecurityGroupRules[]."
            "{GroupId: GroupId, SecurityGroupRuleId: SecurityGroupRuleId}"
        },
        deletes={
            # Where it is called by what it allows, only the answer tells which rule it was.
            f"RevokeSecurityGroup{direction}": "(request.SecurityGroupRuleIds || "
            "response.RevokedSecurityGroupRules[].SecurityGroupRuleId)[].{SecurityGroupRuleId: @}"
        },
        ask=Ask(
            "DescribeSecurityGroupRules",
            "{SecurityGroupRuleIds: [SecurityGroupRuleId]}",
            "SecurityGroupRules[].{SecurityGroupRuleId: SecurityGroupRuleId}",
        ),
        remove=(
            Removal(
                f"RevokeSecurityGroup{direction}",
                "{GroupId: GroupId, SecurityGroupRuleIds: [SecurityGroupRuleId]}",
            ),
        ),
    )


def records(comparison: str) -> str:
    """Those that are not one of several of the same name and type."""
    chosen = (
        f"request.ChangeBatch.Changes[?Action{comparison}'DELETE']"
        ".ResourceRecordSet | [?!SetIdentifier]"
    )
    return (
        f"{{HostedZoneId: tail(request.HostedZoneId), Name: {chosen}.domain(Name), "
        f"Type: {chosen}.Type}}"
    )


SETS = Ask(
    "ListResourceRecordSets",
    "{HostedZoneId: HostedZoneId, StartRecordName: Name, StartRecordType: Type}",
    "ResourceRecordSets[?!SetIdentifier].{Name: domain(Name), Type: Type, Set: @}",
)

KINDS = (
    balancing("LoadBalancer", "LoadBalancers", costs=True),
    balancing("TargetGroup", "TargetGroups"),
    balancing("Listener", "Listeners"),
    balancing("Rule", "Rules"),
    Kind(
        "ec2",
        "security group",
        creates={"CreateSecurityGroup": "{GroupId: response.GroupId}"},
        deletes={"DeleteSecurityGroup": "{GroupId: request.GroupId}"},
        ask=Ask("DescribeSecurityGroups", "{GroupIds: [GroupId]}"),
        remove=(Removal("DeleteSecurityGroup"),),
        names={"CreateSecurityGroup": "{GroupName: request.GroupName}"},
    ),
    rule("Ingress"),
    rule("Egress"),
    Kind(
        "ec2",
        "endpoint of a VPC",
        creates={"CreateVpcEndpoint": "{VpcEndpointId: response.VpcEndpoint.VpcEndpointId}"},
        deletes={"DeleteVpcEndpoints": "request.VpcEndpointIds[].{VpcEndpointId: @}"},
        ask=Ask(
            "DescribeVpcEndpoints",
            "{VpcEndpointIds: [VpcEndpointId]}",
            "VpcEndpoints[?State!='deleted'].{VpcEndpointId: VpcEndpointId}",
        ),
        remove=(Removal("DeleteVpcEndpoints", "{VpcEndpointIds: [VpcEndpointId]}"),),
        costs=True,
        names={"CreateVpcEndpoint": "{ServiceName: request.ServiceName}"},
    ),
    Kind(
        "route53",
        "hosted zone",
        creates={"CreateHostedZone": "{Id: tail(response.HostedZone.Id)}"},
        deletes={"DeleteHostedZone": "{Id: tail(request.Id)}"},
        ask=Ask("GetHostedZone"),
        remove=(Removal("DeleteHostedZone"),),
        costs=True,
        everywhere=True,
        names={"CreateHostedZone": "{Name: request.Name}"},
    ),
    Kind(
        "route53",
        "record",
        creates={"ChangeResourceRecordSets": records("!=")},
        deletes={"ChangeResourceRecordSets": records("==")},
        ask=SETS,
        remove=(
            Removal(
                "ChangeResourceRecordSets",
                "{HostedZoneId: HostedZoneId, ChangeBatch: "
                "{Changes: [{Action: 'DELETE', ResourceRecordSet: Set}]}}",
                SETS,
            ),
        ),
        everywhere=True,
    ),
    Kind(
        "acm",
        "certificate",
        creates={
            "RequestCertificate": "{CertificateArn: response.CertificateArn}",
            "ImportCertificate": "!request.CertificateArn && "
            "{CertificateArn: response.CertificateArn}",
        },
        deletes={"DeleteCertificate": "{CertificateArn: request.CertificateArn}"},
        ask=Ask("DescribeCertificate"),
        remove=(Removal("DeleteCertificate"),),
        names={"RequestCertificate": "{DomainName: request.DomainName}"},
    ),
)
