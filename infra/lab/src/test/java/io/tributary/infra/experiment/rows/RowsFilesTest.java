package io.tributary.infra.experiment.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.rows.AnsweredRows.AskingClient;
import io.tributary.infra.experiment.rows.AnsweredRows.ClusterTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsFilesTest {
  @TempDir Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    AnsweredRows rows =
        MadeUpRows.of(
            List.of("a", "b"), 5, 3, List.of(ServingMode.GLOBAL), (client, task, row) -> row > 1);
    var files = new RowsFiles(folder);

    RowsReference reference = files.write("key", rows);

    assertThat(reference.file()).isEqualTo("rows/key.json.gz");
    assertThat(folder.resolve(reference.file())).exists();
    // 3 clients, 10 rows each, in one deployment and in one round of the curve.
    assertThat(reference.answers()).isEqualTo(60);
    AnsweredRows read = files.read("key", reference).orElseThrow();
    assertThat(read.answers()).isEqualTo(rows.answers());
    assertThat(read.clients()).isEqualTo(rows.clients());
    assertThat(read.clusters()).isEqualTo(rows.clusters());
    assertThat(read.deployments()).isEqualTo(rows.deployments());
    assertThat(read.curve()).isEqualTo(rows.curve());
    assertThat(read.rows()).usingRecursiveComparison().isEqualTo(rows.rows());
    assertThat(files.write("key", rows)).isEqualTo(reference);
  }

  @Test
  void otherAnswersThanTheRunFileNamesAreRefused() throws IOException {
    var files = new RowsFiles(folder);
    RowsReference reference =
        files.write(
            "key",
            MadeUpRows.of(List.of("a"), 2, 1, List.of(ServingMode.BASE), (c, task, row) -> true));
    String text = unpacked(files.file("key"));
    pack(files.file("key"), text.replace("\"option\":[0", "\"option\":[1"));

    assertThatThrownBy(() -> files.read("key", reference))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("digest of the rows must be " + reference.digest());
    assertThatThrownBy(() -> files.read("key", new RowsReference(2, "", "", 0)))
        .hasMessageContaining("form of the rows must be 1, was 2");
    Files.delete(files.file("key"));
    assertThat(files.read("key", reference)).isEmpty();
  }

  @Test
  void textStaysOutAndEveryChangeOfARowShows() {
    var row = new LabelledQuestion("t/7", "t", "secret words", List.of("blue", "red"), "red");
    AskedRows asked = AskedRows.of(List.of(row));

    assertThat(asked.id()).containsExactly("t/7");
    assertThat(asked.toString()).doesNotContain("secret", "blue", "red");
    assertThat(asked.truth()).containsExactly(1);
    List<LabelledQuestion> others =
        List.of(
            new LabelledQuestion("t/7", "t", "secret word", List.of("blue", "red"), "red"),
            new LabelledQuestion("t/7", "t", "secret words", List.of("red", "blue"), "red"),
            new LabelledQuestion("t/7", "t", "secret words", List.of("blue", "red"), "blue"),
            new LabelledQuestion(
                "t/7", "t", "secret words", List.of("blue", "red", "grey"), "red"));
    assertThat(AskedRows.of(others).digest())
        .doesNotHaveDuplicates()
        .doesNotContain(asked.digest().get(0));
    var elsewhere = new LabelledQuestion("t/9", "t", "secret words", List.of("blue", "red"), "red");
    assertThat(AskedRows.of(List.of(elsewhere)).digest()).isEqualTo(asked.digest());
  }

  /** Options may stand in any order: what a choice means is the class, not the place. */
  @Test
  void classesAreTheSameWhereverAnOptionStands() {
    AskedRows asked =
        AskedRows.of(
            List.of(
                new LabelledQuestion("t/1", "t", "1", List.of("blue", "red"), "red"),
                new LabelledQuestion("t/2", "t", "2", List.of("red", "blue", "grey"), "red"),
                new LabelledQuestion("u/1", "u", "1", List.of("red", "zoo"), "zoo")));

    assertThat(asked.options()[0]).containsExactly(0, 2);
    assertThat(asked.options()[1]).containsExactly(2, 0, 1);
    assertThat(asked.options()[2]).containsExactly(0, 1);
    assertThat(asked.trueClass(0)).isEqualTo(asked.trueClass(1)).isEqualTo(2);
    assertThat(asked.isRight(1, 0)).isTrue();
    assertThat(asked.isRight(1, 1)).isFalse();
  }

  /** Who reads such a file with something else has nothing but the guide. */
  @Test
  void theGuideNamesEveryField() throws IOException {
    String guide = Files.readString(Path.of("EXPERIMENTS.md"));
    for (Class<?> part :
        List.of(
            AnsweredRows.class,
            AskedRows.class,
            AskingClient.class,
            ClusterTask.class,
            AnswerColumn.class)) {
      for (RecordComponent field : part.getRecordComponents()) {
        assertThat(guide).as(part.getSimpleName()).contains("`" + field.getName() + "`");
      }
    }
  }

  private static String unpacked(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void pack(Path file, String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Files.write(file, bytes.toByteArray());
  }
}
