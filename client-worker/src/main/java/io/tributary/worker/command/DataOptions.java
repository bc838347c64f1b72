package io.tributary.worker.command;

import io.tributary.worker.data.CorpusSettings;
import io.tributary.worker.data.DataScenario;
import io.tributary.worker.data.FolderLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags that select a client's text; the same flags give the same rows everywhere. */
public final class DataOptions {
  @Option(
      names = "--data",
      description = "Folder of NAME/train.jsonl (and test.jsonl) or NAME.jsonl; else the sample.")
  private Path folder;

  @Option(
      names = "--layout",
      defaultValue = "AUTO",
      description = "What NAME is: auto, tasks or clients.")
  private FolderLayout folderLayout;

  @Option(names = "--tasks", split = ",", description = "Take only these names.")
  private List<String> tasks = List.of();

  @Option(
      names = "--scenario",
      defaultValue = "SINGLE",
      description = "How tasks are spread over clients: single, dual or all.")
  private DataScenario scenario;

  @Option(
      names = "--clients",
      defaultValue = "0",
      description = "Number of clients (8 for tasks; for client folders, as many as there are).")
  private int clients;

  @Option(names = "--cap", defaultValue = "600", description = "Train rows per client, at most.")
  private int cap;

  @Option(names = "--test-cap", defaultValue = "300", description = "Test rows per client.")
  private int testCap;

  @Option(names = "--seed", defaultValue = "1", description = "Of splits, clustering, training.")
  private long seed;

  /** Returns the settings; throws a Failure for values out of bounds. */
  public CorpusSettings settings() {
    return new CorpusSettings(
        Optional.ofNullable(folder), folderLayout, tasks, scenario, clients, cap, testCap, seed);
  }

  int cap() {
    return cap;
  }

  long seed() {
    return seed;
  }
}
