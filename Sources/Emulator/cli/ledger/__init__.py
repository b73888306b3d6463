"""The ledger: what the calls of a run created, taken from the calls themselves.

`LABS_LEDGER` in a call's environment names the file; ``recorder`` writes to it. ``kinds`` knows the
resources: which operations create and delete them, how to ask for them and how to take them away;
``removal`` does that.
"""
