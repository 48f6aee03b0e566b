package holotree.testkit.crash;

import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a loss of power left.
public final class CrashState {

  private final DiskLog log;
  private final int beginning;
  private final List<CrashStates.Loss> losses;

  CrashState(DiskLog log, int beginning, List<CrashStates.Loss> losses) {
    this.log = log;
    this.beginning = beginning;
    this.losses = losses;
  }

  /// What somebody had been told is done.
  public List<String> acknowledged() {
    return log.operations().subList(0, beginning).stream()
        .filter(DiskOperation.Acknowledged.class::isInstance)
        .map(operation -> ((DiskOperation.Acknowledged) operation).what())
        .toList();
  }

  /// Whether something was lost or torn beside the end.
  public boolean isBeginning() {
    return losses.isEmpty();
  }

  DiskModel model() {
    DiskModel model = log.base().copy();
    for (int i = 0; i < beginning; i++) {
      DiskOperation operation = log.operations().get(i);
      CrashStates.Loss loss = lossOf(i);
      if (loss == null) {
        model.apply(operation);
      } else if (loss.torn() && operation instanceof DiskOperation.Write write) {
        model.tear(write);
      } else {
        model.lose(operation);
      }
    }
    return model;
  }

  private CrashStates.@Nullable Loss lossOf(int operation) {
    for (CrashStates.Loss loss : losses) {
      if (loss.operation() == operation) {
        return loss;
      }
    }
    return null;
  }

  /// Writes what was left, where it was.
  ///
  /// @param root the recorded directory, empty by now
  /// @param strategy what whoever comes after the restart works with
  /// @return the same, with the inode numbers that the files had before, and the boot id of another start
  public FileSystemStrategy restart(Path root, FileSystemStrategy strategy) {
    DiskModel model = model();
    for (DiskLog.Seen seen : log.seen()) {
      if (seen.operations() <= beginning) {
        FileStat stat = seen.stat();
        model.node(seen.node()).original = stat;
      }
    }
    try {
      return new Restart(model, root, strategy).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "after "
        + beginning
        + " operations, the last "
        + (beginning == 0 ? "none" : text(beginning - 1))
        + losses.stream()
            .map(loss -> (loss.torn() ? ", torn: " : ", lost: ") + text(loss.operation()))
            .collect(Collectors.joining());
  }

  private String text(int operation) {
    return log.operations().get(operation)
            instanceof DiskOperation.Write(int node, long offset, byte[] bytes)
        ? "Write[node=" + node + ", offset=" + offset + ", " + bytes.length + " bytes]"
        : log.operations().get(operation).toString();
  }
}
