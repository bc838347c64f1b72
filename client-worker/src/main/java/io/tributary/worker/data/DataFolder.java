package io.tributary.worker.data;

import io.tributary.worker.data.row.DataFiles;
import io.tributary.worker.data.row.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The units below a data folder: folders with a train.jsonl, or else JSONL files.
 *
 * @param units that are taken
 * @param leftOut paths of other files that people may have put there on purpose
 */
record DataFolder(List<RowSource> units, List<String> leftOut) {
  private static final int SHOWN = 10;

  /**
   * Reads a folder, or a single file.
   *
   * @param wanted names of units to take; empty for all of which a row can be trained
   */
  static DataFolder read(Path folder, List<String> wanted, long seed) {
    if (!Files.exists(folder)) {
      throw Rows.failure(
          "DATA_MISSING", folder + " does not exist", "check the path of --data", null);
    }
    boolean isFolder = Files.isDirectory(folder);
    List<Path> found = isFolder ? units(folder) : List.of(folder);
    List<String> leftOut = isFolder ? leftOut(folder, found) : List.of();
    var names = found.stream().map(RowSource::nameOf).toList();
    TaskFilter.requireKnown(wanted, names, folder + text(leftOut));
    var units = new ArrayList<RowSource>();
    for (Path path : found) {
      if (wanted.isEmpty() || wanted.contains(RowSource.nameOf(path))) {
        units.add(RowSource.read(path, seed));
      }
    }
    return new DataFolder(
        TaskFilter.trainable(units, !wanted.isEmpty(), folder.toString()), leftOut);
  }

  private static List<Path> units(Path folder) {
    List<Path> folders = list(folder, path -> DataFiles.find(path, RowSource.TRAIN).isPresent());
    List<Path> files = list(folder, DataFolder::isFileOfRows);
    List<Path> found = folders.isEmpty() ? files : folders;
    if (found.isEmpty()) {
      throw Rows.failure(
          "DATA_EMPTY",
          folder
              + " holds neither folders with a train.jsonl nor .jsonl files"
              + text(leftOut(folder, found)),
          "lay it out as NAME/train.jsonl (and NAME/test.jsonl) or NAME.jsonl; .jsonl.gz is read,"
              + " too",
          null);
    }
    return found;
  }

  private static boolean isFileOfRows(Path path) {
    return Files.isRegularFile(path) && DataFiles.isOfRows(path);
  }

  /** Returns what is left out of the folder's own entries, and of those of its units. */
  private static List<String> leftOut(Path folder, List<Path> units) {
    var leftOut = new ArrayList<String>();
    for (Path path : list(folder, path -> true)) {
      if (!units.contains(path)) {
        leftOut.add(path.getFileName().toString());
      } else if (Files.isDirectory(path)) {
        List<Path> read =
            List.of(RowSource.TRAIN, RowSource.TEST).stream()
                .flatMap(name -> DataFiles.find(path, name).stream())
                .toList();
        list(path, file -> !read.contains(file))
            .forEach(file -> leftOut.add(path.getFileName() + "/" + file.getFileName()));
      }
    }
    return List.copyOf(leftOut);
  }

  /** Returns a text for a message; empty if nothing is left out. */
  static String text(List<String> leftOut) {
    if (leftOut.isEmpty()) {
      return "";
    }
    String names = String.join(", ", leftOut.subList(0, Math.min(SHOWN, leftOut.size())));
    int more = leftOut.size() - SHOWN;
    return " (left out: " + names + (more > 0 ? " and " + more + " more" : "") + ")";
  }

  private static List<Path> list(Path folder, Predicate<Path> filter) {
    try {
      return DataFiles.list(folder).stream().filter(filter).toList();
    } catch (IOException e) {
      throw Rows.failure(
          "DATA_UNREADABLE",
          folder + " cannot be listed: " + e,
          "make it a folder that this user may read",
          e);
    }
  }
}
