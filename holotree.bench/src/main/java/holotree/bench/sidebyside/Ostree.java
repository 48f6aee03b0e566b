package holotree.bench.sidebyside;

import java.nio.file.Path;
import java.util.List;

/// OSTree; it keeps no times.
///
/// @param mode of its repository: `archive` compresses, `bare-user` can be hard-linked from
record Ostree(String mode) implements Archiver {

  private static final String BRANCH = "tree";

  @Override
  public String tool() {
    return "ostree";
  }

  @Override
  public String recordTitle() {
    return "ostree commit (" + mode + ")";
  }

  @Override
  public String restoreTitle() {
    return "ostree checkout -U -C";
  }

  @Override
  public List<Command> prepare(Path store) {
    return List.of(ostree(store, "init").and("--mode=" + mode));
  }

  @Override
  public Command record(Path source, Path store) {
    return ostree(store, "commit").and("-b", BRANCH, "--tree=dir=" + source);
  }

  @Override
  public Command restore(Path store, Path target) {
    return ostree(store, "checkout").and("-U", "-C", BRANCH, target.resolve("tree"));
  }

  /// Restores by hard link, or fails.
  Command link(Path store, Path target) {
    return ostree(store, "checkout").and("-U", "-H", BRANCH, target.resolve("tree"));
  }

  private static Command ostree(Path store, String verb) {
    return Command.of("ostree", "--repo=" + store.resolve("repo"), verb);
  }
}
