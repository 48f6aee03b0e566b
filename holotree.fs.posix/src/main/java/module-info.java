import org.jspecify.annotations.NullMarked;

/// The file system SPI on Linux, by direct system calls, and clones on macOS. Exports nothing; enters
/// through `provides`.
@NullMarked
module holotree.fs.posix {
  requires holotree.api;

  provides holotree.api.fs.FileCloner with
      holotree.fs.posix.MacCloner;
  provides holotree.api.fs.FileSystemStrategy with
      holotree.fs.posix.LinuxStrategy;
}
