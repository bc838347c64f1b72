package io.tributary.worker.data;

import io.tributary.worker.data.row.DataFiles;
import io.tributary.worker.data.row.GrowingFile;
import io.tributary.worker.data.row.Row;
import io.tributary.worker.data.row.Rows;
import io.tributary.worker.data.row.TestSplit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One folder or file of rows: a task or a client, depending on the {@link FolderLayout}.
 *
 * @param name of the folder, or of the file without its suffix
 * @param train rows to train on
 * @param test rows to score on, none of them in train
 * @param freeText number of rows without options, which were left out
 * @param growing the file that new train rows may be appended to; empty for resources
 */
record RowSource(
    String name, List<Row> train, List<Row> test, int freeText, Optional<GrowingFile> growing) {
  static final String TRAIN = "train";
  static final String TEST = "test";

  /**
   * Reads a folder with train.jsonl and perhaps test.jsonl, or one JSONL file; any of them may be
   * packed.
   */
  static RowSource read(Path path, long seed) {
    boolean folder = Files.isDirectory(path);
    Path file = folder ? DataFiles.find(path, TRAIN).orElseThrow() : path;
    Rows train = Rows.read(file);
    Optional<Path> testFile = folder ? DataFiles.find(path, TEST) : Optional.empty();
    if (testFile.isPresent()) {
      Rows test = Rows.read(testFile.get());
      return of(nameOf(path), train, test, growing(file, train, Optional.empty()));
    }
    var testSplit = new TestSplit(seed);
    Map<Boolean, List<Row>> sides =
        train.choice().stream().collect(Collectors.partitioningBy(testSplit::isTest));
    return new RowSource(
        nameOf(path),
        sides.get(false),
        sides.get(true),
        train.freeText(),
        growing(file, train, Optional.of(testSplit)));
  }

  /** Creates a unit with its own test rows. */
  static RowSource of(String name, Rows train, Rows test, Optional<GrowingFile> growing) {
    return new RowSource(
        name, train.choice(), test.choice(), train.freeText() + test.freeText(), growing);
  }

  /** Returns the same unit with its name as the task of rows that have none. */
  RowSource asTask() {
    return new RowSource(
        name,
        train.stream().map(row -> row.ofTask(name)).toList(),
        test.stream().map(row -> row.ofTask(name)).toList(),
        freeText,
        Optional.empty());
  }

  boolean namesItsTask() {
    return train.stream().allMatch(row -> row.task().equals(name));
  }

  boolean hasChoiceRows() {
    return !train.isEmpty() || !test.isEmpty();
  }

  /** Returns the unit if there is enough to train on; throws a failure otherwise. */
  RowSource trainable() {
    if (!hasChoiceRows()) {
      throw new Rows(train, freeText, 0).nothingToTrain(name);
    }
    if (train.size() < 2) {
      throw Rows.failure(
          "DATA_TOO_FEW_ROWS",
          name + " has " + train.size() + " train rows, needs at least 2",
          "add rows (without a test.jsonl, about a fifth of the rows is kept for testing)",
          null);
    }
    return this;
  }

  static String nameOf(Path path) {
    return DataFiles.withoutEnding(path.toAbsolutePath().normalize().getFileName().toString());
  }

  private static Optional<GrowingFile> growing(Path file, Rows rows, Optional<TestSplit> heldOut) {
    // No program appends rows to a packed file.
    return DataFiles.isPacked(file)
        ? Optional.empty()
        : Optional.of(new GrowingFile(file, rows.bytes(), heldOut));
  }
}
