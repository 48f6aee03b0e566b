import org.jspecify.annotations.NullMarked;

/// The file system SPI on Windows: NTFS and ReFS, with virus checkers and indexers at work. Exports nothing;
/// enters through `provides`.
@NullMarked
module holotree.fs.windows {
  requires holotree.api;

  provides holotree.api.fs.FileSystemStrategy with
      holotree.fs.windows.WindowsStrategy;
}
