package holotree.engine;

import holotree.api.error.HolotreeException;
import holotree.engine.journal.Journal;
import holotree.engine.journal.JournalLine;
import holotree.engine.journal.JournalLine.Act;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Notes in the home's journal what the front desk did, and what failed. Never fails itself.
final class JournalDesk {

  private static final int LONGEST_NAME = 100;

  private final Holotree.Desk desk;
  private final Journal journal;

  JournalDesk(Holotree.Desk desk) {
    this.desk = desk;
    this.journal = new Journal(desk.home().store());
  }

  /// Does the work and notes how it went.
  ///
  /// @param recording the name that was given or asked for; null for none
  <R extends Result> R noting(Act act, @Nullable String recording, Supplier<R> work) {
    Instant time = Instant.now();
    long began = System.nanoTime();
    R result;
    try {
      result = work.get();
    } catch (HolotreeException failure) {
      noteFailure(time, began, act, recording, failure);
      throw failure;
    }
    note(time, act, recording, result);
    return result;
  }

  private void noteFailure(
      Instant time, long began, Act act, @Nullable String recording, HolotreeException failure) {
    if (!isHomeThere()) {
      // What failed makes no home.
      return;
    }
    journal.add(
        new JournalLine(
            time,
            act,
            null,
            shortened(recording),
            null,
            0,
            0,
            0,
            0,
            0,
            System.nanoTime() - began,
            ErrorJson.kind(failure)));
  }

  private void note(Instant time, Act act, @Nullable String recording, Result result) {
    String name = shortened(recording);
    switch (result) {
      case RecordReceipt receipt ->
          journal.add(
              new JournalLine(
                  time,
                  act,
                  receipt.catalog().toString(),
                  name,
                  null,
                  0,
                  0,
                  0,
                  receipt.bytes(),
                  receipt.storedBytes(),
                  receipt.nanos(),
                  JournalLine.DONE));
      case RestoreReceipt receipt ->
          journal.add(
              new JournalLine(
                  time,
                  receipt.refreshed() == null ? act : Act.REFRESH,
                  receipt.catalog().toString(),
                  name,
                  receipt.space(),
                  receipt.copied(),
                  receipt.hardLinked(),
                  receipt.reflinked(),
                  receipt.bytes(),
                  0,
                  receipt.nanos(),
                  JournalLine.DONE));
      case VerifyReport report ->
          journal.add(
              new JournalLine(
                  time,
                  act,
                  report.catalog().toString(),
                  name,
                  null,
                  0,
                  0,
                  0,
                  report.bytes(),
                  0,
                  report.nanos(),
                  JournalLine.DONE));
      case CheckReport _,
          DeleteReceipt _,
          DiffReport _,
          EnvReceipt _,
          EvictReceipt _,
          GcReport _,
          Listing _,
          PinReceipt _,
          RecompressReceipt _,
          RuntimeReport _,
          SpaceListing _,
          StageReceipt _,
          StatsReport _,
          StatusReport _,
          Summary _ ->
          throw new IllegalArgumentException("nothing to note of " + result.getClass());
    }
  }

  private boolean isHomeThere() {
    try {
      return desk.strategy().stat(desk.home().path()) != null;
    } catch (HolotreeException unknown) {
      return false;
    }
  }

  // Whatever was asked for, a line stays short enough to be written in one piece.
  private static @Nullable String shortened(@Nullable String name) {
    return name == null || name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
