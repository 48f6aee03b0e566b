package holotree.cli;

import holotree.engine.ProgressJson;

/// Progress as JSON, a document on each line: for programs that read standard error.
final class ProgressLines implements ProgressDrawing {

  private static final long PERIOD_MILLIS = 500;

  @Override
  public long periodMillis() {
    return PERIOD_MILLIS;
  }

  @Override
  public String draw(ActivityProgress progress, long nanos) {
    return ProgressJson.advanced(
            progress.activity(),
            nanos,
            progress.entries(),
            progress.bytes(),
            progress.totalEntries(),
            progress.totalBytes())
        + "\n";
  }

  @Override
  public String waiting(String what, String holder) {
    return ProgressJson.waiting(what, holder) + "\n";
  }
}
