package holotree.testkit.contract;

import holotree.api.fs.FileCloner;
import holotree.api.fs.Obstacle;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.ShareOutcome;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Whoever breaks a promise of [FileCloner] fails the test that is named for it.
class BrokenClonerTest {

  @TempDir Path scratch;

  /// A promise, and what breaks it.
  @SuppressWarnings("ImmutableEnumChecker") // references to methods, which hold nothing
  enum Promise {
    SYSTEM(Fault.APPLIES_NOWHERE, FileClonerContract::promise1_cloner_saysWhereItApplies),
    THREADS(
        Fault.REPLACES,
        FileClonerContract::promise1_cloner_servesThreadsAtOnceAndOneAloneTakesAName),
    BYTES(
        Fault.LOSES_THE_END,
        FileClonerContract::promise2_clone_isAFileOfItsOwnWithTheBytesOfItsSource),
    OWN_FILE(Fault.LINKS, FileClonerContract::promise2_laterWriteToEither_isNotSeenInTheOther),
    SOURCE(Fault.MOVES, FileClonerContract::promise2_source_staysAsItIs),
    TAKEN(Fault.REPLACES, FileClonerContract::promise3_whatHasTheName_stays),
    TARGET_LINK(
        Fault.FOLLOWS_ITS_NAME, FileClonerContract::promise3_symlinkThatHasTheName_isNotFollowed),
    SOURCE_LINK(
        Fault.FOLLOWS_ITS_SOURCE, FileClonerContract::promise3_sourceThatIsASymlink_isNotCloned),
    MISSING(
        Fault.LEAVES_AN_EMPTY_FILE,
        FileClonerContract::promise4_missingSource_isToldAndLeavesNothing),
    DIRECTORY(Fault.CLONES_DIRECTORIES, FileClonerContract::promise4_directory_isNotCloned);

    private final Fault fault;
    private final Check check;

    Promise(Fault fault, Check check) {
      this.fault = fault;
      this.check = check;
    }
  }

  private interface Check {
    void run(FileClonerContract suite) throws Exception;
  }

  private enum Fault {
    NONE,
    APPLIES_NOWHERE,
    REPLACES,
    LOSES_THE_END,
    LINKS,
    MOVES,
    FOLLOWS_ITS_NAME,
    FOLLOWS_ITS_SOURCE,
    LEAVES_AN_EMPTY_FILE,
    CLONES_DIRECTORIES
  }

  @TestFactory
  Stream<DynamicTest> brokenPromise_failsItsTest_andAKeptOnePassesIt() {
    return Stream.of(Promise.values())
        .map(promise ->
            BrokenPromises.test(
                promise,
                AssertionError.class,
                () -> run(promise.check, Fault.NONE),
                () -> run(promise.check, promise.fault)));
  }

  private void run(Check check, Fault fault) throws Exception {
    FileClonerContract suite =
        new FileClonerContract() {
          @Override
          protected FileCloner cloner() {
            return new Cloner(fault);
          }

          @Override
          protected Path directory() {
            return scratch;
          }
        };
    suite.open();
    try {
      check.run(suite);
    } finally {
      suite.close();
    }
  }

  /// Copies, which nobody can tell from a clone by what is promised.
  private record Cloner(Fault fault) implements FileCloner {

    @Override
    public boolean appliesTo(OperatingSystem system) {
      return fault != Fault.APPLIES_NOWHERE;
    }

    @Override
    public ShareOutcome.@Nullable NotApplicable cloneFile(Path clone, Path source) {
      try {
        return copy(clone, source);
      } catch (FileAlreadyExistsException e) {
        return new ShareOutcome.NotApplicable(Obstacle.NAME_TAKEN, e.toString());
      } catch (IOException e) {
        return new ShareOutcome.NotApplicable(Obstacle.NOT_POSSIBLE, e.toString());
      }
    }

    private ShareOutcome.@Nullable NotApplicable copy(Path clone, Path source) throws IOException {
      if (!isToBeCloned(source)) {
        if (fault == Fault.LEAVES_AN_EMPTY_FILE) {
          Files.createFile(clone);
        }
        return new ShareOutcome.NotApplicable(Obstacle.SOURCE_GONE, "no regular file");
      }
      switch (fault) {
        case REPLACES -> {
          if (Files.isDirectory(clone)) {
            throw new FileAlreadyExistsException(clone.toString());
          }
          Files.write(clone, Files.readAllBytes(source));
        }
        case LOSES_THE_END -> Files.write(clone, new byte[1]);
        case LINKS -> Files.createLink(clone, source);
        case MOVES -> {
          Files.move(source, clone);
          Files.copy(clone, source, StandardCopyOption.COPY_ATTRIBUTES);
        }
        case FOLLOWS_ITS_NAME -> Files.write(clone, Files.readAllBytes(source));
        default -> Files.copy(source, clone);
      }
      return null;
    }

    private boolean isToBeCloned(Path source) {
      return switch (fault) {
        case FOLLOWS_ITS_SOURCE -> Files.isRegularFile(source);
        case CLONES_DIRECTORIES -> Files.exists(source, LinkOption.NOFOLLOW_LINKS);
        default -> Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS);
      };
    }
  }
}
