"""Amazon SNS: a topic is named by its ARN.

- What is no ARN names no topic: InvalidParameter
  (https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html).
"""

from moto.sns import models
from moto.sns.exceptions import SNSInvalidParameter
from moto.utilities.arns import Arn, parse_arn


def correct() -> None:
    models.parse_arn = read


def read(text: str | None) -> Arn:
    try:
        return parse_arn(text or "")
    except ValueError:
        raise SNSInvalidParameter("Invalid parameter: TopicArn") from None
