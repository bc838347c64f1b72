package io.tributary.infra.bench.tasks;

import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.Corpus;
import io.tributary.worker.data.CorpusSettings;
import io.tributary.worker.data.DataScenario;
import io.tributary.worker.data.FolderLayout;
import io.tributary.worker.data.row.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads six tasks of real text, each worded in four ways.
 *
 * @param folder of the tasks
 * @param rows largest number of training rows of a client
 * @param testRows largest number of test rows of a client
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

  /** The folder {@code multitask} below {@code TRIBUTARY_DATA}; empty if there is none. */
  static Optional<Path> find() {
    return Optional.ofNullable(System.getenv("TRIBUTARY_DATA"))
        .map(folder -> Path.of(folder, "multitask").toAbsolutePath().normalize())
        .filter(Files::isDirectory);
  }

  /** Returns the rows dealt to clients, instruction and input in one text. */
  Corpus inOneText(DataScenario scenario, int clients, long seed) {
    Corpus corpus = corpusOf(scenario, clients, seed);
    return corpus.with(corpus.clients().stream().map(RealTasks::inOneText).toList());
  }

  /** Returns the rows dealt to clients, each with a separate instruction. */
  Corpus corpusOf(DataScenario scenario, int clients, long seed) {
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

  private static ClientDataset inOneText(ClientDataset client) {
    return new ClientDataset(
        client.client(), inOneText(client.train()), inOneText(client.test()), client.growing());
  }

  private static List<Row> inOneText(List<Row> rows) {
    return rows.stream()
        .map(row -> new Row(row.task(), "", row.text(true), row.output(), row.options()))
        .toList();
  }
}
