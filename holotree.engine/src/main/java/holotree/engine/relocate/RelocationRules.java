package holotree.engine.relocate;

import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.ContentKind;
import holotree.api.EntryType;
import holotree.api.Escape;
import holotree.api.Relocations;
import holotree.api.Spelling;
import java.util.Arrays;
import java.util.List;

/// Decides the rule for each entry of one catalog and one target: text is replaced, and padded where
/// byte code depends on its size; what cannot change its length is padded, or refused where the target does
/// not fit; byte code whose source changes its size is left out.
final class RelocationRules {

  /// What is done with the places of an entry.
  enum Rule {
    /// Nothing: there are none, or the filler stays.
    KEEP,
    /// Slashes after the target's path keep each place's length, see [EscapedPath#padded].
    PAD,
    /// The target's path alone: the file shrinks or grows.
    RESIZE,
    /// The entry is not restored.
    LEAVE_OUT,
    /// The entry cannot be restored to this target.
    REFUSE
  }

  /// Longest place in a script's first line that may be padded, bytes: leaves room for the rest of
  /// a line that every kernel takes whole.
  private static final int LONGEST_PADDED_INTERPRETER = 100;

  private final Catalog catalog;
  private final TargetPath target;
  private final ByteCode byteCode;
  private final Rule[] rules;

  RelocationRules(Catalog catalog, TargetPath target, ByteCode byteCode) {
    this.catalog = catalog;
    this.target = target;
    this.byteCode = byteCode;
    this.rules = new Rule[catalog.size()];
    Arrays.fill(rules, Rule.KEEP);
    if (catalog.relocatedEntries() > 0) {
      for (int entry = 0; entry < rules.length; entry++) {
        Relocations places = catalog.relocations(entry);
        if (places != null) {
          rules[entry] = rule(entry, places);
        }
      }
      PythonSources.of(catalog).compiled().forEach(this::keepTogether);
    }
  }

  Rule get(int entry) {
    return rules[entry];
  }

  /// How long a path may be that fits every place of `entry`, as every shorter one does, bytes. Where
  /// places are escaped, it is meant to hold as much that is escaped as the target's path.
  int longestFitting(int entry, Relocations places) {
    if (catalog.type(entry) == EntryType.SYMLINK) {
      int place = catalog.stageLength(places.spelling(0));
      return CatalogBuilder.MAX_TARGET_BYTES - (Math.toIntExact(catalog.size(entry)) - place);
    }
    int longest = Integer.MAX_VALUE;
    for (int i = 0; i < places.count(); i++) {
      Spelling spelling = places.spelling(i);
      Spelling plain = spelling.isResolved() ? Spelling.RESOLVED : Spelling.GIVEN;
      int escapes = target.length(spelling) - target.length(plain);
      int room = catalog.stageLength(spelling) - EscapedPath.alwaysPads(spelling.escape());
      longest = Math.min(longest, room - escapes);
    }
    return longest;
  }

  /// Whether the first line of the file may have to be rewritten.
  static boolean mayBeScript(Catalog catalog, int entry, Relocations places) {
    return places.kind() == ContentKind.TEXT
        && catalog.type(entry) == EntryType.FILE
        && places.offset(0) == 2
        && places.spelling(0).escape() == Escape.NONE;
  }

  private Rule rule(int entry, Relocations places) {
    if (catalog.type(entry) == EntryType.SYMLINK) {
      return linkLength(entry, places) <= CatalogBuilder.MAX_TARGET_BYTES
          ? Rule.RESIZE
          : Rule.REFUSE;
    }
    return switch (places.kind()) {
      case TEXT -> Rule.RESIZE;
      case ELF, BINARY -> fits(places) ? Rule.PAD : Rule.REFUSE;
      case PYC -> byteCode == ByteCode.OWN ? ownByteCode(places) : Rule.KEEP;
    };
  }

  private Rule ownByteCode(Relocations places) {
    return fits(places) ? Rule.PAD : Rule.KEEP;
  }

  /// A source keeps its size, or its byte code is left out.
  private void keepTogether(int source, List<Integer> compiled) {
    Relocations places = catalog.relocations(source);
    if (places != null && fits(places) && !mayNotStartPadded(source, places)) {
      rules[source] = Rule.PAD;
      for (int entry : compiled) {
        Relocations own = catalog.relocations(entry);
        if (own != null && own.kind() == ContentKind.PYC) {
          rules[entry] = ownByteCode(own);
        }
      }
    } else {
      compiled.forEach(entry -> rules[entry] = Rule.LEAVE_OUT);
    }
  }

  /// Whether a padded first line might not start. Decided without the line, which is not at hand: a
  /// source is written before or after its byte code.
  private boolean mayNotStartPadded(int source, Relocations places) {
    Spelling spelling = places.spelling(0);
    return mayBeScript(catalog, source, places)
        && (catalog.stageLength(spelling) > LONGEST_PADDED_INTERPRETER
            || ScriptHead.holdsSpace(target.bytes(spelling)));
  }

  private boolean fits(Relocations places) {
    for (int i = 0; i < places.count(); i++) {
      if (!PathTexts.fits(catalog, target, places.spelling(i))) {
        return false;
      }
    }
    return true;
  }

  private long linkLength(int entry, Relocations places) {
    long length = catalog.size(entry);
    for (int i = 0; i < places.count(); i++) {
      Spelling spelling = places.spelling(i);
      length += target.length(spelling) - catalog.stageLength(spelling);
    }
    return length;
  }
}
