package holotree.tests.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.RecordReceipt;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.tests.kit.Program;
import holotree.tests.kit.RandomTree;
import holotree.tests.kit.Seed;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DeduplicationTest {

  private static final int CHUNK = 4 << 20;

  @AutoClose private final Workplace work = Workplace.create();

  @Test
  void unchangedTree_recordedAgain_storesNothing() {
    Path stage = work.path("stage");
    RandomTree.small(stage, Seed.next("unchangedTree"), 200);
    try (Holotree holotree = work.open()) {
      RecordReceipt first = holotree.record(RecordRequest.of(stage).named("first"));
      List<Path> packs = Workplace.packs(work.library());
      RecordReceipt second = holotree.record(RecordRequest.of(stage).named("second"));
      assertThat(first.storedChunks()).isPositive();
      assertThat(second.storedChunks()).isZero();
      assertThat(second.storedBytes()).isZero();
      assertThat(second.packBytes()).isZero();
      assertThat(Workplace.packs(work.library())).isEqualTo(packs);
      assertThat(Workplace.catalogs(work.library())).hasSize(1);
    }
  }

  @Test
  void oneChangedFile_storesOneChunk_andBothRecordingsRestore() throws IOException {
    Path stage = work.path("stage");
    RandomTree.small(stage, Seed.next("oneChangedFile"), 200);
    try (Holotree holotree = work.open()) {
      holotree.record(RecordRequest.of(stage).named("before"));
      TreeListing before = TreeListing.of(stage);
      Files.writeString(stage.resolve("new"), "content that no other file has");
      RecordReceipt second = holotree.record(RecordRequest.of(stage).named("after"));
      TreeListing after = TreeListing.of(stage);
      assertThat(second.storedChunks()).isOne();
      assertThat(second.storedBytes()).isEqualTo(30);
      holotree.restore(RestoreRequest.of("before").to(work.path("before")));
      holotree.restore(RestoreRequest.of("after").to(work.path("after")));
      before.assertSameAs(work.path("before"));
      after.assertSameAs(work.path("after"));
    }
  }

  @Test
  void copiesInOneTree_areStoredOnce() throws IOException {
    Path stage = Files.createDirectory(work.path("stage"));
    byte[] content = new byte[10_000];
    new Random(1).nextBytes(content);
    for (int copy = 0; copy < 50; copy++) {
      Files.write(stage.resolve("copy-" + copy), content);
    }
    try (Holotree holotree = work.open()) {
      RecordReceipt receipt = holotree.record(RecordRequest.of(stage).named("copies"));
      assertThat(receipt.bytes()).isEqualTo(500_000);
      assertThat(receipt.storedChunks()).isOne();
      assertThat(receipt.storedBytes()).isEqualTo(10_000);
      assertThat(receipt.reusedChunks()).isEqualTo(49);
      holotree.restore(RestoreRequest.of("copies").to(work.path("restored")));
      TreeListing.of(stage).assertSameAs(work.path("restored"));
    }
  }

  @Test
  void oneByteChangedInALargeFile_storesOneChunk() throws IOException {
    Path stage = Files.createDirectory(work.path("stage"));
    byte[] content = new byte[3 * CHUNK + 5];
    new Random(2).nextBytes(content);
    Files.write(stage.resolve("large"), content);
    try (Holotree holotree = work.open()) {
      RecordReceipt first = holotree.record(RecordRequest.of(stage));
      content[CHUNK + 17] ^= 1;
      Files.write(stage.resolve("large"), content);
      RecordReceipt second = holotree.record(RecordRequest.of(stage).named("second"));
      assertThat(first.storedChunks()).isEqualTo(4);
      assertThat(second.storedChunks()).isOne();
      assertThat(second.reusedChunks()).isEqualTo(3);
      holotree.restore(RestoreRequest.of("second").to(work.path("restored")));
      TreeListing.of(stage).assertSameAs(work.path("restored"));
    }
  }

  @Test
  void treeSharingFilesWithAnother_storesOnlyWhatIsNew() throws IOException {
    Path one = work.path("one");
    RandomTree.small(one, Seed.next("treeSharingFiles"), 100);
    Path both = work.path("both");
    Program.shell("mkdir \"$2\"; cp -a \"$1\" \"$2/x\"; cp -a \"$1\" \"$2/y\"", one, both).output();
    try (Holotree holotree = work.open()) {
      holotree.record(RecordRequest.of(one));
      RecordReceipt second = holotree.record(RecordRequest.of(both).named("both"));
      assertThat(second.storedChunks()).isZero();
      holotree.restore(RestoreRequest.of("both").to(work.path("restored")));
      TreeListing.of(both).assertSameAs(work.path("restored"));
    }
  }
}
