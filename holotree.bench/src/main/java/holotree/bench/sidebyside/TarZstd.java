package holotree.bench.sidebyside;

import java.nio.file.Path;
import java.util.List;

/// `tar` through `zstd -3`; nothing is verified or made durable.
///
/// @param threads what `zstd -T` is given; 0 for as many as there are processors
record TarZstd(int threads) implements Archiver {

  @Override
  public String tool() {
    return "zstd";
  }

  @Override
  public String recordTitle() {
    return "tar | zstd -3 -T" + threads;
  }

  @Override
  public String restoreTitle() {
    return "tar --zstd -xf";
  }

  @Override
  public List<Command> prepare(Path store) {
    return List.of();
  }

  @Override
  public Command record(Path source, Path store) {
    return Command.shell(
        "tar -C \"$1\" -cf - . | zstd -q -3 -T" + threads + " -f -o \"$2\"", source, file(store));
  }

  @Override
  public Command restore(Path store, Path target) {
    return Command.of("tar", "-C", target, "--zstd", "-xf", file(store));
  }

  /// The one file that it writes.
  static Path file(Path store) {
    return store.resolve("tree.tar.zst");
  }
}
