"""The back end, as small as a health check allows."""

import json
import logging
import os
import sys

from flask import Flask
from werkzeug.exceptions import HTTPException


class OneLineOfJSON(logging.Formatter):
    """CloudWatch Logs Insights finds the fields of a line of JSON by itself."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line)


def log_to_standard_output() -> None:
    """The awslogs driver ships what a container writes to its standard streams."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(OneLineOfJSON())
    logging.basicConfig(handlers=[handler], level=os.environ.get("LOG_LEVEL", "INFO"))


log_to_standard_output()
app = Flask(__name__)

# Whether it is there may be logged; what it is may not: it holds a password.
database = "configured" if os.environ.get("CONNECTION_URL") else "not configured"
app.logger.info("the database is %s", database)


@app.get("/api/health-check")
def health_check():
    """Shallow on purpose: it asks nobody else, so a slow database restarts no healthy task."""
    return {"success": True}


@app.after_request
def allow_the_front_end(response):
    """The page comes from another origin, and a browser asks whether it may read the answer.

    One origin, scheme and all, is allowed; none when the variable is not set, and never `*`.
    """
    origin = os.environ.get("FRONTEND_URL")
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Vary"] = "Origin"
    return response


@app.errorhandler(HTTPException)
def as_json(error: HTTPException):
    return {"success": False, "error": error.name}, error.code
