package io.tributary.worker.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The units below a data folder: folders with a train.jsonl, or else JSONL files. */
final class DataFolder {
  private DataFolder() {}

  /**
   * Reads a folder, or a single file.
   *
   * @param wanted names of units to take; empty for all of which a row can be trained
   */
  static List<Unit> read(Path folder, List<String> wanted, long seed) {
    if (!Files.exists(folder)) {
      throw Rows.failure(
          "DATA_MISSING", folder + " does not exist", "check the path of --data", null);
    }
    List<Path> found = Files.isDirectory(folder) ? units(folder) : List.of(folder);
    var names = found.stream().map(Unit::nameOf).toList();
    Wanted.requireKnown(wanted, names, folder.toString());
    var units = new ArrayList<Unit>();
    for (Path path : found) {
      if (wanted.isEmpty() || wanted.contains(Unit.nameOf(path))) {
        units.add(Unit.read(path, seed));
      }
    }
    return Wanted.trainable(units, !wanted.isEmpty(), folder.toString());
  }

  private static List<Path> units(Path folder) {
    List<Path> folders = list(folder, path -> Files.exists(path.resolve(Unit.TRAIN)));
    List<Path> files = list(folder, path -> path.toString().endsWith(".jsonl"));
    List<Path> found = folders.isEmpty() ? files : folders;
    if (found.isEmpty()) {
      throw Rows.failure(
          "DATA_EMPTY",
          folder + " holds neither folders with a train.jsonl nor .jsonl files",
          "lay it out as NAME/train.jsonl (and NAME/test.jsonl) or NAME.jsonl",
          null);
    }
    return found;
  }

  private static List<Path> list(Path folder, Predicate<Path> filter) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(filter).sorted().toList();
    } catch (IOException e) {
      throw Rows.failure(
          "DATA_UNREADABLE",
          folder + " cannot be listed: " + e,
          "make it a folder that this user may read",
          e);
    }
  }
}
