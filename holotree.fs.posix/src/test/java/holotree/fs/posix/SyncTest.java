package holotree.fs.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.RefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Syncs of names on file systems that shut down, as they do after an error. Needs root and xfsprogs.
class SyncTest {

  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(strings = {"mkfs.xfs -q", "mkfs.ext4 -q -F"})
  void namesThatAFileSystemThrewAway_areNotSynced(String mkfs) throws Exception {
    try (Mount mount = Mount.image(scratch.resolve("disk"), mkfs, "304M")) {
      Path path = mount.path();
      Files.writeString(path.resolve("new"), "new");
      Shell.run("sync -f '" + path + "'");
      int directory = Libc.openat(Libc.AT_FDCWD, EntryName.bytes(path), OpenFlag.DIRECTORY, 0);
      assertThat(directory).isNotNegative();
      try {
        Files.move(path.resolve("new"), path.resolve("old"));
        Shell.run("xfs_io -x -c shutdown '" + path + "'");
        assertThatExceptionOfType(RefusedException.class)
            .isThrownBy(() -> Sync.directory(directory, "here"))
            .satisfies(refused -> assertThat(refused.reason()).contains("EIO"));
      } finally {
        Libc.close(directory);
      }
    }
  }

  @Test
  void namesOnADiskThatWorks_areSynced() {
    int directory = Libc.openat(Libc.AT_FDCWD, EntryName.bytes(scratch), OpenFlag.DIRECTORY, 0);
    try {
      Sync.directory(directory, "here");
    } finally {
      Libc.close(directory);
    }
  }
}
