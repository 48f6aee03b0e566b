package holotree.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every byte that is written for a small tree, structure by structure. The codec is `stored`: what
/// others write is their business.
class FormatBytesTest {

  private static final int PACK_HEADER = 16;
  private static final int CATALOG_HEADER = 32;
  private static final int FRAME_HEADER = 32;
  private static final int TRAILER = 48;
  private static final int ROW = 16;

  private final List<String> lines = new ArrayList<>();

  @Test
  void bytesOfASmallLibrary_areTheFrozenOnes() throws IOException {
    try (Workplace workplace = Workplace.create()) {
      GoldenStage stage = GoldenStage.in(workplace.path(""), 's');
      GoldenTree.makeSmall(stage);
      Path library = workplace.path("library");
      GoldenLibrary.record(stage, library, "stored");

      file(library, library.resolve("FORMAT"));
      file(library, library.resolve("names/whole"));
      List<Path> packs = Workplace.packs(library);
      assertThat(packs).hasSize(1);
      pack(library, packs.getFirst());
      for (Path catalog : Workplace.catalogs(library)) {
        catalog(library, catalog);
      }
    }
    GoldenFiles.assertSame("bytes-1.txt", lines);
  }

  private void file(Path library, Path file) throws IOException {
    lines.add(library.relativize(file).toString());
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    section("the whole file", bytes, 0, bytes.capacity());
  }

  private void pack(Path library, Path file) throws IOException {
    lines.add(library.relativize(file).toString());
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int trailer = bytes.capacity() - TRAILER;
    int footer = Math.toIntExact(bytes.getLong(trailer));
    section("pack header", bytes, 0, PACK_HEADER);
    frames(bytes, PACK_HEADER, footer);
    section("footer", bytes, footer, trailer);
    section("trailer", bytes, trailer, bytes.capacity());
  }

  private void catalog(Path library, Path file) throws IOException {
    lines.add(library.relativize(file).toString());
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    section("catalog header", bytes, 0, CATALOG_HEADER);
    frames(bytes, CATALOG_HEADER, bytes.capacity());
  }

  private void frames(ByteBuffer bytes, int start, int end) {
    int at = start;
    while (at < end) {
      int payload = at + FRAME_HEADER;
      int next = payload + bytes.getInt(at + 16);
      section("frame header", bytes, at, payload);
      section("payload", bytes, payload, next);
      at = next;
    }
    assertThat(at).as("where the frames end").isEqualTo(end);
  }

  private void section(String name, ByteBuffer bytes, int start, int end) {
    lines.add("  " + name);
    for (int at = start; at < end; at += ROW) {
      StringBuilder hex = new StringBuilder();
      StringBuilder text = new StringBuilder();
      for (int each = at; each < Math.min(at + ROW, end); each++) {
        byte value = bytes.get(each);
        hex.append(String.format("%02x ", value));
        text.append(
            value > ' ' && value < 0x7f
                ? new String(new byte[] {value}, StandardCharsets.US_ASCII)
                : ".");
      }
      lines.add(String.format("    %6d  %-48s %s", at, hex, text));
    }
  }
}
