public import LabRunner
public import ProgressStore

/// A run writes down what it does in the progress store.
extension ProgressStore: AttemptJournal {}
