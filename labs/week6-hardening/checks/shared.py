"""What this lab's checks share with those of week 6: its account.py, registry.py and policy.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "week6/checks"))
sys.dont_write_bytecode = True

from account import ACCOUNT, REGION, aws, listed, report  # noqa: E402

__all__ = ["ACCOUNT", "REGION", "aws", "listed", "report"]
