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

/** Finds the files of a folder that contain rows, and reads them. */
public final class DataFiles {
  private static final List<String> ENDINGS = List.of(".jsonl", ".jsonl.gz");

  /**
   * Files that editors, systems and notebooks leave beside others: hidden ones, {@code
   * .ipynb_checkpoints} and {@code ._a.jsonl} among them, copies and locks of editors, folders of
   * archives.
   */
  private static final Pattern BESIDE =
      Pattern.compile("\\..*|.*~|#.*#|~\\$.*|__MACOSX|Thumbs\\.db|desktop\\.ini|_SUCCESS");

  /** The largest number of bytes in one array. */
  private static final int MAX_UNPACKED = Integer.MAX_VALUE - 16;

  private DataFiles() {}

  /** Returns the file of rows of a base name, packed or not; the unpacked one if there are both. */
  public static Optional<Path> find(Path folder, String name) {
    return ENDINGS.stream()
        .map(ending -> folder.resolve(name + ending))
        .filter(Files::exists)
        .findFirst();
  }

  /** Returns whether a file has the name of a file of rows. */
  public static boolean isOfRows(Path path) {
    return ENDINGS.stream().anyMatch(ending -> path.toString().endsWith(ending));
  }

  /**
   * Returns whether people put the file there on purpose, unlike hidden files and editors' copies.
   */
  static boolean isMeant(Path path) {
    return !BESIDE.matcher(path.getFileName().toString()).matches();
  }

  /** Returns a name without the suffix of a file of rows. */
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

  /** Returns all files that people put into a folder on purpose, sorted. */
  public static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(DataFiles::isMeant).sorted().toList();
    }
  }

  /** Returns the bytes of a file of rows, unpacked. */
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
