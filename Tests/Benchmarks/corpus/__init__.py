"""A course of any size for the benchmarks: the same bytes for the same number of notes."""

from corpus.course import write_course

__all__ = ["write_course"]
