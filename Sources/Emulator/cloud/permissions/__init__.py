"""AWS IAM: who may do what, decided as AWS decides it.

- A request is denied unless a policy allows it, and an explicit deny overrides every allow
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html).
- A user has the policies inside it, those attached to it, and those of its groups; of a managed
  policy the default version counts
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html).
- A permissions boundary allows nothing by itself: what it does not allow stays denied
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html).
- In an organization, a service control policy has to allow the request at the root, at every
  organizational unit and at the account; the management account is not restricted
  (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html).
- Within an account, a resource's policy that names the caller is enough by itself
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html),
  but without its key policy nobody may use a KMS key
  (https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html), and across accounts
  both sides have to allow
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html).
- A denied request is told which kind of policy denies it, and whether that says so or is silent
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).

document     a policy as its statements, and which of them a request meets
matching     `*`, `?` and `${variables}` in actions and ARNs
conditions   a statement's Condition, operator by operator
context      what is known of a request beside action and resource
principal    who asks, with the policies that this identity has
organization the service control policies above an account
resource     the policy of the resource that is asked for
grants       what such a policy says of a caller
decision     all of these together: allowed, or why not
simulation   the same question without a request, as IAM's policy simulator answers it
positions    where a statement stands in its policy's text
"""

from collections.abc import Mapping

from .context import Context
from .decision import Applicable, Decision, evaluate
from .document import Request
from .organization import control_policies
from .principal import principal
from .resource import policy_of

__all__ = ["Decision", "decide", "denied_message"]


def decide(
    principal_arn: str,
    action: str,
    resource: str = "*",
    context: Mapping[str, str | list[str]] | None = None,
) -> Decision:
    """Whether the role or user may do `action` (as in `ssm:GetParameters`) to `resource`.

    `principal_arn` is that of a role, of a role's session or of a user. `context` has the condition
    keys of the request; the ones that follow from who asks, and when, are added.
    """
    who = principal(principal_arn)
    known = Context(
        {
            **Context.now(),
            **Context.of_resource(resource),
            **who.context(),
            **Context(context or {}),
        }
    )
    request = Request(action, resource, known)
    applicable = Applicable(
        identity=who.policies,
        boundary=who.boundary,
        organization=control_policies(who.account),
        resource=policy_of(resource),
    )
    return evaluate(who, request, applicable)


def denied_message(principal_arn: str, action: str, resource: str, decision: Decision) -> str:
    """The sentence that AWS answers with; `principal_arn` as it is seen by the service."""
    because = "" if decision.reason.startswith("with ") else "because "
    return (
        f"User: {principal_arn} is not authorized to perform: {action} "
        f"on resource: {resource} {because}{decision.reason}"
    )
