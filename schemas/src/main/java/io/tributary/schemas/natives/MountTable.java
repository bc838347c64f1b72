package io.tributary.schemas.natives;

import io.tributary.schemas.log.LogKeys;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mounted file systems, as Linux lists them.
 *
 * <p>Names of folders are compared as text. A mounted folder's name may have bytes that the locale
 * cannot decode: {@link Path#of} refuses such a name, and {@link Path#toString} shows it with the
 * same replacement characters as {@link #read(Path)}.
 *
 * @param lines device, folder, type and options of each, the newest last; empty on other systems
 */
record MountTable(List<String> lines) {
  private static final Logger LOG = LoggerFactory.getLogger(MountTable.class);
  private static final Path LINUX = Path.of("/proc/self/mounts");
  private static final int FOLDER = 1;
  private static final int OPTIONS = 3;

  MountTable {
    lines = List.copyOf(lines);
  }

  /** Returns the file systems that this process sees; none where the system does not list them. */
  static MountTable read() {
    return read(LINUX);
  }

  /** Reads the list from a file; bytes that the locale cannot decode are replaced. */
  static MountTable read(Path table) {
    try {
      String text = new String(Files.readAllBytes(table), fileNames());
      return new MountTable(List.of(text.split("\n", -1)));
    } catch (NoSuchFileException notLinux) {
      LOG.atDebug()
          .addKeyValue(LogKeys.FILE, table)
          .log("the system does not list what is mounted");
    } catch (IOException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue(LogKeys.FILE, table)
          .log("a folder that is mounted noexec is not noticed, as mounts cannot be read");
    }
    return new MountTable(List.of());
  }

  /** Returns the encoding that the JDK uses for the names of files. */
  private static Charset fileNames() {
    String name = System.getProperty("sun.jnu.encoding", "");
    return !name.isEmpty() && Charset.isSupported(name)
        ? Charset.forName(name)
        : Charset.defaultCharset();
  }

  /** Returns whether the system refuses to run programs, and to load libraries, from the folder. */
  boolean forbidsPrograms(Path realFolder) {
    String options = "";
    int depth = -1;
    for (String line : lines) {
      String[] fields = line.split(" ", -1);
      if (fields.length > OPTIONS) {
        String mounted = unescaped(fields[FOLDER]);
        // Several file systems may be mounted on one folder; the newest hides the others.
        if (liesIn(realFolder.toString(), mounted) && mounted.length() >= depth) {
          depth = mounted.length();
          options = fields[OPTIONS];
        }
      }
    }
    return Arrays.asList(options.split(",", -1)).contains("noexec");
  }

  private static boolean liesIn(String folder, String mounted) {
    String inside = mounted.endsWith("/") ? mounted : mounted + "/";
    return folder.equals(mounted) || folder.startsWith(inside);
  }

  /**
   * Undoes the escapes of Linux, which writes blanks, tabs, line feeds and backslashes as three
   * octal digits.
   */
  private static String unescaped(String folder) {
    return folder
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
