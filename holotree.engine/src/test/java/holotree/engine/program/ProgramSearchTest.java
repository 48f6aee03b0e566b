package holotree.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.NotFoundException;
import holotree.engine.builtin.PortableStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class ProgramSearchTest {

  @TempDir Path scratch;
  private final ProgramSearch search = new ProgramSearch(new PortableStrategy());

  @Test
  void firstDirectoryThatHasTheProgram_wins() throws IOException {
    Path first = Files.createDirectory(scratch.resolve("first"));
    Path second = Files.createDirectory(scratch.resolve("second"));
    Files.writeString(first.resolve("tool"), "not executable");
    Files.createDirectory(first.resolve("other"));
    program(second.resolve("tool"));
    program(second.resolve("other"));
    String path = scratch.resolve("absent") + ":" + first + ":" + second;
    assertThat(search.find("tool", path)).isEqualTo(second.resolve("tool"));
    assertThat(search.find("other", path)).isEqualTo(second.resolve("other"));
    program(first.resolve("tool"));
    assertThat(search.find("tool", path)).isEqualTo(first.resolve("tool"));
  }

  @Test
  void symlink_isFollowed_butKeepsItsName() throws IOException {
    program(scratch.resolve("real"));
    Files.createSymbolicLink(scratch.resolve("link"), Path.of("real"));
    Files.createSymbolicLink(scratch.resolve("nowhere"), Path.of("absent"));
    assertThat(search.find("link", scratch.toString())).isEqualTo(scratch.resolve("link"));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> search.find("nowhere", scratch.toString()));
  }

  @Test
  void nameWithASlash_isAPath() throws IOException {
    program(scratch.resolve("tool"));
    String named = scratch.resolve("tool").toString();
    assertThat(search.find(named, "")).isEqualTo(scratch.resolve("tool"));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> search.find("./tool-that-is-not-there", scratch.toString()));
  }

  @Test
  void unknownCommand_isNotFound() {
    for (String command : new String[] {"absent", ""}) {
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> search.find(command, scratch.toString()))
          .satisfies(e -> assertThat(e.what()).contains("\"" + command + "\""));
    }
  }

  private static void program(Path file) throws IOException {
    Files.writeString(file, "#!/bin/sh\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
