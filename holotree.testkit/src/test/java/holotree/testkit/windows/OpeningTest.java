package holotree.testkit.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Names, kinds and share modes.
class OpeningTest extends WindowsRules {

  @Test
  void name_isFoundInWhateverCaseAndKeptAsItWasGiven() throws Exception {
    make("Name", "x");
    windows.close(open("nAME", READ));
    assertThat(path("Name")).exists();
    assertThat(path("nAME")).doesNotExist();
    requireRefused(Numbers.ERROR_ALREADY_EXISTS, () -> create("NAME"));
    Files.writeString(path("\u00E9"), "made by another program");
    windows.close(open("\u00C9", READ));
  }

  @Test
  void fullName_isFoundInWhateverCaseAtEachLevel() throws Exception {
    makeDirectory("Above");
    Files.writeString(path("Above/File"), "x");
    String full = windows.fullName(place) + "\\aBOVE\\fILE";
    windows.close(windows.open(0, full, READ, ALL, Numbers.OPEN, 0));
    assertThat(windows.path(windows.fullName(place))).isEqualTo(place);
  }

  @Test
  void fullName_leadsThroughLinksButNotBehindTheLast() throws Exception {
    makeDirectory("d");
    Files.createSymbolicLink(path("link"), Path.of("d"));
    Files.writeString(path("d/file"), "x");
    String link = windows.fullName(path("link"));
    long file = windows.open(0, link + "\\file", READ, ALL, Numbers.OPEN, 0);
    assertThat(windows.finalName(file)).isEqualTo(windows.fullName(path("d/file")));
    windows.close(file);
    long itself = directory(link);
    assertThat(windows.facts(itself).reparseTag()).isEqualTo(Numbers.REPARSE_TAG_SYMLINK);
    requireRefused(
        Numbers.ERROR_CANT_RESOLVE_FILENAME,
        () -> windows.open(itself, "file", READ, ALL, Numbers.OPEN, 0));
    windows.close(itself);
  }

  @Test
  void nameThatNoFileSystemTakes_isRefused() {
    for (String name :
        List.of(
            ".",
            "..",
            "a<b",
            "a>b",
            "a:b",
            "a\"b",
            "a/b",
            "a\\b",
            "a|b",
            "a?b",
            "a*b",
            "a\tb",
            "\uD800",
            "n".repeat(256))) {
      requireRefused(Numbers.ERROR_INVALID_NAME, () -> create(name));
    }
  }

  @Test
  void nameThatOnlyExactFullNamesReach_failsTheTestThatMakesIt() throws Exception {
    make("f", "x");
    for (String name : List.of("con", "NUL.txt", "com1", "lpt9.a.b", "conin$", "a.", "a ")) {
      assertThatIllegalStateException().isThrownBy(() -> create(name));
      assertThatIllegalStateException().isThrownBy(() -> rename("f", name, false));
      requireRefused(Numbers.ERROR_FILE_NOT_FOUND, () -> open(name, READ));
    }
    make("console", "x");
    make("com10", "x");
  }

  @Test
  void fullName_isAsLongAsItsPrefixAllows() throws Exception {
    String deep = "\\" + "d".repeat(250);
    String exact = windows.fullName(place) + deep;
    String plain = exact.substring(4);
    requireRefused(Numbers.ERROR_FILENAME_EXCED_RANGE, () -> directory(plain));
    requireRefused(Numbers.ERROR_FILE_NOT_FOUND, () -> directory(exact));
    windows.conditions().longPaths(true);
    requireRefused(Numbers.ERROR_FILE_NOT_FOUND, () -> directory(plain));
    requireRefused(Numbers.ERROR_FILENAME_EXCED_RANGE, () -> directory(exact + deep.repeat(131)));
    String mangled = windows.fullName(place).substring(4).replace('\\', '/') + "/d. .";
    makeDirectory("d");
    windows.close(directory(mangled));
  }

  @Test
  void emptyName_opensOnceMoreWhatIsOpen() throws Exception {
    make("f", "x");
    long file = open("f", FACTS);
    rename("f", "g", false);
    long again = windows.open(file, "", READ, ALL, Numbers.OPEN, 0);
    assertThat(read(again)).isEqualTo("x");
    windows.close(again);
    windows.close(file);
  }

  @Test
  void whatIsNotThere_isRefusedByWhatIsMissing() throws Exception {
    requireRefused(Numbers.ERROR_FILE_NOT_FOUND, () -> open("absent", READ));
    String below = windows.fullName(place) + "\\absent\\file";
    requireRefused(Numbers.ERROR_PATH_NOT_FOUND, () -> directory(below));
    requireRefused(Numbers.ERROR_PATH_NOT_FOUND, () -> directory("\\\\?\\Q:\\a"));
    requireRefused(Numbers.ERROR_BAD_NETPATH, () -> directory("\\\\?\\UNC\\s\\t\\a"));
  }

  @Test
  void kindThatIsNotWanted_isRefused() throws Exception {
    make("f", "x");
    makeDirectory("d");
    requireRefused(Numbers.ERROR_DIRECTORY, () -> directory(windows.fullName(path("f"))));
    requireRefused(
        Numbers.ERROR_ACCESS_DENIED,
        () -> windows.open(root, "d", READ, ALL, Numbers.OPEN, Numbers.NON_DIRECTORY_FILE));
    requireRefused(Numbers.ERROR_ALREADY_EXISTS, () -> create("d"));
    requireRefused(Numbers.ERROR_ALREADY_EXISTS, () -> makeDirectory("f"));
    long file = windows.open(root, "f", READ, ALL, Numbers.OPEN_IF, 0);
    assertThat(read(file)).isEqualTo("x");
    requireRefused(
        Numbers.ERROR_PATH_NOT_FOUND, () -> windows.open(file, "g", READ, ALL, Numbers.OPEN, 0));
    windows.close(file);
  }

  @Test
  void accessAndSharing_areAtOddsInBothDirections() throws Exception {
    make("f", "x");
    int[] access = {Numbers.READ_DATA, Numbers.WRITE_DATA, Numbers.DELETE};
    int[] share = {Numbers.SHARE_READ, Numbers.SHARE_WRITE, Numbers.SHARE_DELETE};
    for (int kind = 0; kind < access.length; kind++) {
      int wanted = access[kind];
      int denying = ALL & ~share[kind];
      long first = open("f", READ, denying | Numbers.SHARE_READ);
      if (wanted != Numbers.READ_DATA) {
        requireRefused(Numbers.ERROR_SHARING_VIOLATION, () -> open("f", wanted));
      }
      windows.close(first);
      long having = open("f", wanted);
      requireRefused(Numbers.ERROR_SHARING_VIOLATION, () -> open("f", READ, denying));
      windows.close(open("f", READ, share[kind] | Numbers.SHARE_READ));
      windows.close(having);
    }
  }

  @Test
  void handleForFactsAlone_blocksNobodyAndIsNotBlocked() throws Exception {
    make("f", "x");
    long alone = open("f", READ, 0);
    long facts = open("f", FACTS, 0);
    windows.close(alone);
    delete("f");
    assertThat(windows.facts(facts).links()).isZero();
    windows.close(facts);
  }

  @Test
  void readOnlyFile_isNotWrittenToButDeleted() throws Exception {
    make("f", "x");
    long file = open("f", FACTS);
    windows.setFacts(file, 0, Numbers.ATTRIBUTE_READONLY);
    assertThat(windows.facts(file).attributes() & Numbers.ATTRIBUTE_READONLY).isNotZero();
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> open("f", WRITE));
    windows.setFacts(file, 0, Numbers.ATTRIBUTE_NORMAL);
    windows.close(open("f", WRITE));
    windows.setFacts(file, 0, Numbers.ATTRIBUTE_READONLY);
    windows.close(file);
    delete("f");
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void handle_allowsWhatItWasOpenedFor() throws Exception {
    make("f", "x");
    long reading = open("f", Numbers.READ_DATA);
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> write(reading, 0, "y"));
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> windows.append(reading, bytes("y")));
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> windows.setSize(reading, 0));
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> windows.delete(reading));
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> windows.facts(reading));
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> windows.flush(reading));
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> windows.rename(reading, root, "g", false));
    windows.close(reading);
  }

  @Test
  void handleThatIsClosed_failsTheTestThatUsesIt() throws Exception {
    long file = create("f");
    assertThat(windows.openHandles()).isEqualTo(2);
    assertThat(windows.leaks()).anyMatch(leak -> leak.contains("\\f access"));
    windows.close(file);
    assertThatIllegalStateException().isThrownBy(() -> windows.close(file));
    assertThatIllegalStateException().isThrownBy(() -> windows.facts(file));
    assertThat(windows.openHandles()).isEqualTo(1);
    assertThat(windows.mostHandles()).isEqualTo(2);
    windows.conditions().mostHandles(1);
    requireRefused(Numbers.ERROR_TOO_MANY_OPEN_FILES, () -> open("f", READ));
  }

  @Test
  void chosenCall_failsAndEachIsHeardOf() throws Exception {
    List<String> heard = new ArrayList<>();
    windows.listener((method, about, code) -> heard.add(method + " " + about + " " + code));
    windows.fail("open", 2, Numbers.ERROR_DISK_FULL);
    make("a", "x");
    requireRefused(Numbers.ERROR_DISK_FULL, () -> create("b"));
    make("b", "x");
    assertThat(heard).contains("open a 0", "open b 112", "open b 0");
    assertThat(windows.count("write")).isEqualTo(2);
  }

  @Test
  void listing_givesAllInTheOrderOfNtfs() throws Exception {
    List<String> made = new ArrayList<>();
    for (int each = 100; each < 400; each++) {
      made.add((each % 2 == 0 ? "n" : "N") + each);
      Files.createFile(path(made.getLast()));
    }
    for (int round = 0; round < 2; round++) {
      List<String> found = new ArrayList<>();
      List<String> batch = windows.list(root, true);
      while (!batch.isEmpty()) {
        found.addAll(batch);
        batch = windows.list(root, false);
      }
      made.addAll(0, round == 0 ? List.of(".", "..") : List.of());
      assertThat(found).isEqualTo(made);
    }
  }
}
