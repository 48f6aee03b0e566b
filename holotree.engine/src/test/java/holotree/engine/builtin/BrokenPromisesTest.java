package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.fs.Capabilities;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.Inheritance;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.Outcome;
import holotree.api.fs.Probe;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.testkit.contract.StrategyContract;
import holotree.testkit.forward.ForwardingProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Shows that the suites of file system strategies are worth something: who breaks a promise fails the test that
/// is named for it. Who breaks none passes it, through the same doubles.
class BrokenPromisesTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void brokenPromise_failsItsTest(
      String promise,
      Function<FileSystemStrategy, StrategyContract> suite,
      FileSystemStrategy broken,
      ThrowingConsumer<StrategyContract> test,
      @TempDir Path one,
      @TempDir Path other)
      throws Throwable {
    run(suite.apply(new BrokenStrategy()), test, one);
    assertThatExceptionOfType(AssertionError.class)
        .as(promise)
        .isThrownBy(() -> run(suite.apply(broken), test, other));
  }

  private static void run(
      StrategyContract suite, ThrowingConsumer<StrategyContract> test, Path place)
      throws Throwable {
    suite.enter(place);
    try {
      test.accept(suite);
    } finally {
      suite.leave();
    }
  }

  private static Stream<Arguments> broken() {
    return Stream.of(
        of(
            "strategy 1: its id",
            Suites.Strategy::new,
            new BrokenStrategy() {
              @Override
              public String id() {
                return "Broken, sometimes";
              }
            },
            Suites.Strategy::promise1_idAndRank_areFitForReportsAndStayTheSame),
        of(
            "strategy 1: a file made when it is constructed",
            Suites.Strategy::new,
            new BrokenStrategy.Littering(),
            Suites.Strategy::promise1_describingItself_needsNoNativeCodeAndNoFile),
        of(
            "strategy 2: a failure of another kind",
            Suites.Strategy::new,
            new BrokenStrategy() {
              @Override
              public Path resolve(Path path) {
                throw new UncheckedIOException(new NoSuchFileException(path.toString()));
              }
            },
            Suites.Strategy::promise2_failures_areRefusalsWithPathAndReason),
        of(
            "strategy 2: what is not applicable done in another way",
            Suites.Strategy::new,
            new BrokenStrategy() {
              @Override
              public Outcome renameTree(Path from, Path to) {
                return super.renameTree(from, to.resolveSibling("elsewhere"));
              }
            },
            Suites.Strategy::promise2_whatCannotBeDoneHere_isNotApplicableAndChangesNothing),
        of(
            "strategy 4: a short write",
            Suites.Strategy::new,
            BrokenStrategy.ofStores(BrokenStores::writingShort),
            Suites.Strategy::promise4_longReadsAndWrites_areWhole),
        of(
            "strategy 5: a return though nothing was done",
            Suites.Succession::new,
            new BrokenStrategy() {
              @Override
              public Outcome become(
                  Path program,
                  List<String> arguments,
                  Map<String, String> environment,
                  Inheritance inherited,
                  List<StoreLock> kept) {
                return Outcome.DONE;
              }
            },
            Suites.Succession::promise5_call_returnsOnlyThatItCannotBeDone),
        of(
            "probe 1: a file left",
            Suites.ItsProbe::new,
            measuring(found -> found, true),
            Suites.ItsProbe::promise1_measuring_leavesNothingAndChangesNothing),
        of(
            "probe 2: names",
            Suites.ItsProbe::new,
            measuring(BrokenPromisesTest::foldingCase, false),
            Suites.ItsProbe::promise2_namesThatDifferInCaseAlone_areTwoFilesAsMeasured),
        store(
            "1: seen before it is whole",
            BrokenStores::publishingInPieces,
            Suites.Store::promise1_readers_seeAFileWholeOrNotAtAll),
        store(
            "2: replaced by publishing",
            BrokenStores::publishingOverWhatIsThere,
            Suites.Store::promise2_publishing_neverReplaces),
        store(
            "2: several winners",
            BrokenStores::publishingOverWhatIsThere,
            Suites.Store::promise2_ofPublishersOfOneName_oneWinsAndItsFileStays),
        store(
            "2: nothing there while it is replaced",
            BrokenStores::replacingInTwoSteps,
            Suites.Store::promise2_readersOfAFileThatIsReplaced_seeTheOldOneOrTheNewOne),
        store(
            "3: a temporary kept",
            BrokenStores::keepingWhatItCannotPublish,
            Suites.Store::promise3_temporaryThatCannotBePublished_isDiscarded),
        store(
            "4: a living maker's temporary swept",
            BrokenStores::sweepingEverything,
            Suites.Store::promise4_temporariesOfLivingMakers_stayInASweep),
        store(
            "4: a dead maker's temporary kept",
            BrokenStores::sweepingNothing,
            Suites.Store::promise4_temporariesOfKilledMakers_goInASweep),
        of(
            "store 5: let go when another handle is closed",
            Suites.Locks::new,
            BrokenStrategy.ofStores(BrokenStores::lettingGoOnAnyClose),
            Suites.Locks::promise5_closingAnotherHandleOfTheFile_leavesTheLock),
        of(
            "store 6: no exclusion in a process",
            Suites.Locks::new,
            BrokenStrategy.ofStores(BrokenStores::lockingForProcesses),
            Suites.Locks::promise6_exclusiveLock_excludesEveryOtherHolderInTheProcess),
        of(
            "store 7: two writes",
            Suites.Loose::new,
            BrokenStrategy.ofStores(BrokenStores::appendingInTwoWrites),
            Suites.Loose::promise7_linesOfManyAppenders_lieWhole),
        store(
            "8: replaced by moving",
            BrokenStores::movingOverWhatIsThere,
            Suites.Store::promise8_moving_replacesNothingAndLeavesNoSecondName),
        store(
            "8: under no name while it is moved",
            BrokenStores::movingByCopying,
            Suites.Store::promise8_fileThatIsMoved_isAtNoMomentUnderNoName),
        of(
            "tree 1: a symlink followed",
            Suites.Safety::new,
            BrokenStrategy.ofTrees(BrokenTrees::followingSymlinks),
            Suites.Safety::promise1_symlinkWhereAFileIsExpected_isNotFollowed),
        of(
            "tree 2: another directory used",
            Suites.Safety::new,
            BrokenStrategy.ofTrees(BrokenTrees::goingByNames),
            Suites.Safety::promise2_directorySwappedForAnother_isRefusedByEveryCall),
        tree(
            "3: a file replaced",
            BrokenTrees::replacingFiles,
            Suites.Tree::promise3_whatACreateCallMakes_wasNotThereBefore),
        tree(
            "3: several makers of one file",
            BrokenTrees::replacingFiles,
            Suites.Tree::promise3_ofManyThatMakeOneName_oneSucceeds),
        tree(
            "4: bits taken by the umask",
            BrokenTrees::obeyingTheUmask,
            Suites.Tree::promise4_createdFile_hasWhatWasAskedFor),
        tree(
            "4: nanoseconds lost",
            BrokenTrees::roundingTimes,
            Suites.Tree::promise4_createdFile_hasWhatWasAskedFor),
        of(
            "tree 4: a copy for a link",
            Suites.Shared::new,
            BrokenStrategy.ofTrees(BrokenTrees::copyingInsteadOfLinking),
            Suites.Shared::promise4_link_hasAllThatItsSourceHas),
        tree(
            "5: another name",
            BrokenTrees::alteringNames,
            Suites.Tree::promise5_nameThatCannotBeHeld_isRefusedBeforeAnythingIsMade),
        tree(
            "6: still open",
            BrokenTrees::stayingOpen,
            Suites.Tree::promise6_closedTree_keepsItsEntriesAndTakesNoCalls),
        tree(
            "6: entries gone",
            BrokenTrees::removingWhenClosed,
            Suites.Tree::promise6_closedTree_keepsItsEntriesAndTakesNoCalls));
  }

  private static <S extends StrategyContract> Arguments of(
      String promise,
      Function<FileSystemStrategy, S> suite,
      FileSystemStrategy broken,
      ThrowingConsumer<S> test) {
    return Arguments.of(promise, suite, broken, test);
  }

  private static Arguments store(
      String promise, UnaryOperator<LibraryStore> breaking, ThrowingConsumer<Suites.Store> test) {
    return of("store " + promise, Suites.Store::new, BrokenStrategy.ofStores(breaking), test);
  }

  private static Arguments tree(
      String promise, UnaryOperator<SpaceTree> breaking, ThrowingConsumer<Suites.Tree> test) {
    return of("tree " + promise, Suites.Tree::new, BrokenStrategy.ofTrees(breaking), test);
  }

  private static FileSystemStrategy measuring(
      UnaryOperator<Capabilities> told, boolean leavesAFile) {
    return new BrokenStrategy() {
      @Override
      public Probe probe() {
        return new ForwardingProbe(super.probe()) {
          @Override
          public Capabilities measure(Path directory) {
            if (leavesAFile) {
              litter(directory);
            }
            return told.apply(super.measure(directory));
          }
        };
      }
    };
  }

  private static void litter(Path directory) {
    try {
      Files.createFile(directory.resolve("probed"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Capabilities foldingCase(Capabilities found) {
    return new Capabilities(
        !found.caseSensitive(),
        found.keepsNormalisation(),
        found.anyBytes(),
        found.windowsNames(),
        found.symlinks(),
        found.maxNameBytes(),
        found.workers());
  }
}
