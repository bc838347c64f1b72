package io.tributary.worker.data.row;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Which files of a folder hold rows, and how they are read. */
public final class DataFiles {
  private static final List<String> ENDINGS = List.of(".jsonl", ".jsonl.gz");

  /**
   * What editors, systems and notebooks leave beside files: hidden ones, {@code .ipynb_checkpoints}
   * and {@code ._a.jsonl} among them, copies and locks of editors, folders of archives.
   */
  private static final Pattern BESIDE =
      Pattern.compile("\\..*|.*~|#.*#|~\\$.*|__MACOSX|Thumbs\\.db|desktop\\.ini|_SUCCESS");

  /** What one array holds. */
  private static final int MAX_UNPACKED = Integer.MAX_VALUE - 16;

  private DataFiles() {}

  /** The file of rows of a base name, packed or not; the latter if there are both. */
  public static Optional<Path> find(Path folder, String name) {
    return ENDINGS.stream()
        .map(ending -> folder.resolve(name + ending))
        .filter(Files::exists)
        .findFirst();
  }

  /** Whether a file is called as a file of rows is. */
  public static boolean isOfRows(Path path) {
    return ENDINGS.stream().anyMatch(ending -> path.toString().endsWith(ending));
  }

  /** Whether people mean it when they speak of what the folder holds. */
  static boolean isMeant(Path path) {
    return !BESIDE.matcher(path.getFileName().toString()).matches();
  }

  /** A name without the ending of a file of rows. */
  public static String withoutEnding(String name) {
    return ENDINGS.stream()
        .filter(name::endsWith)
        .findFirst()
        .map(ending -> name.substring(0, name.length() - ending.length()))
        .orElse(name);
  }

  public static boolean isPacked(Path file) {
    return file.toString().endsWith(".gz");
  }

  /** All that a folder holds that is meant, sorted. */
  public static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(DataFiles::isMeant).sorted().toList();
    }
  }

  /** The bytes of a file of rows, unpacked. */
  static byte[] bytes(Path file) throws IOException {
    if (!isPacked(file)) {
      return Files.readAllBytes(file);
    }
    try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(file))) {
      byte[] bytes = unpacked.readNBytes(MAX_UNPACKED);
      if (unpacked.read() >= 0) {
        throw new IOException("it unpacks to more than 2 GiB");
      }
      return bytes;
    }
  }
}
