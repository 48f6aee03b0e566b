package holotree.engine;

import holotree.api.error.InterruptedOperationException;
import java.util.function.Supplier;

/// The operations that end early when their thread is interrupted, and what is on disk then.
enum Interruptible {
  RECORD(
      "the recording",
      "Nothing was recorded; no name and no recording changed.",
      "Record again: packs that were complete are used, and what else is left is cleared away."),
  RESTORE(
      "the restore",
      "What was restored is removed again, and the target is as it was.",
      "Restore again; if anything is left, that clears it away."),
  /// Before the first change; after it, the space is said to be marked.
  REFRESH("the refresh", "Nothing was changed.", "Restore again."),
  VERIFY("the verification", "Nothing was changed.", "Verify again."),
  GC(
      "the collection",
      "What was not deleted yet is there, and everything that is needed.",
      "Collect again."),
  RECOMPRESS(
      "the recompression",
      "Every content is there; what was encoded anew so far is there twice.",
      "Recompress again: what is there twice goes then."),
  HEAL(
      "the healing",
      "Nothing was deleted; what was taken out of use is in the library's quarantine.",
      "Heal again: it goes on from there.");

  private final String operation;
  private final String meaning;
  private final String next;

  Interruptible(String operation, String meaning, String next) {
    this.operation = operation;
    this.meaning = meaning;
    this.next = next;
  }

  /// Does the work.
  ///
  /// @throws InterruptedOperationException saying what is there, if the thread is interrupted
  <R> R run(Supplier<R> work) {
    try {
      return work.get();
    } catch (InterruptedOperationException step) {
      if (step.getCause() instanceof InterruptedOperationException) {
        // A part of it that says what is there: it knows better.
        throw step;
      }
      throw new InterruptedOperationException(operation, meaning, next, step);
    }
  }
}
