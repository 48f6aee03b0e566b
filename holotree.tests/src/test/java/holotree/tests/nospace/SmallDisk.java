package holotree.tests.nospace;

import holotree.tests.kit.Program;
import holotree.tests.kit.Workplace;
import java.nio.file.Path;

/// A small file system that can be filled up, unmounted on closing. Needs root.
///
/// @param path where it is
record SmallDisk(Path path) implements AutoCloseable {

  /// A file system in memory.
  ///
  /// @param options such as `size=2m,nr_inodes=100`
  static SmallDisk inMemory(Path path, String options) {
    Workplace.requireRoot();
    Program.shell("mkdir -p \"$1\"; mount -t tmpfs -o mode=755,\"$2\" tmpfs \"$1\"", path, options)
        .output();
    return new SmallDisk(path);
  }

  /// An ext4 on a loop device, whose image lies beside.
  static SmallDisk ext4(Path path, int mebibytes, int inodes) {
    Workplace.requireRoot();
    Program.shell(
            "mkdir -p \"$1\"; truncate -s $2M \"$1.ext4\"; mkfs.ext4 -q -N $3 \"$1.ext4\";"
                + " mount -o loop \"$1.ext4\" \"$1\"; rmdir \"$1/lost+found\"",
            path,
            mebibytes,
            inodes)
        .output();
    return new SmallDisk(path);
  }

  /// Gives a file system in memory other limits.
  void remount(String options) {
    Program.of("mount", "-o", "remount," + options, path).output();
  }

  /// Takes all bytes that are free.
  void fill() {
    Program.shell("! cat /dev/zero 2>&1 >>\"$1/filler\"", path).output();
  }

  /// Takes all bytes that are free but so many.
  void fillBut(int kibibytes) {
    fill();
    Program.shell("truncate -s -$2K \"$1/filler\"; sync -f \"$1\"", path, kibibytes).output();
  }

  /// Takes all inodes that are free.
  void fillInodes() {
    String commands =
        "d=$(mktemp -d \"$1/fillers-XXXXXX\"); cd \"$d\"; seq $(stat -f -c %d .) | xargs -r touch";
    Program.shell(commands, path).output();
  }

  /// Gives back what was taken.
  void makeRoom() {
    Program.shell("rm -rf \"$1/filler\" \"$1\"/fillers-*", path).output();
  }

  @Override
  public void close() {
    Program.of("umount", path).output();
  }
}
