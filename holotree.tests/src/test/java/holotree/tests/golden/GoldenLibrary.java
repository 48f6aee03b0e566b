package holotree.tests.golden;

import holotree.api.Digest;
import holotree.engine.Holotree;
import holotree.engine.HolotreeOptions;
import holotree.engine.RecordRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How `library-1` and `library-2` were made. No test runs this, and a frozen library is never made again: a format
/// that changes gets a new one beside it.
public final class GoldenLibrary {

  /// What the second recording leaves out.
  private static final List<String> PART = List.of("share", "*.so");

  private GoldenLibrary() {}

  /// Makes a library.
  ///
  /// @param args where to, a directory for the tree, and which one: 1 or 2
  public static void main(String[] args) throws IOException {
    if (args[2].equals("2")) {
      GoldenStage stage = GoldenStage.escaped(Path.of(args[1]), 's');
      GoldenTree.makeEscaped(stage);
      Digest _ = recordEscaped(stage, Path.of(args[0]), "zstd");
      return;
    }
    GoldenStage stage = GoldenStage.in(Path.of(args[1]), 's');
    GoldenTree.makeLarge(stage);
    Map<String, Digest> _ = record(stage, Path.of(args[0]), "zstd");
  }

  /// Records the tree at `stage` as `escaped`.
  static Digest recordEscaped(GoldenStage stage, Path library, String codec) {
    Path home = library.resolveSibling("home");
    try (Holotree holotree = Holotree.open(new HolotreeOptions(home, library, 2))) {
      RecordRequest request = RecordRequest.of(stage.given()).codec(codec);
      return holotree.record(request.named("escaped")).catalog();
    }
  }

  /// Records the tree at `stage` as `whole` and without some of it as `part`.
  ///
  /// @return the names and the catalogs they stand for
  static Map<String, Digest> record(GoldenStage stage, Path library, String codec) {
    Path home = library.resolveSibling("home");
    Map<String, Digest> ids = new TreeMap<>();
    try (Holotree holotree = Holotree.open(new HolotreeOptions(home, library, 2))) {
      RecordRequest request = RecordRequest.of(stage.given()).codec(codec);
      ids.put("whole", holotree.record(request.named("whole")).catalog());
      ids.put("part", holotree.record(request.named("part").exclude(PART)).catalog());
    }
    return ids;
  }
}
