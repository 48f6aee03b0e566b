package holotree.engine.relocate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holotree.api.ContentKind;
import holotree.api.Relocations;
import holotree.api.Spelling;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelocationFinderTest {

  private static final String STAGE = "/build/stage";

  /// How a path may stand between strings that nothing separates.
  private static final List<String> PACKED =
      List.of("@2", "@x/y", "a/b@", "/tmp@/lib", "/tmp@x", "x//@");

  private static final String FILLER = RecordedTree.text(Filler.of(STAGE.length()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@",
        "@/x",
        "@:",
        "@\"",
        "@\0",
        "@\n",
        "@ ",
        "@'",
        "@)",
        "@,x",
        "@;",
        "@\\",
        "@=",
        "@#",
        "-L@/lib",
        "-I@",
        "PATH=@/bin",
        "\"@",
        ":@",
        " @",
        "\t@",
        "\0@",
        "(@",
        "file:@",
        "a@",
        "#!@/bin",
        "a:@:@/x:@",
        "file://@",
        "\"/@",
        "/@",
        " /@",
        ":/@",
        "file:/@",
        "x=@ @",
        "-Wl,-rpath,@",
        "\\n@",
      })
  void pathThatStandsForItself_isReplaced(String text) {
    // The last place of each; what comes before may be no place.
    int last = text.lastIndexOf('@');
    String content = text.replace("@", STAGE);
    String expected = text.substring(0, last).replace("@", STAGE);

    assertThat(found(content, false)).contains(expected.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@2",
        "@.bak",
        "@-x",
        "@_x",
        "@+",
        "@~",
        "@@",
        "@%20",
        "@\u00e9",
        "@s/x",
        "/mnt@",
        "/mnt@/x",
        "/a/b-c@",
        "//mnt@",
        "foo//@",
        "foo/@",
        "///@x",
        "a///@",
        " //@",
        "x/y@",
        "../@",
        "/\u00e9@",
      })
  void pathInsideAnother_isLeft(String text) {
    int last = text.indexOf('@');
    String content = text.substring(0, last) + STAGE + text.substring(last + 1);

    assertThat(found(content, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\/build\\/stage",
        "\"\\/build\\/stage\\/lib\"",
        "x:\\/build\\/stage\\n",
        "\"file:\\/\\/\\/build\\/stage\"",
        "\"a\\n\\/build\\/stage\\u0022",
        "%2Fbuild%2Fstage",
        "?at=%2fbuild%2fstage&x",
        "file%3A%2F%2F%2Fbuild%2Fstage%2Flib",
        "http://h/%2Fbuild%2Fstage%3A",
        "%3D%2Fbuild%2Fstage%00",
      })
  void escapedPathThatStandsForItself_isReplaced(String text) {
    assertThat(found(text, false)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\/build\\/stage2",
        "\\/build\\/stage\\u00e9",
        "\\/build\\/stage\\u002d",
        "\\/mnt\\/build\\/stage",
        "\\/m\\u00e9\\/build\\/stage",
        "x\\/\\/build\\/stage",
        "%2Fbuild%2fstage",
        "%2Fbuild%2Fstage2",
        "%2Fbuild%2Fstage%2D",
        "%2Fbuild%2Fstage%20",
        "%2Fbuild%2Fstage+",
        "%2Fmnt%2Fbuild%2Fstage",
        "%2Fm%C3%A9%2Fbuild%2Fstage",
        "%2Fm n%2Fx%20%2Fbuild%2Fstage",
        "x%2F%2Fbuild%2Fstage",
      })
  void escapedPathInsideAnother_isLeft(String text) {
    assertThat(found(text, false)).isEmpty();
  }

  @Test
  void nameOf255Bytes_afterASlash_isADirectoryBefore() {
    assertThat(found("/" + "n".repeat(255) + STAGE, false)).isEmpty();
    assertThat(found("/" + "n".repeat(256) + STAGE, false)).containsExactly(257);
    assertThat(found("n".repeat(255) + STAGE, false)).containsExactly(255);
    assertThat(found(" " + "n".repeat(255) + STAGE, false)).containsExactly(256);
  }

  @Test
  void marshalledString_isFoundWhateverItsLengthByteIs() {
    String path47 = "/" + "p".repeat(46);
    StagePath stage = RecordedTree.stage(path47);

    assertThat(found(stage, "z/" + path47 + "z", true))
        .as("the length is a slash")
        .containsExactly(2);
    assertThat(found(stage, "\u00fa/" + path47 + "z", true)).as("with FLAG_REF").containsExactly(2);
    assertThat(found(stage, "Zp" + path47 + "/a", true)).as("longer string").containsExactly(2);
    assertThat(found(stage, "/zp" + path47 + "/a", true)).as("after a slash").containsExactly(3);
    assertThat(found(stage, "/zp" + path47 + "z", true)).as("followed by a name").isEmpty();
    assertThat(found(stage, "/z." + path47 + "/a", true)).as("too short a length").isEmpty();
    assertThat(found(stage, "z/" + path47 + "z", false)).as("not marshalled").isEmpty();
    assertThat(found(stage, "u/\0\0\0" + path47 + "z", true)).as("long length").containsExactly(5);
    assertThat(found(stage, "u0\0\0\0" + path47 + "z", true)).as("longer, long length").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = FileKind.class,
      names = {"UNDECIDED", "PYC"},
      mode = EnumSource.Mode.EXCLUDE)
  void longPath_countsWhereverItStands_whereStringsMayBePacked(FileKind kind) {
    String path = "/" + "p".repeat(StagePath.UNMISTAKABLE - 1);
    for (String text : PACKED) {
      assertThat(occurs(path, text.replace("@", path), kind)).as(text).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(FileKind.class)
  void shorterPath_orOneInText_countsAtItsBoundariesAlone(FileKind kind) {
    boolean packs = kind.mayPackStrings();
    String path = "/" + "p".repeat(StagePath.UNMISTAKABLE - (packs ? 2 : 1));
    for (String text : PACKED) {
      assertThat(occurs(path, text.replace("@", path), kind)).as(text).isFalse();
    }
  }

  @Test
  void pathLeftBetweenStrings_isNotedAsUnclear_inTheCoreWhereItStarts() {
    String content = "x".repeat(9000) + STAGE + "2" + "x".repeat(9000);

    assertThat(unclear(content, 0, 9001, FileKind.ELF)).isTrue();
    assertThat(unclear(content, 9000, 9001, FileKind.BINARY)).isTrue();
    assertThat(unclear(content, 0, 9000, FileKind.ELF)).isFalse();
    assertThat(unclear(content, 9001, content.length(), FileKind.ELF)).isFalse();
    assertThat(unclear(content, 0, 9001, FileKind.UNDECIDED)).isFalse();
    assertThat(unclear(content, 0, 9001, FileKind.PYC)).isFalse();
    assertThat(unclear(content.replace("2", " "), 0, 9001, FileKind.ELF)).isFalse();
  }

  @Test
  void escapes_makeNoPathLongEnough() {
    String name = "/" + "n".repeat(StagePath.UNMISTAKABLE_NAME);
    String path = "/a".repeat(StagePath.UNMISTAKABLE / 2) + name;
    String shorter = "/a".repeat((StagePath.UNMISTAKABLE - name.length()) / 2 - 1) + name;

    assertThat(occurs(path, "x" + path.replace("/", "%2F") + "x", FileKind.ELF)).isTrue();
    assertThat(occurs(path, "x" + path.replace("/", "\\/") + "x", FileKind.ELF)).isTrue();
    assertThat(occurs(shorter, "x" + shorter.replace("/", "%2F") + "x", FileKind.ELF)).isFalse();
  }

  @Test
  void pathsThatFollowEachOther_areReplacedEach() {
    String path = "/" + "p".repeat(99);

    Relocations places =
        Objects.requireNonNull(
            new RecordedTree(RecordedTree.stage(path))
                .file("f", ContentKind.ELF, "a" + path + path + "/lib" + path + "2")
                .catalogPlaces("f"));

    assertThat(places.count()).isEqualTo(3);
    assertThat(places.offset(0)).isEqualTo(1);
    assertThat(places.offset(1)).isEqualTo(101);
    assertThat(places.offset(2)).isEqualTo(205);
  }

  @Test
  void longerSpelling_winsAtOnePlace() {
    StagePath stage = RecordedTree.stage("/build/stage", "/build/stage/real");

    Relocations places = places(stage, "/build/stage/real/x /build/stage/really /build/stage");

    assertThat(places.count()).isEqualTo(3);
    assertThat(places.spelling(0)).isEqualTo(Spelling.RESOLVED);
    assertThat(places.spelling(1)).isEqualTo(Spelling.GIVEN);
    assertThat(places.offset(1)).isEqualTo(20);
    assertThat(places.spelling(2)).isEqualTo(Spelling.GIVEN);
  }

  @Test
  void overlappedOccurrence_isDropped() {
    StagePath stage = RecordedTree.stage("/abc:/abc:");

    assertThat(found(stage, "/abc:/abc:/abc:/abc:", false)).containsExactly(0);
    assertThat(found(stage, "/abc:/abc: /abc:/abc:", false)).containsExactly(0, 11);
  }

  @Test
  void replacedBytes_areFillerAndNothingElseChanges() {
    byte[] content = RecordedTree.bytes("a " + STAGE + "/b " + STAGE + "c");

    try (Arena arena = Arena.ofConfined()) {
      MemorySegment window = arena.allocateFrom(ValueLayout.JAVA_BYTE, content);
      new RelocationFinder(RecordedTree.stage(STAGE))
          .replace(window, 0, content.length, 0, true, true, FileKind.UNDECIDED, new Places());

      assertThat(RecordedTree.text(window.toArray(ValueLayout.JAVA_BYTE)))
          .isEqualTo("a " + FILLER + "/b " + STAGE + "c");
    }
  }

  @Test
  void occurrenceInAnOpaqueFile_isNoticedAndLeft() {
    RelocationFinder finder = new RelocationFinder(RecordedTree.stage(STAGE));
    MemorySegment window = MemorySegment.ofArray(RecordedTree.bytes("a " + STAGE + "/b"));

    assertThat(finder.occursIn(window, 0, window.byteSize(), true, true, FileKind.ARCHIVE))
        .isTrue();
    assertThat(finder.occursIn(window, 0, 2, true, true, FileKind.ARCHIVE)).isFalse();
    assertThat(RecordedTree.text(window.toArray(ValueLayout.JAVA_BYTE))).contains(STAGE);
  }

  @Test
  void shortPath_isNotUsable() {
    assertThat(RecordedTree.stage("/1234567").usable()).isTrue();
    assertThat(RecordedTree.stage("/123456").usable()).isFalse();
    assertThat(RecordedTree.stage("/12345678", "/123456").usable()).isFalse();
    assertThatThrownBy(() -> new RelocationFinder(RecordedTree.stage("/123456")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "relative", "/a/", "/a\0b"})
  void pathThatIsNotAbsolute_isACallersMistake(String path) {
    assertThatThrownBy(() -> RecordedTree.stage(path)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RecordedTree.target(path))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void missingContext_isACallersMistake() {
    RelocationFinder finder = new RelocationFinder(RecordedTree.stage(STAGE));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment window = arena.allocate(4096);
      Places into = new Places();

      assertThatThrownBy(() -> finder.replace(window, 10, 20, 10, false, true, FileKind.ELF, into))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> finder.replace(window, 0, 4090, 0, true, false, FileKind.ELF, into))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void symlinkTarget_isReplacedAtItsBeginningOnly() {
    StagePath stage = RecordedTree.stage(STAGE, "/real/build");

    assertThat(filled(stage, STAGE)).isEqualTo(FILLER);
    assertThat(filled(stage, STAGE + "/bin")).isEqualTo(FILLER + "/bin");
    assertThat(filled(stage, "/real/build/lib"))
        .isEqualTo(RecordedTree.text(Filler.of(11)) + "/lib");
    assertThat(filled(stage, STAGE + "2")).isEqualTo(STAGE + "2");
    assertThat(filled(stage, ".." + STAGE)).isEqualTo(".." + STAGE);
    assertThat(filled(RecordedTree.stage("/a"), "/a/b")).isEqualTo("/a/b");
  }

  private static String filled(StagePath stage, String target) {
    byte[] bytes = RecordedTree.bytes(target);
    stage.replaceInTarget(bytes);
    return RecordedTree.text(bytes);
  }

  private static boolean unclear(String content, int from, int to, FileKind kind) {
    Places first = new Places();
    Places all = new Places();
    try (Arena arena = Arena.ofConfined()) {
      byte[] bytes = RecordedTree.bytes(content);
      new RelocationFinder(RecordedTree.stage(STAGE))
          .replace(
              arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes),
              from,
              to,
              from,
              true,
              true,
              kind,
              first);
    }
    all.append(first);
    return all.isUnclear();
  }

  private static boolean occurs(String path, String content, FileKind kind) {
    MemorySegment window = MemorySegment.ofArray(RecordedTree.bytes(content));
    return new RelocationFinder(RecordedTree.stage(path))
        .occursIn(window, 0, window.byteSize(), true, true, kind);
  }

  private static int[] found(String content, boolean pyc) {
    return found(RecordedTree.stage(STAGE), content, pyc);
  }

  private static int[] found(StagePath stage, String content, boolean pyc) {
    Relocations places =
        new RecordedTree(stage)
            .file("f", pyc ? ContentKind.PYC : ContentKind.TEXT, content)
            .catalogPlaces("f");
    if (places == null) {
      return new int[0];
    }
    int[] offsets = new int[places.count()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = (int) places.offset(i);
    }
    return offsets;
  }

  private static Relocations places(StagePath stage, String content) {
    return Objects.requireNonNull(
        new RecordedTree(stage).file("f", ContentKind.TEXT, content).catalogPlaces("f"));
  }
}
