package io.tributary.infra.bench.tasks;

import io.tributary.worker.data.ClientRows;
import io.tributary.worker.data.Corpus;
import io.tributary.worker.data.CorpusSettings;
import io.tributary.worker.data.FolderLayout;
import io.tributary.worker.data.Scenario;
import io.tributary.worker.data.row.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Six tasks of real text, each worded in four ways.
 *
 * @param folder of the tasks
 * @param rows to train on, of a client at most
 * @param testRows of a client at most
 */
record RealTasks(Path folder, int rows, int testRows) {
  static final List<String> NAMES =
      List.of(
          "entailment",
          "linguistic_acceptability",
          "paraphrase",
          "question_classification",
          "sentiment",
          "topic_classification");

  /**
   * Where the shared data lie: below {@code TRIBUTARY_DATA}, or beside the checkout that the
   * program was started in or in a module of; empty if they are not here.
   */
  static Optional<Path> find() {
    Optional<String> named = Optional.ofNullable(System.getenv("TRIBUTARY_DATA"));
    return named.map(List::of).orElse(List.of("../shared/data", "../../shared/data")).stream()
        .map(folder -> Path.of(folder, "multitask").toAbsolutePath().normalize())
        .filter(Files::isDirectory)
        .findFirst();
  }

  /** Dealt to clients, instruction and input in one text. */
  Corpus inOneText(Scenario scenario, int clients, long seed) {
    Corpus corpus = corpusOf(scenario, clients, seed);
    return corpus.with(corpus.clients().stream().map(RealTasks::inOneText).toList());
  }

  /** Dealt to clients, each row with its instruction apart. */
  Corpus corpusOf(Scenario scenario, int clients, long seed) {
    return Corpus.load(
        new CorpusSettings(
            Optional.of(folder),
            FolderLayout.TASKS,
            NAMES,
            scenario,
            clients,
            rows,
            testRows,
            seed));
  }

  private static ClientRows inOneText(ClientRows client) {
    return new ClientRows(
        client.client(), inOneText(client.train()), inOneText(client.test()), client.growing());
  }

  private static List<Row> inOneText(List<Row> rows) {
    return rows.stream()
        .map(row -> new Row(row.task(), "", row.text(true), row.output(), row.options()))
        .toList();
  }
}
