package holotree.bench.sidebyside;

import java.nio.file.Path;
import java.util.List;

/// casync, with the metadata that tar keeps.
record Casync() implements Archiver {

  @Override
  public String tool() {
    return "casync";
  }

  @Override
  public String recordTitle() {
    return "casync make";
  }

  @Override
  public String restoreTitle() {
    return "casync extract";
  }

  @Override
  public List<Command> prepare(Path store) {
    return List.of();
  }

  @Override
  public Command record(Path source, Path store) {
    return casync("make", store).and(index(store), source);
  }

  @Override
  public Command restore(Path store, Path target) {
    return casync("extract", store).and(index(store), target);
  }

  private static Command casync(String verb, Path store) {
    return Command.of("casync", verb, "--with=unix", "--store=" + store.resolve("default.castr"));
  }

  private static Path index(Path store) {
    return store.resolve("tree.caidx");
  }
}
