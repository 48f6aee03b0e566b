package holotree.tests.hostile;

import holotree.engine.Holotree;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.tests.kit.Workplace;
import java.nio.file.Path;

/// Records a tree and restores it. A program, because it must do with little memory.
final class DeepRecording {

  private DeepRecording() {}

  /// Does it.
  ///
  /// @param arguments a home, a tree, where to restore it to
  public static void main(String[] arguments) {
    try (Holotree holotree = Workplace.open(Path.of(arguments[0]), 2)) {
      holotree.record(RecordRequest.of(Path.of(arguments[1])).named("deep"));
      holotree.restore(RestoreRequest.of("deep").to(Path.of(arguments[2])));
    }
  }
}
