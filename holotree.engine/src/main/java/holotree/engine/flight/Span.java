package holotree.engine.flight;

/// A piece of a stage's work under way. Used by one thread.
@FunctionalInterface
public interface Span {

  /// One that nobody looks at.
  Span UNRECORDED = (_, _) -> {};

  /// Ends it.
  ///
  /// @param items files, chunks or frames, as the stage counts them
  /// @param bytes how long they are, bytes
  void end(long items, long bytes);
}
