package holotree.bench.sidebyside;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds programs by name, in directories of its own list.
final class Toolbox {

  /// Programs whose Debian package is not called as they are.
  private static final List<List<String>> PACKAGES =
      List.of(
          List.of("mkfs.ext4", "e2fsprogs"),
          List.of("mkfs.xfs", "xfsprogs"),
          List.of("mkfs.btrfs", "btrfs-progs"),
          List.of("find", "findutils"),
          List.of("cp", "coreutils"));

  private final List<Path> directories;

  Toolbox(List<Path> directories) {
    this.directories = List.copyOf(directories);
  }

  /// The programs of this machine: PATH, and the directories of the superuser.
  static Toolbox ofMachine() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return new Toolbox(
        List.of((path + ":/usr/sbin:/sbin").split(":")).stream()
            .filter(directory -> !directory.isEmpty())
            .map(Path::of)
            .toList());
  }

  Optional<Path> find(String name) {
    return directories.stream()
        .map(directory -> directory.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  /// @throws BenchException if it is not there, with the package to install
  Path require(String name) {
    return find(name).orElseThrow(() -> new BenchException(missing(name)));
  }

  /// That `name` is missing, and what to install.
  static String missing(String name) {
    String debian =
        PACKAGES.stream()
            .filter(pair -> pair.getFirst().equals(name))
            .map(List::getLast)
            .findFirst()
            .orElse(name);
    return name + " is not installed (Debian: apt-get install " + debian + ")";
  }
}
