package holotree.bench.sidebyside;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// restic; it encrypts, too.
record Restic() implements Archiver {

  @Override
  public String tool() {
    return "restic";
  }

  @Override
  public String recordTitle() {
    return "restic backup";
  }

  @Override
  public String restoreTitle() {
    return "restic restore";
  }

  @Override
  public List<Command> prepare(Path store) {
    return List.of(restic(store).and("init"));
  }

  @Override
  public Command record(Path source, Path store) {
    return restic(store).and("backup", ".").in(source);
  }

  @Override
  public Command restore(Path store, Path target) {
    return restic(store).and("restore", "latest", "--target", target);
  }

  private static Command restic(Path store) {
    return Command.of("restic", "-q", "-r", store.resolve("repo"))
        .with(
            Map.of(
                "RESTIC_PASSWORD",
                "side by side",
                "RESTIC_CACHE_DIR",
                store.resolve("cache").toString()));
  }
}
