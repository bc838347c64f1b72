package io.tributary.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.id.ClientId;
import io.tributary.worker.data.row.DataFeed;
import io.tributary.worker.data.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  @TempDir Path folder;

  @Test
  void foldersWhoseRowsNameThemAreTasks() throws IOException {
    write("mood/train.jsonl", "mood", 40);
    write("mood/test.jsonl", "mood", 10);
    write("topic/train.jsonl", "topic", 40);
    write("topic/test.jsonl", "topic", 10);

    Corpus corpus = load(FolderLayout.AUTO, 4);

    assertThat(corpus.clients()).hasSize(4);
    assertThat(corpus.tasks()).containsExactly("mood", "topic");
    assertThat(corpus.of(new ClientId("client-3")).orElseThrow().train())
        .hasSize(20)
        .allMatch(row -> row.task().equals("topic"));
  }

  @Test
  void clientFoldersKeepTheirRowsAndMayGrow() throws IOException {
    write("ada/train.jsonl", "", 40);
    write("ada/test.jsonl", "", 10);
    write("bob/train.jsonl", "", 20);
    write("bob/test.jsonl", "", 5);

    Corpus corpus = load(FolderLayout.CLIENTS, 0);

    assertThat(corpus.clients()).extracting(rows -> rows.client().value()).contains("ada", "bob");
    ClientDataset ada = corpus.clients().get(0);
    assertThat(ada.train()).hasSize(40);
    assertThat(ada.test()).hasSize(10);
    assertThat(ada.growing()).isPresent();
  }

  @Test
  void withoutTestFileAFifthIsKeptAndStaysKeptWhileTheFileGrows() throws IOException {
    write("ada.jsonl", "", 500);
    ClientDataset before = load(FolderLayout.CLIENTS, 0).clients().get(0);
    DataFeed feed = before.growing().orElseThrow().follow();
    write("ada.jsonl", "", 600);
    // The first 500 lines are as they were.

    List<Row> appended = feed.poll();
    ClientDataset after = load(FolderLayout.CLIENTS, 0).clients().get(0);

    assertThat(before.test().size()).isBetween(75, 125);
    assertThat(after.test()).containsAll(before.test()).doesNotContainAnyElementsOf(appended);
    assertThat(after.train()).containsAll(before.train()).containsAll(appended);
  }

  @Test
  void setsFreeTextRowsAside() throws IOException {
    write("ada.jsonl", "", 50);
    Files.writeString(
        folder.resolve("ada.jsonl"),
        "{\"input\":\"tell me\",\"output\":\"a story\"}\n",
        StandardOpenOption.APPEND);

    assertThat(load(FolderLayout.TASKS, 2).freeText()).isEqualTo(1);
  }

  @Test
  void readsTheBundledSample() {
    Corpus corpus = Corpus.load(CorpusSettings.sample(1));

    assertThat(corpus.clients()).hasSize(8);
    assertThat(corpus.tasks()).containsExactly("colour", "parity");
  }

  @Test
  void refusesUnknownTasks() throws IOException {
    write("mood/train.jsonl", "mood", 40);
    var settings =
        new CorpusSettings(
            Optional.of(folder),
            FolderLayout.AUTO,
            List.of("moot"),
            DataScenario.SINGLE,
            2,
            600,
            300,
            1);

    assertThatThrownBy(() -> Corpus.load(settings))
        .hasMessage("--tasks names moot, but " + folder + " has mood");
  }

  @Test
  void refusesAnotherNumberOfClientsThanFolders() throws IOException {
    write("ada.jsonl", "", 20);

    assertThatThrownBy(() -> load(FolderLayout.CLIENTS, 3))
        .hasMessage("--clients is 3, but there are 1 clients");
  }

  private Corpus load(FolderLayout folderLayout, int clients) {
    return Corpus.load(
        new CorpusSettings(
            Optional.of(folder),
            folderLayout,
            List.of(),
            DataScenario.SINGLE,
            clients,
            600,
            300,
            1));
  }

  private void write(String name, String task, int rows) throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      text.append("{\"task\":\"").append(task).append("\",\"input\":\"text ").append(i);
      text.append("\",\"output\":\"a\",\"options\":[\"a\",\"b\"]}\n");
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
