import org.jspecify.annotations.NullMarked;

/// The `holotree` command.
@NullMarked
module holotree.cli {
  requires holotree.engine;
  requires info.picocli;
  requires jdk.jfr;

  opens holotree.cli to
      info.picocli;
}
