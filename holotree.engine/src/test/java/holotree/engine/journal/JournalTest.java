package holotree.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.engine.builtin.PortableStrategy;
import holotree.engine.journal.JournalLine.Act;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private static final Instant TIME = Instant.parse("2026-11-22T10:11:12.123456789Z");

  @TempDir Path root;
  private LibraryStore store;
  private Journal journal;

  @BeforeEach
  void open() {
    store = new PortableStrategy().store(root, Durability.VOLATILE);
    journal = new Journal(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void line_isReadAsWritten() {
    JournalLine line =
        new JournalLine(
            TIME, Act.REFRESH, "4f2a", "c\"i\n", "00ff", 1, 2, 3, 4, 5, Long.MAX_VALUE, "done");
    byte[] bytes = line.encode();
    assertThat(new String(bytes, StandardCharsets.UTF_8)).endsWith("}\n").hasLineCount(1);
    assertThat(JournalLine.decode(bytes, 0, bytes.length - 1)).isEqualTo(line);
    JournalLine failed = failed(TIME, "notFound");
    bytes = failed.encode();
    assertThat(JournalLine.decode(bytes, 0, bytes.length - 1)).isEqualTo(failed);
  }

  @Test
  void everyBeginningOfALine_isForeign() {
    byte[] bytes = failed(TIME, "corrupt").encode();
    for (int length = 0; length < bytes.length - 1; length++) {
      assertThat(JournalLine.decode(bytes, 0, length)).as("%d bytes", length).isNull();
    }
  }

  @Test
  void foreignLines_areNull_andUnknownFieldsArePassedOver() {
    String known = "\"time\":\"2026-11-22T10:11:12Z\",\"what\":\"record\",\"outcome\":\"done\"";
    assertThat(decode("{" + known + "}")).isNotNull();
    assertThat(decode("{" + known + ",\"new\":{\"a\":[1]},\"b\":null,\"c\":1.5,\"d\":true}"))
        .isNotNull();
    assertThat(decode("{" + known.replace("record", "dance") + "}")).isNull();
    assertThat(decode("{" + known.replace("2026-11-22T", "yesterday") + "}")).isNull();
    assertThat(decode("{" + known + ",\"bytes\":-1}")).isNull();
    assertThat(decode("{" + known + ",\"bytes\":99999999999999999999}")).isNull();
    assertThat(decode("{" + known + "}{")).isNull();
    assertThat(decode("{" + known + "} x")).isNull();
    for (String line : List.of("", "1", "[]", "{}", "null", "text", "{\"time\":1}")) {
      assertThat(decode(line)).as(line).isNull();
    }
  }

  @Test
  void lines_areReadBackFromTheDayOn_monthByMonth() {
    add("2026-10-31T23:59:59Z");
    add("2026-11-01T00:00:00Z");
    add("2026-11-22T00:00:00Z");
    assertThat(root.resolve("journal")).isDirectoryContaining("glob:**/2026-10.jsonl");
    assertThat(read("2026-10-01T00:00:00Z")).hasSize(3);
    assertThat(read("2026-11-01T00:00:00Z")).hasSize(2);
    assertThat(read("2026-11-02T00:00:00Z")).hasSize(1);
    assertThat(read("2026-12-01T00:00:00Z")).isEmpty();
  }

  @Test
  void tornAndForeignLines_areCounted_andTheOthersRead() throws IOException {
    add("2026-11-22T10:00:00Z");
    Path file = root.resolve("journal/2026-11.jsonl");
    append(file, "{\"time\":\"2026-\n");
    append(file, "x".repeat(LineReader.LONGEST + 1) + "\n");
    append(file, "y".repeat(3 * LineReader.LONGEST) + "\n");
    add("2026-11-22T11:00:00Z");
    append(file, "{\"tor");
    Files.writeString(root.resolve("journal/notes.txt"), "none of ours");
    Files.writeString(root.resolve("journal/2026-13.jsonl"), "no month");
    List<JournalLine> lines = new ArrayList<>();
    assertThat(journal.read(Instant.EPOCH, lines::add)).isEqualTo(4);
    assertThat(lines).hasSize(2);
  }

  @Test
  void manyLines_acrossPiecesOfTheFile_areAllRead() {
    for (int i = 0; i < 1000; i++) {
      journal.add(failed(TIME.plusSeconds(i), "k" + "x".repeat(i % 300)));
    }
    assertThat(read("2026-11-01T00:00:00Z"))
        .hasSize(1000)
        .extracting(line -> line.time().getEpochSecond() - TIME.getEpochSecond())
        .isSorted();
  }

  @Test
  void thirteenMonths_areKept() throws IOException {
    for (int month = 1; month <= 12; month++) {
      add("2025-" + (month < 10 ? "0" : "") + month + "-15T00:00:00Z");
    }
    add("2026-01-15T00:00:00Z");
    assertThat(store.list("journal")).hasSize(13).startsWith("2025-01.jsonl");
    Files.writeString(root.resolve("journal/notes.txt"), "none of ours");
    add("2026-02-15T00:00:00Z");
    add("2026-02-16T00:00:00Z");
    assertThat(store.list("journal"))
        .hasSize(14)
        .startsWith("2025-02.jsonl")
        .contains("notes.txt", "2026-02.jsonl");
  }

  @Test
  void journalThatCannotBeWritten_isSilent() throws IOException {
    Files.writeString(root.resolve("journal"), "a file where a directory belongs");
    add("2026-11-22T10:00:00Z");
    assertThat(root.resolve("journal")).hasContent("a file where a directory belongs");
  }

  private void add(String time) {
    journal.add(failed(Instant.parse(time), "refused"));
  }

  private List<JournalLine> read(String since) {
    List<JournalLine> lines = new ArrayList<>();
    assertThat(journal.read(Instant.parse(since), lines::add)).isZero();
    return lines;
  }

  private static JournalLine decode(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return JournalLine.decode(bytes, 0, bytes.length);
  }

  private static JournalLine failed(Instant time, String kind) {
    return new JournalLine(time, Act.RESTORE, null, null, null, 0, 0, 0, 0, 0, 6, kind);
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }
}
