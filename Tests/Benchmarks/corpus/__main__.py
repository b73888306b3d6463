"""python Tests/Benchmarks/corpus FOLDER NOTES: writes a course into FOLDER."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from corpus.course import write_course

write_course(Path(sys.argv[1]), int(sys.argv[2]))
