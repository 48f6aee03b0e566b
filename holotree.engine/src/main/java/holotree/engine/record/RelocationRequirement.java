package holotree.engine.record;

import holotree.api.PlainText;
import holotree.api.error.UnsafeException;
import holotree.engine.relocate.StagePath;
import java.util.List;
import java.util.stream.Collectors;

/// What a tree must keep if it is to be relocated whole. Stateless.
final class RelocationRequirement {

  private static final int FILES_NAMED = 3;

  private RelocationRequirement() {}

  /// Asks that the stage's path can be replaced in each file that holds it.
  ///
  /// @throws UnsafeException naming the first few files where it cannot
  static void check(List<LimitedFile> limited) {
    List<LimitedFile> opaque = limited.stream().filter(file -> file.kind().isOpaque()).toList();
    if (opaque.isEmpty()) {
      return;
    }
    int more = opaque.size() - FILES_NAMED;
    String named =
        opaque.stream()
            .limit(FILES_NAMED)
            .map(file -> PlainText.of(file.path()))
            .collect(Collectors.joining(", "));
    boolean one = opaque.size() == 1;
    String them = one ? "it" : "them";
    throw new UnsafeException(
        named + (more > 0 ? " and " + more + " more" : ""),
        (one ? "it holds" : "they hold")
            + " the stage's path, and what is compressed, signed or checksummed is not changed",
        "Leave "
            + them
            + " out with --exclude, build "
            + them
            + " without the path, or record without --require-relocatable: the stage's path then stays"
            + " wherever the tree is restored.");
  }

  /// The refusal of a tree whose path is not looked for.
  static UnsafeException pathTooShort() {
    return new UnsafeException(
        "the stage",
        "a path under "
            + StagePath.SHORTEST
            + " bytes is not looked for, as it would match by chance",
        "Build the tree at a longer path, or record without --require-relocatable.");
  }
}
