package io.tributary.worker.data;

import io.tributary.worker.data.row.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads the bundled sample from the class path: {@code sample/tasks.txt} names the tasks, one a
 * line, each with {@code sample/TASK/train.jsonl} and {@code test.jsonl}.
 */
final class SampleTasks {
  private static final String ROOT = "sample/";

  private SampleTasks() {}

  static List<RowSource> read(List<String> wanted) {
    List<String> names =
        new String(bytes("tasks.txt"), StandardCharsets.UTF_8)
            .lines()
            .filter(l -> !l.isBlank())
            .toList();
    TaskFilter.requireKnown(wanted, names, "the bundled sample");
    return names.stream()
        .filter(name -> wanted.isEmpty() || wanted.contains(name))
        .map(
            name ->
                RowSource.of(
                    name,
                    rows(name, RowSource.TRAIN),
                    rows(name, RowSource.TEST),
                    Optional.empty()))
        .map(RowSource::trainable)
        .toList();
  }

  private static Rows rows(String task, String file) {
    String name = task + "/" + file + ".jsonl";
    return Rows.of(ROOT + name, bytes(name));
  }

  private static byte[] bytes(String name) {
    try (InputStream resource =
        SampleTasks.class.getClassLoader().getResourceAsStream(ROOT + name)) {
      if (resource == null) {
        throw Rows.failure(
            "NO_SAMPLE",
            "the bundled sample " + ROOT + name + " is not on the class path",
            "pass --data DIR",
            null);
      }
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + ROOT + name, e);
    }
  }
}
