package holotree.testkit.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Renaming, deleting and linking.
class NameChangesTest extends WindowsRules {

  @Test
  void rename_replacesOnlyIfItMay() throws Exception {
    make("a", "a");
    make("b", "b");
    requireRefused(Numbers.ERROR_ALREADY_EXISTS, () -> rename("a", "B", false));
    rename("a", "B", true);
    assertThat(path("B")).hasContent("a");
    assertThat(path("a")).doesNotExist();
    assertThat(path("b")).doesNotExist();
    rename("B", "c", false);
    assertThat(path("c")).hasContent("a");
  }

  @Test
  void rename_canChangeTheCaseOfAName() throws Exception {
    make("name", "x");
    rename("name", "NAME", false);
    assertThat(path("NAME")).exists();
    assertThat(path("name")).doesNotExist();
    windows.close(open("Name", READ));
  }

  @Test
  void replacedFile_isKeptByThoseWhoShareItsDeletion() throws Exception {
    make("a", "a");
    make("b", "b");
    long sharing = open("b", READ);
    rename("a", "b", true);
    assertThat(read(sharing)).isEqualTo("b");
    assertThat(windows.facts(sharing).links()).isZero();
    windows.close(sharing);
    make("c", "c");
    long denying = open("b", READ, Numbers.SHARE_READ);
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> rename("c", "b", true));
    requireRefused(Numbers.ERROR_SHARING_VIOLATION, () -> rename("b", "d", true));
    windows.close(denying);
    rename("c", "b", true);
    assertThat(path("b")).hasContent("c");
  }

  @Test
  void readOnlyFileAndDirectory_areNotReplaced() throws Exception {
    make("a", "a");
    make("b", "b");
    makeDirectory("d");
    makeDirectory("e");
    long file = open("b", FACTS);
    windows.setFacts(file, 0, Numbers.ATTRIBUTE_READONLY);
    windows.close(file);
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> rename("a", "b", true));
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> rename("a", "d", true));
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> rename("d", "e", true));
    requireRefused(Numbers.ERROR_ALREADY_EXISTS, () -> rename("d", "e", false));
    assertThat(path("b")).hasContent("b");
  }

  @Test
  void directory_isRenamedUnlessSomethingBelowIsOpen() throws Exception {
    makeDirectory("d");
    long open = open("d", READ);
    long below = windows.open(open, "f", WRITE, ALL, Numbers.CREATE, 0);
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> rename("d", "e", false));
    windows.close(below);
    rename("d", "e", false);
    windows.close(windows.open(open, "f", READ, ALL, Numbers.OPEN, 0));
    assertThat(windows.finalName(open)).isEqualTo(windows.fullName(path("e")));
    windows.close(open);
  }

  @Test
  void otherVolume_isNotReached() throws Exception {
    Path memory = Path.of("/dev/shm");
    if (Files.isDirectory(memory)
        && !Files.getFileStore(memory).equals(Files.getFileStore(place))) {
      make("a", "a");
      long other = directory(windows.fullName(memory));
      long file = open("a", DELETE);
      requireRefused(Numbers.ERROR_NOT_SAME_DEVICE, () -> windows.rename(file, other, "a", false));
      requireRefused(Numbers.ERROR_NOT_SAME_DEVICE, () -> windows.link(file, other, "a"));
      windows.close(file);
      windows.close(other);
    }
  }

  @Test
  void deletedName_goesWithTheHandleThatDeletedIt() throws Exception {
    make("a", "a");
    long other = open("a", READ);
    long deleting = open("a", DELETE);
    windows.delete(deleting);
    assertThat(path("a")).exists();
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> open("a", FACTS));
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> create("a"));
    windows.close(deleting);
    assertThat(path("a")).doesNotExist();
    make("a", "new");
    assertThat(read(other)).isEqualTo("a");
    windows.close(other);
    assertThat(path("a")).hasContent("new");
  }

  @Test
  void withoutPosixSemantics_deletedNameGoesWithTheLastHandle() throws Exception {
    windows.conditions().posixDelete(false).deletePending(303);
    make("a", "a");
    long other = open("a", READ);
    delete("a");
    assertThat(path("a")).exists();
    requireRefused(303, () -> open("a", READ));
    requireRefused(303, () -> create("a"));
    windows.close(other);
    assertThat(path("a")).doesNotExist();
  }

  @Test
  void directory_isDeletedWhenItIsEmpty() throws Exception {
    makeDirectory("d");
    Files.createFile(path("d/f"));
    requireRefused(Numbers.ERROR_DIR_NOT_EMPTY, () -> delete("d"));
    Files.delete(path("d/f"));
    long open = open("d", READ);
    long deleting = open("d", DELETE);
    windows.delete(deleting);
    requireRefused(
        Numbers.ERROR_ACCESS_DENIED, () -> windows.open(open, "f", WRITE, ALL, Numbers.CREATE, 0));
    windows.close(deleting);
    requireRefused(
        Numbers.ERROR_PATH_NOT_FOUND, () -> windows.open(open, "f", WRITE, ALL, Numbers.CREATE, 0));
    windows.close(open);
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void file_hasAsManyNamesAsItMay() throws Exception {
    windows.conditions().mostLinks(3);
    make("a", "a");
    makeDirectory("d");
    long file = open("a", READ);
    windows.link(file, root, "b");
    windows.link(file, 0, windows.fullName(path("c")));
    requireRefused(Numbers.ERROR_ALREADY_EXISTS, () -> windows.link(file, root, "B"));
    requireRefused(Numbers.ERROR_TOO_MANY_LINKS, () -> windows.link(file, root, "d4"));
    assertThat(windows.facts(file).links()).isEqualTo(3);
    delete("a");
    assertThat(windows.facts(file).links()).isEqualTo(2);
    long same = open("c", FACTS);
    assertThat(windows.facts(same).idLow()).isEqualTo(windows.facts(file).idLow());
    windows.close(same);
    windows.close(file);
    rename("b", "c", true);
    assertThat(path("b")).doesNotExist();
    assertThat(path("c")).hasContent("a");
    long directory = open("d", READ);
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> windows.link(directory, root, "e"));
    windows.close(directory);
    windows.conditions().fileSystem(FileSystemKind.FAT32);
    long again = open("c", READ);
    requireRefused(Numbers.ERROR_INVALID_FUNCTION, () -> windows.link(again, root, "e"));
    windows.close(again);
  }

  @Test
  void fileWithoutNames_getsNone() throws Exception {
    make("a", "a");
    long file = open("a", READ);
    Files.delete(path("a"));
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> windows.link(file, root, "b"));
    assertThat(windows.facts(file).links()).isZero();
    assertThat(read(file)).isEqualTo("a");
    windows.close(file);
  }

  @Test
  void openFile_isFoundWhereAnotherProgramMovedIt() throws Exception {
    make("a", "a");
    makeDirectory("d");
    long file = open("a", READ);
    long directory = open("d", READ);
    Files.move(path("a"), path("b"));
    Files.writeString(path("a"), "another");
    Files.move(path("d"), path("e"));
    Files.createSymbolicLink(path("d"), place.getRoot());
    windows.link(file, root, "c");
    assertThat(path("c")).hasContent("a");
    windows.close(windows.open(directory, "f", WRITE, ALL, Numbers.CREATE, 0));
    assertThat(path("e/f")).exists();
    windows.close(directory);
    windows.close(file);
  }

  @Test
  void writeProtectedDisk_changesNothing() throws Exception {
    make("a", "a");
    windows.conditions().readOnly(true);
    requireRefused(Numbers.ERROR_WRITE_PROTECT, () -> create("b"));
    requireRefused(Numbers.ERROR_WRITE_PROTECT, () -> delete("a"));
    requireRefused(Numbers.ERROR_WRITE_PROTECT, () -> open("a", WRITE));
    windows.close(open("a", READ));
  }
}
