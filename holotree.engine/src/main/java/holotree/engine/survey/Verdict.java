package holotree.engine.survey;

/// What is to be done about an entry.
public enum Verdict {
  /// Nothing stands there: it is made.
  ABSENT,
  /// It is as it was placed, and that is what is wanted.
  CLEAN,
  /// It is what is wanted, though not as it was placed: that is noted.
  NOTED,
  /// Its bytes are right: mode and modification time are put back.
  ATTRIBUTES,
  /// What stands there is removed, and it is made.
  WRONG,
  /// Its bytes decide.
  SUSPECT
}
