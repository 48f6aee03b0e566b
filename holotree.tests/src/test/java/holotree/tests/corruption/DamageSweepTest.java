package holotree.tests.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.HolotreeException;
import holotree.api.error.UnsafeException;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Seed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Damages every file of a small library in every way there is, and shows each damage to every reader:
/// either it is found, or it is proven inert. A sample, or all with `-Dholotree.full=true`.
class DamageSweepTest {

  private static final int SAMPLED = 220;
  private static final int SAMPLED_STATES = 100;

  private enum Verdict {
    FOUND,
    INERT
  }

  /// Something that reads what may be damaged. It may fail, or read it right; what is wrong it must not
  /// take for right.
  private record Reader(String name, Reading reading) {}

  private interface Reading {
    Verdict of(Damage damage);
  }

  @AutoClose private final SweptLibrary library = new SweptLibrary();
  private final Map<String, int[]> counts = new TreeMap<>();

  @Test
  void damagedLibrary_isFoundOrRestoresByteForByte() {
    List<Reader> readers =
        List.of(new Reader("restore", this::restore), new Reader("check", this::check));
    sweep(library.libraryDamages(), SAMPLED, readers);
  }

  @Test
  void damagedState_isFoundOrItsSpaceIsRepairedByteForByte() {
    List<Reader> readers =
        List.of(new Reader("refresh", this::refresh), new Reader("verify", this::verify));
    sweep(library.stateDamages(), SAMPLED_STATES, readers);
  }

  @SuppressWarnings("SystemOut") // the counts are what the sweep is worth
  private void sweep(List<Damage> all, int sampled, List<Reader> readers) {
    List<Damage> shown = new ArrayList<>(all);
    if (!Boolean.getBoolean("holotree.full")) {
      Collections.shuffle(shown, new Random(Seed.next("DamageSweepTest")));
      shown = shown.subList(0, Math.min(sampled, shown.size()));
    }
    for (Damage damage : shown) {
      library.whileDamaged(
          damage,
          () -> {
            for (Reader reader : readers) {
              boolean found = reader.reading().of(damage) == Verdict.FOUND;
              counts
                  .computeIfAbsent(reader.name() + ": " + damage.kind(), _ -> new int[2])[
                  found ? 0 : 1]++;
            }
          });
    }
    System.out.println("DamageSweepTest: " + shown.size() + " of " + all.size() + " damages");
    counts.forEach((kind, verdicts) ->
        System.out.println("  " + kind + ": " + verdicts[0] + " found, " + verdicts[1] + " inert"));
  }

  private Verdict restore(Damage damage) {
    try {
      library.holotree().restore(RestoreRequest.of(SweptLibrary.NAME).to(library.stage()));
    } catch (HolotreeException found) {
      assertThat(found)
          .as("%s", damage)
          .isInstanceOfAny(
              CorruptException.class, FormatVersionException.class, UnsafeException.class);
      assertThat(library.stage()).as("%s", damage).doesNotExist();
      return Verdict.FOUND;
    }
    library.assertRecorded(damage);
    library.holotree().delete(new Target.Directory(library.stage()));
    return Verdict.INERT;
  }

  /// What a check passes must restore.
  private Verdict check(Damage damage) {
    try {
      if (library.holotree().check(true).clean()) {
        assertThat(restore(damage)).as("%s", damage).isEqualTo(Verdict.INERT);
        return Verdict.INERT;
      }
    } catch (FormatVersionException found) {
      // Nobody here can judge it.
    }
    return Verdict.FOUND;
  }

  private Verdict refresh(Damage damage) {
    Path own = library.space().resolve("dir/own");
    byte[] good = SmallLibrary.read(own);
    byte[] spoiled = "spoiled".getBytes(StandardCharsets.US_ASCII);
    SmallLibrary.write(own, spoiled);
    Verdict verdict;
    try {
      library.holotree().restore(RestoreRequest.of(SweptLibrary.NAME).space(SweptLibrary.NAME));
      assertThat(SmallLibrary.read(own)).as("%s", damage).isEqualTo(good);
      verdict = Verdict.INERT;
    } catch (UnsafeException | FormatVersionException found) {
      assertThat(SmallLibrary.read(own)).as("%s", damage).isEqualTo(spoiled);
      verdict = Verdict.FOUND;
    }
    SmallLibrary.write(own, good);
    return verdict;
  }

  private Verdict verify(Damage damage) {
    try {
      library.holotree().verify(new Target.Space(SweptLibrary.NAME));
      return Verdict.INERT;
    } catch (UnsafeException | FormatVersionException found) {
      return Verdict.FOUND;
    }
  }
}
