"""AWS STS: a role is assumed by whom its trust policy names.

- What is no ARN is a ValidationError
  (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html).
- AssumeRole is AccessDenied for a role that is not there, and for whoever its trust policy does
  not name (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html).
- In the role's own account a trust policy that names the user or role is enough; one that names
  the account leaves it to the policies of who asks
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html).

Whoever calls without the keys of a user or role that is there is taken for the account's
administrator.
"""

from moto.core.responses import ActionResult
from moto.iam.models import Role, iam_backends
from moto.sts.exceptions import STSClientError
from moto.sts.responses import TokenResponse

from ...permissions.context import Context
from ...permissions.decision import Applicable, evaluate
from ...permissions.document import Policy, Request
from ...permissions.organization import control_policies
from ...permissions.principal import Principal, principal
from ...replacing import replace

ADMINISTRATOR = Policy(
    "administrator",
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
)


def correct() -> None:
    @replace(TokenResponse, "assume_role")
    def assume_role(moto, response: TokenResponse) -> ActionResult:
        arn = response._get_param("RoleArn")
        _, caller, _ = response.backend.get_caller_identity(
            response.get_access_key(), response.region
        )
        if arn.count(":") < 5:
            raise STSClientError("ValidationError", f"{arn} is invalid")
        role = role_of(arn)
        external = response._get_param("ExternalId")
        if not role or not may_assume(principal(caller), role, external):
            message = f"User: {caller} is not authorized to perform: sts:AssumeRole"
            raise STSClientError("AccessDenied", f"{message} on resource: {arn}")
        return moto(response)


def role_of(arn: str) -> Role | None:
    _, partition, _, _, account, _ = arn.split(":", 5)
    roles = iam_backends[account][partition].get_roles()
    return next((role for role in roles if role.arn == arn), None)


def may_assume(who: Principal, role: Role, external: str | None) -> bool:
    known = Context({**who.context(), **({"sts:ExternalId": external} if external else {})})
    applicable = Applicable(
        identity=who.policies if who.entity else [ADMINISTRATOR],
        boundary=who.boundary,
        organization=control_policies(who.account),
        resource=Policy("trust", role.assume_role_policy_document),
    )
    return evaluate(who, Request("sts:AssumeRole", role.arn, known), applicable).allowed
