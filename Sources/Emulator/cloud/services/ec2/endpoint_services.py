"""Amazon VPC: the services for which there are endpoints.

- DescribeVpcEndpointServices lists the services of AWS for which an endpoint can be made in the
  region, with the types that they offer
  (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpointServices.html).
- S3 and DynamoDB offer gateways as well as interfaces
  (https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html).
- Amazon Cognito offers interfaces too, for user pools since 2025
  (https://docs.aws.amazon.com/cognito/latest/developerguide/vpc-interface-endpoints.html).
"""

import hashlib
from typing import Any

from moto.ec2.exceptions import InvalidFilter, InvalidServiceName
from moto.ec2.models.vpcs import AWS_ENDPOINT_SERVICES, VPCBackend

from ...replacing import replace

GATEWAYS = {"s3", "dynamodb"}
#: What moto does not know of yet.
NEWER = {"cognito-identity", "cognito-idp"}
SERVICES = sorted({*AWS_ENDPOINT_SERVICES, *NEWER})
#: Where a service's own name does not begin with the endpoint's.
OWN_NAMES = {"ecr.api": "api.ecr", "ecr.dkr": "*.dkr.ecr"}

#: By filter: what of a described service it looks at.
FILTERS = {
    "owner": lambda shown: [shown["Owner"]],
    "service-name": lambda shown: [shown["ServiceName"]],
    "service-type": lambda shown: [shown["ServiceType"][0]["ServiceType"]],
}


def correct() -> None:
    @replace(VPCBackend, "describe_vpc_endpoint_services")
    def describe_vpc_endpoint_services(
        moto, backend, service_names, filters, max_results, next_token, region
    ) -> dict[str, Any]:
        known = offered(backend)
        for name in service_names:
            if name not in {each["ServiceName"] for each in known}:
                raise InvalidServiceName(name)
        for each in filters:
            if each["Name"] not in FILTERS:
                raise InvalidFilter(each["Name"])
        found = [
            shown
            for shown in known
            if (not service_names or shown["ServiceName"] in service_names)
            and all(set(FILTERS[each["Name"]](shown)) & set(each["Values"]) for each in filters)
        ]
        first = int(next_token or 0)
        last = first + (max_results or len(found))
        return {
            "servicesDetails": found[first:last],
            "serviceNames": [shown["ServiceName"] for shown in found[first:last]],
            "nextToken": str(last) if last < len(found) else None,
        }


def service_of(backend: Any, name: str) -> str:
    """`ecr.api` of `com.amazonaws.us-east-1.ecr.api`."""
    service = name.removeprefix(f"com.amazonaws.{backend.region_name}.")
    if service == name or service not in SERVICES:
        raise InvalidServiceName(name)
    return service


def own_name(backend: Any, service: str) -> str:
    return f"{OWN_NAMES.get(service, service)}.{backend.region_name}.amazonaws.com"


def offered(backend: Any) -> list[dict[str, Any]]:
    zones = [zone.name for zone in backend.describe_availability_zones()]
    return [
        described(backend, service, kind, zones)
        for service in SERVICES
        for kind in (("Gateway", "Interface") if service in GATEWAYS else ("Interface",))
    ]


def described(backend: Any, service: str, kind: str, zones: list[str]) -> dict[str, Any]:
    region = backend.region_name
    name = f"com.amazonaws.{region}.{service}"
    shown = {
        "ServiceName": name,
        "ServiceId": f"vpce-svc-{hashlib.sha256(f'{name} {kind}'.encode()).hexdigest()[:17]}",
        "ServiceType": [{"ServiceType": kind}],
        "AvailabilityZones": zones,
        "Owner": "amazon",
        "BaseEndpointDnsNames": [f"{service}.{region}.vpce.amazonaws.com"],
        "VpcEndpointPolicySupported": True,
        "AcceptanceRequired": False,
        "ManagesVpcEndpoints": False,
        "Tags": [],
    }
    if kind == "Interface":
        own = own_name(backend, service)
        shown |= {
            "PrivateDnsName": own,
            "PrivateDnsNames": [{"PrivateDnsName": own}],
            "PrivateDnsNameVerificationState": "verified",
        }
    return shown
