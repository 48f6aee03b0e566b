package holotree.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.tests.crash.TracedCalls.Call;
import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.Seed;
import holotree.tests.kit.TestSize;
import holotree.tests.kit.Workplace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Single system calls of the command fail: it says so and takes back what it began, or does without, and
/// the next command succeeds. Short reads cannot be made here: the strategy's own tests have them.
class SystemCallFaultIT {

  private static final List<String> CALLS =
      List.of(
          "openat",
          "openat2",
          "read",
          "pread64",
          "write",
          "pwrite64",
          "fsync",
          "fdatasync",
          "syncfs",
          "renameat2",
          "linkat",
          "mkdirat",
          "symlinkat",
          "unlinkat",
          "ftruncate",
          "fallocate",
          "statx",
          "getdents64",
          "ioctl",
          "mmap",
          "utimensat");
  // A Java runtime needs these for itself.
  private static final Set<String> ONCE_ONLY = Set.of("read", "write", "mmap");
  private static final List<String> ERRORS =
      List.of("ENOSPC", "EIO", "EMFILE", "EDQUOT", "EXDEV", "EMLINK", "EROFS", "EACCES", "EINTR");
  private static final List<Attempt.Kind> KINDS =
      List.of(
          Attempt.Kind.RECORD,
          Attempt.Kind.RESTORE,
          Attempt.Kind.RESTORE_LINKED,
          Attempt.Kind.REFRESH,
          Attempt.Kind.VERIFY,
          Attempt.Kind.DELETE,
          Attempt.Kind.COMPACT);
  private static final Set<Integer> FAILED = Set.of(1, 6, 7);
  private static final int KIBIBYTES_AT_MOST = 60;
  private static final String OURS = "cases in which a call of ours failed";
  private static final int CHECKED_OF = 4;
  private static final int CASES_IN_A_LIFE = 15;
  private static final int FILE_TOO_LARGE_CASES = 8;

  @AutoClose private final Workplace work = Workplace.create();
  private final Tally tally = new Tally();
  private final Random random = new Random(Seed.next("systemCallFaults"));
  private Ledger ledger;
  private final TracedCalls calls = new TracedCalls(CALLS, work.path("disk"), work.path("calls"));

  @Test
  void failedCall_endsInAnErrorOrIsDoneWithout_andTheNextCommandSucceeds() {
    List<Case> cases = cases(KINDS);
    int count = Math.min(cases.size(), TestSize.of(24, 8000));
    attempt(cases.subList(0, count));
    assertThat(tally.of(OURS)).isGreaterThan(count / 2);
  }

  @Test
  void fileThatARefreshCannotRemove_failsIt_orIsGoneInTheEnd() {
    List<Case> removals =
        cases(List.of(Attempt.Kind.REFRESH)).stream()
            .filter(one ->
                !one.forGood && one.call.name().equals("unlinkat") && one.error.equals("EIO"))
            .toList();
    assertThat(removals).isNotEmpty();
    attempt(removals);
  }

  @Test
  void shortWrite_endsInAnError_andTheNextCommandSucceeds() {
    for (int i = 0; i < TestSize.of(FILE_TOO_LARGE_CASES, 200); i++) {
      if (i % CASES_IN_A_LIFE == 0) {
        begin();
      }
      Attempt attempt = KINDS.get(i % 4).begin(new Attempts(ledger));
      // The kernel writes up to the limit, then refuses with EFBIG; standard error is a file, too.
      int kibibytes = 1 + random.nextInt(KIBIBYTES_AT_MOST);
      List<Object> words = new ArrayList<>(List.of("prlimit", "--fsize=" + kibibytes * 1024));
      words.addAll(command(attempt).command());
      try {
        finish(attempt, Program.of(words.toArray()).run());
      } catch (RuntimeException | AssertionError wrong) {
        throw new AssertionError(attempt.kind() + " up to " + kibibytes + " KiB", wrong);
      }
    }
    report("files limited in size");
  }

  private void attempt(List<Case> cases) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      if (i % CASES_IN_A_LIFE == 0) {
        begin();
      }
      try {
        run(cases.get(i));
      } catch (RuntimeException | AssertionError e) {
        wrong.add(cases.get(i) + ": " + e);
        begin();
      }
    }
    report(cases.size() + " failing calls");
    assertThat(wrong).isEmpty();
  }

  private List<Case> cases(List<Attempt.Kind> kinds) {
    begin();
    Map<String, List<Case>> byCall = new HashMap<>();
    for (Attempt.Kind kind : kinds) {
      Attempt attempt = kind.begin(new Attempts(ledger));
      calls.traced(command(attempt)).output();
      attempt.acknowledged().run();
      for (Call call : calls.made()) {
        List<Case> alike = byCall.computeIfAbsent(kind + call.name(), _ -> new ArrayList<>());
        for (String error : ERRORS) {
          alike.add(new Case(kind, call, error, false));
          // A call that is interrupted again and again never ends.
          if (!ONCE_ONLY.contains(call.name()) && !error.equals("EINTR")) {
            alike.add(new Case(kind, call, error, true));
          }
        }
      }
    }
    // Each call of each command in turn, however often one is made.
    Map<Case, Integer> turns = new HashMap<>();
    byCall
        .values()
        .forEach(alike -> {
          Collections.shuffle(alike, random);
          alike.forEach(one -> turns.put(one, alike.indexOf(one)));
        });
    List<Case> cases = new ArrayList<>(turns.keySet());
    cases.sort(Comparator.comparing(Case::toString));
    Collections.shuffle(cases, random);
    cases.sort(Comparator.comparing(turns::get));
    return cases;
  }

  private void begin() {
    Program.of("rm", "-rf", work.path("disk"), work.path("aside")).output();
    ledger = new Ledger(work.path("disk"), work.path("aside"), random.nextLong(), tally);
    try (Holotree holotree = ledger.open()) {
      ledger.goOn(holotree);
    }
  }

  private void run(Case next) {
    Attempt attempt = next.kind.begin(new Attempts(ledger));
    Finished finished = calls.failing(command(attempt), next.call, next.error, next.forGood).run();
    boolean ours = calls.failedOurs();
    tally.add(ours ? OURS : "cases that hit none of ours");
    if (!ours && finished.exitCode() != 0) {
      // The runtime itself was hit, and may say so as it likes.
      try (Holotree holotree = ledger.open()) {
        attempt.after().accept(holotree);
      }
      return;
    }
    finish(attempt, finished);
  }

  private void finish(Attempt attempt, Finished finished) {
    tally.add("exit code " + finished.exitCode());
    assertThat(finished.errors()).doesNotContain("Exception", "\tat ", "This is a bug");
    if (finished.exitCode() == 0) {
      attempt.shown().run();
      attempt.acknowledged().run();
    } else {
      assertThat(FAILED).as("%s", finished).contains(finished.exitCode());
      assertThat(finished.errors().lines()).as("%s", finished).hasSizeGreaterThanOrEqualTo(3);
      if (finished.errors().contains("remove it by hand")) {
        // The disk stayed full for the mark, too.
        Program.shell("rm -r \"$1\"/spaces/.holotree-*", work.path("disk")).output();
      }
    }
    // Only a recording changes the library; of the others a sample is enough.
    if (attempt.kind() == Attempt.Kind.RECORD || random.nextInt(CHECKED_OF) == 0) {
      ledger.checkRemains();
    }
    try (Holotree holotree = ledger.open()) {
      attempt.after().accept(holotree);
      ledger.goOn(holotree);
    }
  }

  private Program command(Attempt attempt) {
    return Image.command(ledger.home(), attempt.command().toArray());
  }

  @SuppressWarnings("SystemOut") // counts for the build's log
  private void report(String what) {
    System.out.println(what + "\n" + tally);
  }

  private record Case(Attempt.Kind kind, Call call, String error, boolean forGood) {}
}
