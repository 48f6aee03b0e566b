import org.jspecify.annotations.NullMarked;

/// The `holotree` command.
@NullMarked
module holotree.cli {
  requires holotree.engine;
  requires info.picocli;

  opens holotree.cli to
      info.picocli;
}
