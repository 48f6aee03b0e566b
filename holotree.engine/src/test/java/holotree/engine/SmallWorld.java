package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.Durability;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.OperatingSystem;
import holotree.engine.builtin.AdaptivePolicy;
import holotree.engine.builtin.PortableStrategy;
import holotree.engine.builtin.StoredCodec;
import holotree.engine.discovery.Providers;
import holotree.testkit.forward.ForwardingStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Three tiny stages, a library, a home and a place for targets, which can be had anew in no time.
final class SmallWorld {

  /// The recording of the stage [#first].
  static final String FIRST = "first";

  /// The name that a test records to.
  static final String NAME = "name";

  private static final FileTime PAST = FileTime.from(Instant.parse("2024-05-06T07:08:09Z"));
  private static final int WORKERS = 2;

  private final Path root;
  private final Path first;
  private final Path second;
  private final Path lone;

  SmallWorld(Path scratch) throws IOException {
    root = scratch.toRealPath().resolve("world");
    first = scratch.toRealPath().resolve("stage-of-a-test-1");
    second = scratch.toRealPath().resolve("stage-of-a-test-2");
    lone = scratch.toRealPath().resolve("stage-of-a-test-3");
    makeStage(first, 1);
    makeStage(second, 2);
    Files.writeString(Files.createDirectory(lone).resolve("file"), "in no other stage");
  }

  private static void makeStage(Path stage, int number) throws IOException {
    Path inner = Files.createDirectories(stage.resolve("d/inner"));
    Files.createDirectory(stage.resolve("empty"));
    Files.writeString(stage.resolve("same"), "in both stages");
    Files.writeString(stage.resolve("twin"), "in both stages");
    byte[] bytes = new byte[3000];
    new Random(number).nextBytes(bytes);
    Files.write(inner.resolve("random"), bytes);
    Files.writeString(inner.resolve("own"), "path " + stage + " of " + number + "\n");
    Files.createFile(inner.resolve("nothing"));
    Files.createSymbolicLink(stage.resolve("link"), Path.of("d/inner/random"));
    if (number == 2) {
      Files.writeString(stage.resolve("d/more"), "only here");
    }
    for (String file : new String[] {"same", "twin", "d/inner/random", "d/inner/own"}) {
      Files.setLastModifiedTime(stage.resolve(file), PAST);
    }
    Files.setPosixFilePermissions(
        stage.resolve("d/inner/own"), PosixFilePermissions.fromString("rwxr-x---"));
    Files.setPosixFilePermissions(stage.resolve("d"), PosixFilePermissions.fromString("rwxr-x---"));
  }

  /// A strategy for what needs no syncs: all its stores are volatile.
  static FileSystemStrategy unsynced() {
    return new ForwardingStrategy(new PortableStrategy()) {
      @Override
      public LibraryStore store(Path root, Durability durability) {
        return super.store(root, Durability.VOLATILE);
      }
    };
  }

  Path root() {
    return root;
  }

  /// The stage that is recorded as [#FIRST].
  Path first() {
    return first;
  }

  /// The other stage: some contents of the first, and more.
  Path second() {
    return second;
  }

  /// A third one, which has nothing in common with the others.
  Path lone() {
    return lone;
  }

  Path library() {
    return root.resolve("library");
  }

  Path home() {
    return root.resolve("home");
  }

  Path target(String name) {
    return root.resolve("targets").resolve(name);
  }

  /// Removes the library, the home and the targets.
  void clear() {
    empty();
    run(() -> Files.createDirectory(root.resolve("targets")));
  }

  /// Removes everything but the directory that it is in.
  void empty() {
    run(() -> {
      remove(root);
      Files.createDirectories(root);
    });
  }

  /// Does something with a front desk of its own.
  void with(FileSystemStrategy strategy, Consumer<Holotree> work) {
    Providers providers =
        new Providers(
            List.of(new StoredCodec(), new MirrorCodec()),
            List.of(strategy),
            List.of(new AdaptivePolicy()),
            OperatingSystem.current());
    try (Holotree holotree =
        new Holotree(new HolotreeOptions(home(), library(), WORKERS), providers)) {
      work.accept(holotree);
    }
  }

  /// Fails unless a directory is what a recording of `stage` restores to.
  void requireRestored(Path directory, Path stage) {
    assertThat(TreeListing.of(directory)).as("%s", directory).isEqualTo(TreeListing.of(stage));
  }

  /// Whether a directory is what a recording of `stage` restores to.
  boolean isRestored(Path directory, Path stage) {
    return TreeListing.of(directory).equals(TreeListing.of(stage));
  }

  /// Fails if anything half done is left, or any target but `targets`.
  void requireNoRemains(String... targets) {
    assertThat(names(root.resolve("targets"))).as("targets").containsExactlyInAnyOrder(targets);
    assertThat(names(home().resolve("spaces/.state")))
        .as("states, and marks of building")
        .noneMatch(name -> name.endsWith(".building"))
        .hasSize(targets.length);
    for (Path store : List.of(library(), home())) {
      assertThat(names(store.resolve("tmp")))
          .as("temporaries of %s", store)
          .noneMatch(name -> name.endsWith(".tmp") || name.endsWith(".maker"));
    }
    assertThat(names(home().resolve("stages"))).as("stages").isEmpty();
  }

  /// The names in a directory; none if it is not there.
  static List<String> names(Path directory) {
    String[] names = directory.toFile().list();
    return names == null ? List.of() : Arrays.stream(names).sorted().toList();
  }

  /// Something that works with files.
  interface Step {
    void run() throws IOException;
  }

  /// Does it.
  static void run(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes a directory and everything in it, if it is there.
  static void remove(Path top) throws IOException {
    if (!Files.exists(top)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(top)) {
      all = walk.toList().reversed();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
