package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.CatalogBuilder;
import holotree.api.ContentKind;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.api.Relocations;
import holotree.api.Spelling;
import holotree.api.error.BuildFailedException;
import holotree.api.error.BusyException;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.NotFoundException;
import holotree.api.error.ProviderMissingException;
import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultJsonTest {

  private static final Digest ID = new Digest(0x4f2a9c01d3e80011L, 2, 3, 4);
  private static final String ID_TEXT =
      "4f2a9c01d3e80011000000000000000200000000000000030000000000000004";

  private static final Path TARGET = Path.of("t").toAbsolutePath();
  private static final String TARGET_TEXT = TARGET.toString().replace("\\", "\\\\");

  @Test
  void deletion_isWritten() {
    assertJson(
        new DeleteReceipt(TARGET, "00ff", 566, 1_234_500_000L),
        """
        {
          "target": "TARGET",
          "space": "00ff",
          "entries": 566,
          "nanos": 1234500000,
          "seconds": 1.235
        }
        """);
  }

  @Test
  void listing_isWritten() {
    assertJson(
        new Listing(TARGET, List.of(new Listing.Recording("ci", ID)), 1, 4096),
        """
        {
          "library": "TARGET",
          "recordings": [ {
            "name": "ci",
            "catalog": "ID"
          } ],
          "packs": 1,
          "packBytes": 4096
        }
        """);
  }

  @Test
  void recording_isWrittenWithItsNotices() {
    Notice notice = new Notice(Notice.Kind.HOLES_FILLED, 2, List.of("a", "\"b\""));
    List<RelocationLimit> limits =
        List.of(
            new RelocationLimit("c.zip", RelocationLimit.Reason.ARCHIVE),
            new RelocationLimit("d", RelocationLimit.Reason.FIXED_LENGTH));
    assertJson(
        new RecordReceipt(ID, null, 1, 2, 3, 4, 5, 6, 7, 8, 9, limits, 0, List.of(notice)),
        """
        {
          "catalog": "ID",
          "name": null,
          "directories": 1,
          "files": 2,
          "symlinks": 3,
          "bytes": 4,
          "storedChunks": 5,
          "storedBytes": 6,
          "packBytes": 7,
          "reusedChunks": 8,
          "relocatedEntries": 9,
          "relocationLimits": [ {
            "path": "c.zip",
            "reason": "archive"
          }, {
            "path": "d",
            "reason": "fixedLength"
          } ],
          "nanos": 0,
          "seconds": 0.000,
          "notices": [ {
            "kind": "holesFilled",
            "sentence": "SENTENCE",
            "count": 2,
            "examples": [ "a", "\\"b\\"" ]
          } ]
        }
        """
            .replace("SENTENCE", notice.kind().sentence()));
  }

  @Test
  void restore_isWritten() {
    assertJson(
        new RestoreReceipt(
            ID,
            "ci",
            "00ff",
            TARGET,
            1,
            2,
            7,
            8,
            3,
            4,
            5,
            6,
            new RestoreReceipt.Refreshed(ID, TARGET, 13, 14, 15, 16, 17, 18),
            List.of(new Downgrade(Placement.HARDLINK, 9, "another file system (EXDEV)")),
            new RestoreReceipt.PoolChanges(10, 11, 12),
            410_000_000,
            List.of()),
        """
        {
          "catalog": "ID",
          "recording": "ci",
          "space": "00ff",
          "target": "TARGET",
          "directories": 1,
          "copied": 2,
          "hardLinked": 7,
          "reflinked": 8,
          "symlinks": 3,
          "bytes": 4,
          "relocated": 5,
          "leftOut": 6,
          "refreshed": {
            "catalog": "ID",
            "path": "TARGET",
            "clean": 13,
            "noted": 14,
            "corrected": 15,
            "removed": 16,
            "digested": 17,
            "digestedBytes": 18
          },
          "downgrades": [ {
            "wanted": "hardlink",
            "files": 9,
            "reason": "another file system (EXDEV)"
          } ],
          "pool": {
            "added": 10,
            "dropped": 11,
            "evicted": 12
          },
          "nanos": 410000000,
          "seconds": 0.410,
          "notices": []
        }
        """);
  }

  @Test
  void runtime_isWritten() {
    assertJson(
        new RuntimeReport(
            "1.0",
            "25",
            "linux-amd64",
            List.of("m"),
            List.of("zstd", "stored"),
            List.of(),
            List.of("p")),
        """
        {
          "version": "1.0",
          "java": "25",
          "platform": "linux-amd64",
          "modules": [ "m" ],
          "codecs": [ "zstd", "stored" ],
          "strategies": [],
          "policies": [ "p" ]
        }
        """);
  }

  @Test
  void verification_isWritten() {
    assertJson(
        new VerifyReport(
            TARGET,
            ID,
            3,
            5,
            1_000_000,
            List.of(new VerifyReport.Difference("a", VerifyReport.Aspect.MODE, "0755", "0644"))),
        """
        {
          "target": "TARGET",
          "catalog": "ID",
          "pristine": false,
          "entries": 3,
          "bytes": 5,
          "nanos": 1000000,
          "seconds": 0.001,
          "differences": [ {
            "path": "a",
            "aspect": "mode",
            "expected": "0755",
            "actual": "0644"
          } ]
        }
        """);
  }

  @Test
  void summary_isWrittenWithEveryEntry() {
    CatalogBuilder builder = new CatalogBuilder();
    builder.setStageLength(Spelling.GIVEN, 8);
    builder.add(0, new byte[0], EntryType.DIRECTORY, 0755, 0, 0);
    int empty = builder.add(0, utf8("empty"), EntryType.FILE, 0, 0, 7);
    builder.setSize(empty, 0);
    int file = builder.add(0, utf8("f"), EntryType.FILE, 0640, 1_735_787_045L, 120_000_000);
    builder.setSize(file, 30);
    builder.setContent(file, ID);
    builder.setRelocations(
        file, new Relocations(ContentKind.TEXT, new long[] {0, 12}, new byte[] {0, 0}));
    int link = builder.add(0, utf8("s"), EntryType.SYMLINK, 0777, -1, 0);
    builder.setTarget(link, utf8("f"));
    builder.setSize(
        builder.add(0, new byte[] {'x', (byte) 0xFF}, EntryType.FILE, 0600, Long.MAX_VALUE, 0), 0);

    assertJson(
        new Summary(ID, List.of("ci"), 1, 3, 1, 30, 1, 8, builder.build()),
        """
        {
          "id": "ID",
          "names": [ "ci" ],
          "directories": 1,
          "files": 3,
          "symlinks": 1,
          "bytes": 30,
          "relocatedEntries": 1,
          "stageLength": 8,
          "stageLengths": {
            "given": 8
          },
          "entries": [ {
            "path": "",
            "type": "directory",
            "mode": "0755",
            "mtime": "1970-01-01T00:00:00.000000000Z"
          }, {
            "path": "empty",
            "type": "file",
            "mode": "0000",
            "mtime": "1970-01-01T00:00:00.000000007Z",
            "size": 0
          }, {
            "path": "f",
            "type": "file",
            "mode": "0640",
            "mtime": "2025-01-02T03:04:05.120000000Z",
            "size": 30,
            "content": "ID",
            "relocations": {
              "kind": "text",
              "offsets": [ 0, 12 ],
              "spellings": [ "given", "given" ]
            }
          }, {
            "path": "s",
            "type": "symlink",
            "mtime": "1969-12-31T23:59:59.000000000Z",
            "target": "f"
          }, {
            "path": "x\uFFFD",
            "pathBytes": "78ff",
            "type": "file",
            "mode": "0600",
            "mtime": "@9223372036854775807",
            "size": 0
          } ]
        }
        """);
  }

  @Test
  void failure_isWrittenWithItsThreeSentences() {
    assertThat(ResultJson.text(new UnsafeException("the \"root\"", "a rule", "Do this.")))
        .isEqualTo(
            """
            {
              "error": {
                "kind": "unsafe",
                "what": "Refused the \\"root\\": a rule.",
                "meaning": "Nothing was changed.",
                "next": "Do this.",
                "retryable": false,
                "entry": "the \\"root\\"",
                "rule": "a rule"
              }
            }
            """);
  }

  @Test
  void failures_haveTheFieldsOfTheirKind() {
    assertThat(ResultJson.text(new BusyException("ci", "process 7")))
        .contains(
            "\"busy\"", "\"retryable\": true", "\"lock\": \"ci\"", "\"holder\": \"process 7\"");
    assertThat(ResultJson.text(new CorruptException("x.pack", 7, "a", "b")))
        .contains("\"corrupt\"", "\"file\": \"x.pack\"", "\"offset\": 7")
        .contains("\"expected\": \"a\"", "\"actual\": \"b\"");
    assertThat(ResultJson.text(new FormatVersionException("x.pack", 9, 1, 2)))
        .contains("\"formatVersion\"", "\"found\": 9", "\"min\": 1", "\"max\": 2");
    assertThat(ResultJson.text(new InterruptedOperationException("record x")))
        .contains("\"interrupted\"");
    assertThat(ResultJson.text(new NoSpaceException("/x", 5, -1, null)))
        .contains("\"noSpace\"", "\"needed\": 5", "\"there\": -1");
    assertThat(ResultJson.text(new NotFoundException("No.", List.of("ci"), "Look.")))
        .contains("\"notFound\"", "\"near\": [ \"ci\" ]");
    assertThat(
            ResultJson.text(
                new ProviderMissingException("x", "codec", "zstd", List.of("stored"), "m")))
        .contains("\"providerMissing\"", "\"wanted\": \"zstd\"")
        .contains("\"present\": [ \"stored\" ]", "\"module\": \"m\"");
    assertThat(ResultJson.text(new RefusedException("open", "/x", "EACCES", "Ask.", null)))
        .contains("\"refused\"", "\"operation\": \"open\"")
        .contains("\"reason\": \"EACCES\"", "\"path\": \"/x\"");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertJson(Result result, String expected) {
    String text = expected.replace("TARGET", TARGET_TEXT).replace("ID", ID_TEXT);
    assertThat(ResultJson.text(result)).isEqualTo(text);
    assertThat(streamed(result)).isEqualTo(text);
  }

  private static String streamed(Result result) {
    StringWriter out = new StringWriter();
    try {
      ResultJson.write(result, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString();
  }

  @Test
  void failedBuild_hasItsCodeAndItsLog() {
    assertThat(ResultJson.text(new BuildFailedException("make", 42, Path.of("/x.log"))))
        .contains(
            "\"kind\": \"buildFailed\"",
            "\"command\": \"make\"",
            "\"exitCode\": 42",
            "\"log\": \"" + Path.of("/x.log").toString().replace("\\", "\\\\") + "\"");
  }

  @Test
  void stage_isWritten() {
    assertJson(
        new StageReceipt(TARGET),
        """
        {
          "stage": "TARGET"
        }
        """);
  }
}
