package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.error.UnsafeException;
import holotree.api.fs.Capabilities;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks whether a target can hold every name of a catalog, before anything is written there.
public final class TargetRules {

  private TargetRules() {}

  /// Checks a catalog against a target.
  ///
  /// @throws UnsafeException naming the first entry that the target cannot hold, or would take for
  ///     another one
  public static void check(Catalog catalog, Capabilities can, Path target) {
    boolean folds = !can.caseSensitive() || !can.keepsNormalisation();
    Map<Folded, Integer> seen = new HashMap<>();
    for (int entry = 1; entry < catalog.size(); entry++) {
      byte[] name = catalog.name(entry);
      require(
          name.length <= can.maxNameBytes(),
          catalog,
          entry,
          "names have at most " + can.maxNameBytes() + " bytes at " + target);
      require(
          can.symlinks() || catalog.type(entry) != EntryType.SYMLINK,
          catalog,
          entry,
          "symbolic links cannot be made at " + target);
      if (can.anyBytes() && !folds && !can.windowsNames()) {
        continue;
      }
      String text = text(name);
      require(can.anyBytes() || text != null, catalog, entry, "names are UTF-8 at " + target);
      if (can.windowsNames()) {
        String broken = text == null ? "names are text" : WindowsNames.brokenRule(text);
        require(broken == null, catalog, entry, broken + " at " + target);
      }
      if (folds && text != null) {
        Integer other = seen.put(new Folded(catalog.parent(entry), fold(text, can)), entry);
        require(
            other == null,
            catalog,
            entry,
            "at " + target + " its name would be taken for that of another entry");
      }
    }
  }

  private static String fold(String name, Capabilities can) {
    String same = can.keepsNormalisation() ? name : Normalizer.normalize(name, Normalizer.Form.NFD);
    return can.caseSensitive() ? same : same.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static @Nullable String text(byte[] name) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    } catch (CharacterCodingException notText) {
      return null;
    }
  }

  private static void require(boolean holds, Catalog catalog, int entry, String rule) {
    if (!holds) {
      throw new UnsafeException(
          "\"" + catalog.entry(entry).path().toString() + "\"", rule, "Choose another target.");
    }
  }

  private record Folded(int parent, String name) {}
}
