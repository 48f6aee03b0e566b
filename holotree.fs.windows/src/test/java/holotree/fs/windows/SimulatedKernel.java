package holotree.fs.windows;

import holotree.testkit.windows.SimulatedFacts;
import holotree.testkit.windows.SimulatedVolume;
import holotree.testkit.windows.SimulatedWindows;
import holotree.testkit.windows.WindowsRefusal;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/// A simulated Windows in place of the real one.
///
/// @param windows what answers
record SimulatedKernel(SimulatedWindows windows) implements Kernel {

  @Override
  public String fullName(Path path) {
    return windows.fullName(path);
  }

  @Override
  public Path path(String fullName) {
    try {
      return windows.path(fullName);
    } catch (WindowsRefusal refusal) {
      throw new AssertionError(fullName, refusal);
    }
  }

  @Override
  public long open(long directory, String name, Opening how) throws WindowsError {
    return ask(() ->
        windows.open(directory, name, how.access(), how.share(), how.disposition(), how.options()));
  }

  @Override
  public void close(long handle) throws WindowsError {
    tell(() -> windows.close(handle));
  }

  @Override
  public FileFacts facts(long handle) throws WindowsError {
    SimulatedFacts facts = ask(() -> windows.facts(handle));
    return new FileFacts(
        facts.attributes(),
        facts.reparseTag(),
        facts.created(),
        facts.modified(),
        facts.changed(),
        facts.size(),
        facts.allocated(),
        facts.links(),
        facts.volume(),
        facts.idHigh(),
        facts.idLow());
  }

  @Override
  public void setFacts(long handle, long modified, int attributes) throws WindowsError {
    tell(() -> windows.setFacts(handle, modified, attributes));
  }

  @Override
  public List<String> list(long directory, boolean first) throws WindowsError {
    return ask(() -> windows.list(directory, first));
  }

  @Override
  public int read(long handle, long offset, MemorySegment into) throws WindowsError {
    return ask(() -> windows.read(handle, offset, into));
  }

  @Override
  public int write(long handle, long offset, MemorySegment from) throws WindowsError {
    return ask(() -> windows.write(handle, offset, from));
  }

  @Override
  public int append(long handle, MemorySegment from) throws WindowsError {
    return ask(() -> windows.append(handle, from));
  }

  @Override
  public void setSize(long handle, long size) throws WindowsError {
    tell(() -> windows.setSize(handle, size));
  }

  @Override
  public void flush(long handle) throws WindowsError {
    tell(() -> windows.flush(handle));
  }

  @Override
  public void rename(long handle, long directory, String name, boolean replace)
      throws WindowsError {
    tell(() -> windows.rename(handle, directory, name, replace));
  }

  @Override
  public void link(long handle, long directory, String name) throws WindowsError {
    tell(() -> windows.link(handle, directory, name));
  }

  @Override
  public void delete(long handle) throws WindowsError {
    tell(() -> windows.delete(handle));
  }

  @Override
  public void share(long source, long target, long offset, long length) throws WindowsError {
    tell(() -> windows.share(source, target, offset, length));
  }

  @Override
  public void makeSymlink(String fullName, String target, boolean toDirectory) throws WindowsError {
    tell(() -> windows.makeSymlink(fullName, target, toDirectory));
  }

  @Override
  public String readLink(long handle) throws WindowsError {
    return ask(() -> windows.readLink(handle));
  }

  @Override
  public boolean tryLock(long handle, boolean exclusive) throws WindowsError {
    return ask(() -> windows.tryLock(handle, exclusive));
  }

  @Override
  public void unlock(long handle) throws WindowsError {
    tell(() -> windows.unlock(handle));
  }

  @Override
  public Volume volume(long handle) throws WindowsError {
    SimulatedVolume volume = ask(() -> windows.volume(handle));
    return new Volume(volume.type(), volume.flags(), volume.maxName(), volume.cluster());
  }

  @Override
  public Space space(String fullName) throws WindowsError {
    return new Space(ask(() -> windows.space(fullName)).bytes());
  }

  @Override
  public String finalName(long handle) throws WindowsError {
    return ask(() -> windows.finalName(handle));
  }

  @Override
  public String bootId() {
    return windows.bootId();
  }

  private interface Question<T> {
    T ask() throws WindowsRefusal;
  }

  private interface Order {
    void tell() throws WindowsRefusal;
  }

  private static <T> T ask(Question<T> question) throws WindowsError {
    try {
      return question.ask();
    } catch (WindowsRefusal refusal) {
      throw new WindowsError(refusal.code());
    }
  }

  private static void tell(Order order) throws WindowsError {
    ask(() -> {
      order.tell();
      return true;
    });
  }
}
