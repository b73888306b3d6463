"""The warmed AWS CLI: the genuine `awscli`, imported once and forked for every call."""
