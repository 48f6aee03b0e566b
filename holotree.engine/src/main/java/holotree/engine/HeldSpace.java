package holotree.engine;

import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.Inheritance;
import holotree.api.fs.Outcome;
import holotree.api.fs.StoreLock;
import holotree.engine.lock.OperationLocks;
import holotree.engine.program.ChildProgram;
import holotree.engine.program.ProgramSearch;
import holotree.engine.program.SpaceVariables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A space that is in use: nobody removes or changes it until this is closed, or this process ends. Closing
/// it twice does no harm.
public final class HeldSpace implements AutoCloseable {

  private final FileSystemStrategy strategy;
  private final Path path;
  private final List<StoreLock> locks;
  private final @Nullable RestoreReceipt restored;

  HeldSpace(
      FileSystemStrategy strategy,
      Path path,
      List<StoreLock> locks,
      @Nullable RestoreReceipt restored) {
    this.strategy = strategy;
    this.path = path;
    this.locks = List.copyOf(locks);
    this.restored = restored;
  }

  /// Where it is, absolute.
  public Path path() {
    return path;
  }

  /// What restoring it did; null if others use the space, so that it was taken as it is.
  public @Nullable RestoreReceipt restored() {
    return restored;
  }

  /// The variables with which a program runs in it: those of `outside`, with `HOLOTREE_SPACE`, `PATH`, and
  /// what a virtual environment of Python or a conda environment has.
  public Map<String, String> environment(Map<String, String> outside) {
    return new SpaceVariables(strategy).of(path, outside);
  }

  /// Runs a program to its end, with the streams of this process.
  ///
  /// @param command the program, looked up in the `PATH` of `environment`, and its arguments
  /// @param environment all its variables
  /// @return its exit code; 128 and the signal's number if a signal ended it
  /// @throws holotree.api.error.NotFoundException if there is no such program
  /// @throws holotree.api.error.InterruptedOperationException if the thread is interrupted; the program is
  ///     ended then
  public int run(List<String> command, Map<String, String> environment) {
    Path program = find(command, environment);
    return new ChildProgram(program, command.subList(1, command.size()), environment, true).run();
  }

  /// Makes this process the program: nothing of this one runs any more, and the space stays in use until
  /// the program ends. Returns only if the platform cannot do that.
  ///
  /// @param command the program, looked up in the `PATH` of `environment`, and its arguments
  /// @param environment all its variables
  /// @param inherited what the caller of this process had set up
  /// @throws holotree.api.error.NotFoundException if there is no such program
  /// @throws holotree.api.error.RefusedException if it cannot be run
  public Outcome become(
      List<String> command, Map<String, String> environment, Inheritance inherited) {
    return strategy.become(
        find(command, environment),
        command,
        environment,
        inherited,
        locks.stream().map(OperationLocks::ofStore).toList());
  }

  private Path find(List<String> command, Map<String, String> environment) {
    return new ProgramSearch(strategy)
        .find(command.getFirst(), environment.getOrDefault("PATH", ""));
  }

  @Override
  public void close() {
    locks.forEach(StoreLock::close);
  }
}
