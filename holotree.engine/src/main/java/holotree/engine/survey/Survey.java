package holotree.engine.survey;

import holotree.api.fs.FileStat;
import holotree.api.fs.TreeDirectory;
import holotree.engine.space.PlacedColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a survey found, entries numbered as the catalog. Each entry is judged by one thread at a time;
/// read by others when the survey has ended.
public final class Survey {

  private final Verdict[] verdicts;
  private final PlacedColumns placed;
  private final @Nullable TreeDirectory[] directories;
  private final List<Extra> extras = new ArrayList<>();
  private final LongAdder digested = new LongAdder();
  private final LongAdder digestedBytes = new LongAdder();

  Survey(int size) {
    this.verdicts = new Verdict[size];
    Arrays.fill(verdicts, Verdict.ABSENT);
    this.placed = PlacedColumns.empty(size);
    this.directories = new TreeDirectory[size];
  }

  /// What is to be done about `entry`.
  public Verdict verdict(int entry) {
    return verdicts[entry];
  }

  /// What stands there already and stays; nothing is noted of other entries.
  public PlacedColumns placed() {
    return placed;
  }

  /// The directory `entry`; null if none stands there.
  public @Nullable TreeDirectory directory(int entry) {
    return directories[entry];
  }

  /// What does not belong there.
  public List<Extra> extras() {
    return extras;
  }

  /// Files whose bytes were compared, since they are not as they were placed.
  public long digested() {
    return digested.sum();
  }

  /// And how many bytes that were.
  public long digestedBytes() {
    return digestedBytes.sum();
  }

  /// Whether nothing is to be made, removed or put back.
  ///
  /// @param leftOut whether an entry is not to be there
  public boolean isPristine(IntPredicate leftOut) {
    return extras.isEmpty()
        && IntStream.range(0, verdicts.length)
            .allMatch(entry ->
                switch (verdicts[entry]) {
                  case CLEAN, NOTED -> true;
                  case ABSENT -> leftOut.test(entry);
                  case ATTRIBUTES, WRONG, SUSPECT -> false;
                });
  }

  /// How many entries have a verdict.
  public long count(Verdict verdict) {
    return Arrays.stream(verdicts).filter(each -> each == verdict).count();
  }

  void keep(int entry, Verdict verdict, FileStat stat, byte placement) {
    verdicts[entry] = verdict;
    placed.note(entry, stat, placement);
  }

  /// Has what stands there removed.
  void forget(int entry) {
    verdicts[entry] = Verdict.WRONG;
    placed.forget(entry);
  }

  void open(int entry, TreeDirectory directory) {
    directories[entry] = directory;
  }

  synchronized void extra(int directory, byte[] name) {
    extras.add(new Extra(directory, name));
  }

  void digested(long bytes) {
    digested.increment();
    digestedBytes.add(bytes);
  }
}
