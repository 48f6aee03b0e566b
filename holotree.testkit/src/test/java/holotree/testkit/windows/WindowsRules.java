package holotree.testkit.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What the tests of the simulation have in common: a Windows, and a directory that is open in it.
abstract class WindowsRules {

  static final int ALL = Numbers.SHARE_ALL;
  static final int FACTS = Numbers.READ_ATTRIBUTES | Numbers.WRITE_ATTRIBUTES;
  static final int READ = Numbers.READ_DATA | FACTS;
  static final int WRITE = Numbers.READ_DATA | Numbers.WRITE_DATA | FACTS;
  static final int DELETE = Numbers.DELETE | FACTS;

  @SuppressWarnings("NullAway.Init") // set before each test
  SimulatedWindows windows;

  @SuppressWarnings("NullAway.Init") // set before each test
  Path place;

  @SuppressWarnings("NullAway.Init") // set before each test
  Path side;

  /// An open directory, which is empty.
  long root;

  @BeforeEach
  final void enter(@TempDir Path scratch, @TempDir Path locks) throws Exception {
    place = scratch.toRealPath();
    side = locks;
    windows = new SimulatedWindows(side);
    root = directory(windows.fullName(place));
  }

  @AfterEach
  final void leave() throws Exception {
    windows.close(root);
    assertThat(windows.leaks()).isEmpty();
    assertThat(windows.openHandles()).isZero();
  }

  final long directory(String fullName) throws WindowsRefusal {
    return windows.open(0, fullName, READ, ALL, Numbers.OPEN, Numbers.DIRECTORY_FILE);
  }

  /// Opens what is there, and shares all.
  final long open(String name, int access) throws WindowsRefusal {
    return open(name, access, ALL);
  }

  final long open(String name, int access, int share) throws WindowsRefusal {
    return windows.open(root, name, access, share, Numbers.OPEN, 0);
  }

  final long create(String name) throws WindowsRefusal {
    return windows.open(
        root, name, WRITE | DELETE, ALL, Numbers.CREATE, Numbers.NON_DIRECTORY_FILE);
  }

  /// Makes a file with some text.
  final void make(String name, String text) throws WindowsRefusal {
    long file = create(name);
    if (!text.isEmpty()) {
      write(file, 0, text);
    }
    windows.close(file);
  }

  final void makeDirectory(String name) throws WindowsRefusal {
    windows.close(windows.open(root, name, READ, ALL, Numbers.CREATE, Numbers.DIRECTORY_FILE));
  }

  final void write(long file, long offset, String text) throws WindowsRefusal {
    windows.write(file, offset, bytes(text));
  }

  final String read(long file) throws WindowsRefusal {
    MemorySegment room = Arena.ofAuto().allocate(100_000);
    int length = windows.read(file, 0, room);
    return new String(
        room.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  static MemorySegment bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    MemorySegment segment = Arena.ofAuto().allocate(bytes.length);
    MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return segment;
  }

  static void requireRefused(int code, ThrowingCallable call) {
    assertThatExceptionOfType(WindowsRefusal.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  /// Renames what has a name in the root.
  final void rename(String from, String to, boolean replace) throws WindowsRefusal {
    long file = open(from, DELETE);
    try {
      windows.rename(file, root, to, replace);
    } finally {
      windows.close(file);
    }
  }

  final void delete(String name) throws WindowsRefusal {
    long file = open(name, DELETE);
    try {
      windows.delete(file);
    } finally {
      windows.close(file);
    }
  }

  final Path path(String name) {
    return place.resolve(name);
  }
}
