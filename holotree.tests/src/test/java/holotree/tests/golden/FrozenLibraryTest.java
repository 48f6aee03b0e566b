package holotree.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.HolotreeOptions;
import holotree.engine.Listing;
import holotree.engine.RecordReceipt;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Summary;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A library that version 1 wrote is read by every release, and what it holds has the same ids.
class FrozenLibraryTest {

  private static final long MOST_BYTES = 200_000;

  private Workplace workplace;
  private Holotree holotree;

  @BeforeEach
  void copyLibrary() {
    workplace = Workplace.create();
    holotree = Holotree.open(new HolotreeOptions(workplace.home(), workplace.path("library"), 2));
    Program.of("cp", "-r", GoldenFiles.path("library-1"), workplace.path("library")).output();
  }

  @AfterEach
  void removeAll() {
    holotree.close();
    workplace.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"whole", "part"})
  void frozenLibrary_isRestoredByteForByte(String name) throws IOException {
    GoldenStage target = GoldenStage.in(workplace.path(""), 't');
    assertThat(holotree.restore(RestoreRequest.of(name).to(target.given())).leftOut()).isZero();
    GoldenFiles.assertSame("library-1." + name + ".txt", NormalListing.of(target));
    assertThat(holotree.verify(new Target.Directory(target.given())).differences()).isEmpty();
  }

  @Test
  void frozenLibrary_isListedWithTheSameIds() {
    Listing listing = holotree.list();
    assertThat(listing.packs()).isOne();
    GoldenFiles.assertSame(
        "library-1.ids.txt",
        listing.recordings().stream().map(each -> line(holotree.show(each.name()))).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "stored"})
  void sameTreeRecordedToday_hasTheSameIds(String codec) throws IOException {
    GoldenStage stage = GoldenStage.in(workplace.path(""), 's');
    GoldenTree.makeLarge(stage);
    GoldenFiles.assertSame("library-1.whole.txt", NormalListing.of(stage));
    Path library = workplace.path("today");
    GoldenLibrary.record(stage, library, codec);
    try (Holotree today = Holotree.open(new HolotreeOptions(workplace.home(), library, 2))) {
      GoldenFiles.assertSame(
          "library-1.ids.txt",
          today.list().recordings().stream().map(each -> line(today.show(each.name()))).toList());
    }
  }

  @Test
  void sameTreeRecordedIntoTheFrozenLibrary_storesNothing() throws IOException {
    GoldenStage stage = GoldenStage.in(workplace.path(""), 's');
    GoldenTree.makeLarge(stage);
    RecordReceipt receipt = holotree.record(RecordRequest.of(stage.given()));
    assertThat(receipt.storedChunks()).isZero();
    assertThat(receipt.reusedChunks()).isPositive();
  }

  @Test
  void frozenLibrary_isSmall() throws IOException {
    try (Stream<Path> files = Files.walk(GoldenFiles.path("library-1"))) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      long bytes = 0;
      for (Path file : all) {
        bytes += Files.size(file);
      }
      assertThat(all).as("FORMAT, a pack, two catalogs, two names").hasSize(6);
      assertThat(bytes).isLessThan(MOST_BYTES);
    }
  }

  private static String line(Summary summary) {
    return String.join(
        " ",
        summary.names().getFirst(),
        summary.id().toString(),
        summary.directories() + " directories",
        summary.files() + " files",
        summary.symlinks() + " symlinks",
        summary.bytes() + " bytes",
        summary.relocatedEntries() + " relocated");
  }
}
