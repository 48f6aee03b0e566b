package holotree.tests.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.Digest;
import holotree.api.error.NotFoundException;
import holotree.api.error.ProviderMissingException;
import holotree.engine.Holotree;
import holotree.engine.Listing;
import holotree.engine.RecompressReceipt;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.tests.kit.Recordings;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A library that is encoded anew: other bytes on the disk, the same recordings.
class RecompressTest {

  @AutoClose private final Workplace work = Workplace.create();
  @AutoClose private final Holotree holotree = work.open();
  private final Recordings recordings = new Recordings(work);

  @Test
  void everyPack_isOfTheOtherCodec_andRecordingsStayWhatTheyWere() throws IOException {
    Path text = work.path("text");
    Files.createDirectory(text);
    Files.writeString(text.resolve("file"), "a line that is there again\n".repeat(40_000));
    TreeListing before = TreeListing.of(text);
    holotree.record(RecordRequest.of(text).named("text"));
    recordings.record(holotree, "first", 1, 2, 3);
    recordings.record(holotree, "second", 3, 4);
    List<Listing.Recording> listed = holotree.list().recordings();
    List<Path> packs = Workplace.packs(work.library());

    RecompressReceipt receipt = holotree.recompress("lz4", null);
    assertThat(receipt.codec()).isEqualTo("lz4");
    assertThat(receipt.packs()).isEqualTo(3);
    assertThat(receipt.left()).isEmpty();
    assertThat(receipt.bytesBefore()).isLessThan(receipt.bytesAfter());
    assertThat(Workplace.packs(work.library())).hasSize(3).doesNotContainAnyElementsOf(packs);
    requireCodec("lz4", "zstd");
    assertThat(holotree.list().recordings()).isEqualTo(listed);
    assertThat(holotree.check(true).clean()).isTrue();
    recordings.assertRestores(holotree, "first");
    recordings.assertRestores(holotree, "second");
    holotree.restore(RestoreRequest.of("text").to(work.path("restored")));
    before.assertSameAs(work.path("restored"));

    RecompressReceipt back = holotree.recompress("zstd", 19);
    assertThat(back.level()).isEqualTo(19);
    assertThat(back.bytesBefore()).isEqualTo(receipt.bytesAfter());
    assertThat(back.bytesAfter()).isLessThanOrEqualTo(receipt.bytesBefore());
    requireCodec("zstd", "lz4");
    assertThat(holotree.check(true).clean()).isTrue();
  }

  @Test
  void codecsMixInOneLibrary() {
    Path first = recordings.stage("first", 1, 2);
    Path second = recordings.stage("second", 2, 3);
    holotree.record(RecordRequest.of(first).named("first").codec("lz4"));
    holotree.record(RecordRequest.of(second).named("second").codec("zstd"));
    recordings.assertRestores(holotree, "first");
    recordings.assertRestores(holotree, "second");
    assertThat(holotree.check(true).clean()).isTrue();
  }

  @Test
  void sameCodecAgain_changesNothing() {
    recordings.record(holotree, "one", 1);
    holotree.recompress("zstd", null);
    List<Path> packs = Workplace.packs(work.library());
    RecompressReceipt again = holotree.recompress("zstd", null);
    assertThat(Workplace.packs(work.library())).isEqualTo(packs);
    assertThat(again.bytesAfter()).isEqualTo(again.bytesBefore());
    recordings.assertRestores(holotree, "one");
  }

  @Test
  void whatIsThereTwice_isThereOnceAfterwards() throws IOException {
    recordings.record(holotree, "one", 1, 2);
    Path pack = Workplace.packs(work.library()).getFirst();
    byte[] bytes = Files.readAllBytes(pack);
    holotree.recompress("lz4", null);
    // As if the power had failed before the old pack went.
    Files.createDirectories(pack.getParent());
    Files.write(pack, bytes);
    RecompressReceipt receipt = holotree.recompress("lz4", null);
    assertThat(receipt.packs()).isEqualTo(2);
    assertThat(Workplace.packs(work.library())).hasSize(1).doesNotContain(pack);
    recordings.assertRestores(holotree, "one");
  }

  @Test
  void damagedPack_staysAndIsNamed() throws IOException {
    recordings.record(holotree, "good", 1);
    recordings.record(holotree, "bad", 2);
    Path pack = Workplace.packs(work.library()).getFirst();
    byte[] bytes = Files.readAllBytes(pack);
    bytes[5000] ^= 1;
    Files.write(pack, bytes);
    RecompressReceipt receipt = holotree.recompress("lz4", null);
    Digest name = Digest.parse(pack.getFileName().toString().replace(".pack", ""));
    assertThat(receipt.left())
        .containsExactly(
            new RecompressReceipt.Left(name, bytes.length, RecompressReceipt.Reason.UNREADABLE));
    assertThat(pack).hasBinaryContent(bytes);
    assertThat(Workplace.packs(work.library())).hasSize(2);
  }

  @Test
  void whatIsNotThere_isNamed() {
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.recompress(null, null));
    recordings.record(holotree, "one", 1);
    assertThatExceptionOfType(ProviderMissingException.class)
        .isThrownBy(() -> holotree.recompress("xz", null))
        .withMessageContaining("holotree.codec.xz");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> holotree.recompress("lz4", 13))
        .withMessageContaining("1 to 12");
  }

  private void requireCodec(String codec, String other) {
    for (Path pack : Workplace.packs(work.library())) {
      try {
        String bytes = Files.readString(pack, StandardCharsets.ISO_8859_1);
        assertThat(bytes).as("%s", pack).contains(codec).doesNotContain(other);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
