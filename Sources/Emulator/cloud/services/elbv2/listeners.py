"""Elastic Load Balancing: listeners.

- A load balancer has one listener on a port: DuplicateListener; creating the same again answers
  with it
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html).
- An HTTPS listener has a certificate, and an HTTP listener has none
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html).
- The certificate is in the same account and region, CertificateNotFound, and it is issued,
  UnsupportedCertificate
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html).
- A security policy is one of those that there are: SSLPolicyNotFound
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html).
"""

from copy import deepcopy
from typing import Any

from moto.acm.models import acm_backends
from moto.elbv2.exceptions import (
    DuplicateListenerError,
    ELBClientError,
    ListenerNotFoundError,
    ValidationError,
)
from moto.elbv2.models import ELBv2Backend, FakeListener, FakeLoadBalancer, FakeRule
from moto.elbv2.ssl_policies import SSL_POLICIES
from moto.iam.models import iam_backends

from ...replacing import replace
from .actions import refuse_actions
from .load_balancers import existing
from .refusals import refuse_choice, refuse_number
from .rules import default_rule_arn, in_order
from .target_groups import note_use


def correct() -> None:
    FakeListener.rules = property(in_order)

    @replace(FakeRule, "__init__")
    def initialise(moto, rule, listener_arn, *arguments, **named) -> None:
        moto(rule, listener_arn, *arguments, **named)
        rule.arn = default_rule_arn(listener_arn)

    @replace(ELBv2Backend, "create_listener")
    def create_listener(
        moto, backend, load_balancer_arn, protocol, port, ssl_policy, certificate, actions, **named
    ) -> FakeListener:
        balancer = existing(backend, load_balancer_arn)
        settings = {
            "protocol": protocol,
            "port": port,
            "ssl_policy": ssl_policy if protocol == "HTTPS" else None,
            "certificate": certificate,
        }
        if balancer.type == "application":
            refuse_settings(backend, balancer, settings, actions)
        asked = {**settings, "actions": deepcopy(actions)}
        for other in balancer.listeners.values():
            if other.asked == asked:
                return other
        refuse_taken_port(balancer, port)
        listener = moto(backend, load_balancer_arn, actions=actions, **{**named, **settings})
        listener.asked = asked
        note_use(backend)
        return listener

    @replace(ELBv2Backend, "modify_listener")
    def modify_listener(
        moto, backend, arn, port=None, protocol=None, ssl_policy=None, certificates=None,
        actions=None,
    ) -> FakeListener:  # fmt: skip
        listener = existing_listener(backend, arn)
        balancer = backend.load_balancers[listener.load_balancer_arn]
        becomes = protocol or listener.protocol
        given = [each["CertificateArn"] for each in certificates or []]
        kept = listener.certificate if becomes == "HTTPS" else None
        settings = {
            "protocol": becomes,
            "port": port or listener.port,
            "ssl_policy": ssl_policy or listener.ssl_policy,
            "certificate": given[0] if given else kept,
        }
        now = [action.data for action in listener.default_actions]
        refuse_settings(backend, balancer, settings, actions or now)
        refuse_taken_port(balancer, settings["port"], listener)
        asked = {**settings, "actions": deepcopy(actions or now)}
        listener = moto(backend, arn, port, protocol, ssl_policy, certificates or [], actions or [])
        listener.asked = asked
        if becomes == "HTTP":
            listener.certificate, listener.certificates, listener.ssl_policy = None, [], None
        note_use(backend)
        return listener

    @replace(ELBv2Backend, "delete_listener")
    def delete_listener(moto, backend, listener_arn) -> FakeListener:
        listener = moto(backend, listener_arn)
        for arn in (listener_arn, *listener.rules):
            backend.tagging_service.delete_all_tags_for_resource(arn)
        note_use(backend)
        return listener

    @replace(ELBv2Backend, "add_listener_certificates")
    def add_listener_certificates(moto, backend, arn, certificates) -> list[str]:
        for certificate in certificates:
            refuse_certificate(backend, certificate["CertificateArn"])
        return moto(backend, arn, certificates)


def existing_listener(backend: ELBv2Backend, arn: str) -> FakeListener:
    for balancer in backend.load_balancers.values():
        if arn in balancer.listeners:
            return balancer.listeners[arn]
    raise ListenerNotFoundError()


def refuse_settings(
    backend: ELBv2Backend, balancer: FakeLoadBalancer, settings: dict[str, Any], actions: list
) -> None:
    protocol, certificate = settings["protocol"], settings["certificate"]
    backend._validate_port_and_protocol(balancer.type, settings["port"], protocol)
    refuse_number(settings["port"], 1, 65535, "port")
    if protocol == "HTTPS" and not certificate:
        raise ValidationError("A certificate must be specified for HTTPS listeners")
    if protocol == "HTTP" and certificate:
        raise ValidationError("A certificate cannot be specified for HTTP listeners")
    if certificate:
        refuse_certificate(backend, certificate)
    if settings["ssl_policy"] and settings["ssl_policy"] not in SSL_POLICIES:
        raise ELBClientError(
            "SSLPolicyNotFound", f"SSL policy '{settings['ssl_policy']}' not found"
        )
    for number, action in enumerate(actions, 1):
        kinds = ("forward", "authenticate-oidc", "authenticate-cognito", "redirect",
                 "fixed-response")  # fmt: skip
        refuse_choice(action.get("Type"), kinds, f"defaultActions.{number}.member.type")
    refuse_actions(backend, balancer, protocol, actions)


def refuse_taken_port(
    balancer: FakeLoadBalancer, port: Any, but: FakeListener | None = None
) -> None:
    others = [listener for listener in balancer.listeners.values() if listener is not but]
    if any(int(listener.port) == int(port) for listener in others):
        raise DuplicateListenerError(
            f"A listener already exists on this port for this load balancer '{balancer.arn}'"
        )


def refuse_certificate(backend: ELBv2Backend, arn: str) -> None:
    of_iam = iam_backends[backend.account_id][backend.partition]
    if of_iam.get_certificate_by_arn(arn):
        return
    certificate = acm_backends[backend.account_id][backend.region_name]._certificates.get(arn)
    if not certificate:
        raise ELBClientError("CertificateNotFound", f"Certificate '{arn}' not found")
    if certificate.status != "ISSUED":
        raise ELBClientError(
            "UnsupportedCertificate",
            f"The certificate '{arn}' must have a fully-qualified domain name, a supported "
            "signature, and a supported key size.",
        )
