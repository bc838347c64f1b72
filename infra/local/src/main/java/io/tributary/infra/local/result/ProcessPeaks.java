package io.tributary.infra.local.result;

import io.tributary.infra.local.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the peak resident memory of single processes, which Linux records; empty on other systems.
 */
public final class ProcessPeaks {
  private static final String KEY = "VmHWM:";

  private ProcessPeaks() {}

  /** Returns bytes by name: of this JVM and of the children that are alive. */
  public static SortedMap<String, Long> of(Collection<ChildProcess> children) {
    SortedMap<String, Long> peaks = new TreeMap<>();
    put(peaks, "command", ProcessHandle.current().pid());
    for (ChildProcess child : children) {
      child.pid().ifPresent(pid -> put(peaks, child.name(), pid));
    }
    return peaks;
  }

  private static void put(SortedMap<String, Long> peaks, String name, long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.isReadable(status)) {
      return;
    }
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(KEY)) {
          peaks.put(
              name, Long.parseLong(line.substring(KEY.length()).replace("kB", "").strip()) << 10);
        }
      }
    } catch (IOException gone) {
      // The process exited between the two reads, and has no peak any more.
      peaks.remove(name);
    }
  }
}
