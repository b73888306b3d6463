"""Errors shaped as AWS shapes them, so that the CLI prints them in one line.

The status is 501 for what the emulator cannot do: clients repeat a call that got 500, 502, 503 or
504, and what this emulator cannot do now it cannot do a second later either.
"""

import json
from xml.sax.saxutils import escape

from .call import Answer, Call

#: Restful services that answer in XML.
XML_SERVICES = {"s3", "route53", "cloudfront"}


def refusal(call: Call, status: str, code: str, message: str) -> Answer:
    form = call.variables.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded")
    in_json = "HTTP_X_AMZ_TARGET" in call.variables
    if in_json or not form and call.service not in XML_SERVICES:
        body = json.dumps({"__type": code, "message": message})
        return _answer(status, code, "application/x-amz-json-1.1", body)

    error = f"<Code>{code}</Code><Message>{escape(message)}</Message>"
    if call.service == "s3":
        body = f"<Error>{error}</Error>"
    elif call.service == "ec2":
        body = f"<Response><Errors><Error>{error}</Error></Errors></Response>"
    else:
        body = f"<ErrorResponse><Error><Type>Receiver</Type>{error}</Error></ErrorResponse>"
    return _answer(status, code, "text/xml", body)


def not_implemented(call: Call) -> Answer:
    message = f"The emulated cloud does not know {call.name}."
    return refusal(call, "501 Not Implemented", "NotImplemented", message)


def internal_failure(call: Call) -> Answer:
    """What failed is in the log: to who asked it says nothing."""
    message = f"The emulated cloud has no answer to this {call.name}; why is in its log."
    return refusal(call, "501 Not Implemented", "InternalFailure", message)


def _answer(status: str, code: str, kind: str, body: str) -> Answer:
    headers = [("Content-Type", kind), ("x-amzn-ErrorType", code)]
    return Answer(status, headers, body.encode())
