package io.tributary.schemas.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The mounted file systems, as Linux lists them.
 *
 * @param lines device, folder, type and options of each, the newest last; none elsewhere
 */
record MountTable(List<String> lines) {
  private static final Path LINUX = Path.of("/proc/self/mounts");
  private static final int FOLDER = 1;
  private static final int OPTIONS = 3;

  MountTable {
    lines = List.copyOf(lines);
  }

  /** Those of this process; none where the system does not list them. */
  static MountTable read() {
    try {
      return new MountTable(Files.readAllLines(LINUX));
    } catch (IOException notLinux) {
      return new MountTable(List.of());
    }
  }

  /** Whether nothing that lies in the folder may be run, nor loaded as a library. */
  boolean forbidsPrograms(Path realFolder) {
    String options = "";
    int depth = -1;
    for (String line : lines) {
      String[] fields = line.split(" ", -1);
      if (fields.length > OPTIONS) {
        Path mounted = Path.of(unescaped(fields[FOLDER]));
        // The same folder may be mounted over: the newest counts.
        if (realFolder.startsWith(mounted) && mounted.getNameCount() >= depth) {
          depth = mounted.getNameCount();
          options = fields[OPTIONS];
        }
      }
    }
    return Arrays.asList(options.split(",", -1)).contains("noexec");
  }

  /** Linux writes blanks and such as three octal digits. */
  private static String unescaped(String folder) {
    return folder
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
