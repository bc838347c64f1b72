package io.tributary.worker.data;

import io.tributary.schemas.settings.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The source of the text and the way in which it is dealt to clients.
 *
 * @param folder of task or client folders, or of JSONL files, or one such file; empty for the
 *     bundled sample
 * @param layout meaning of the folders
 * @param tasks names of the units to take; empty for all that can be trained
 * @param scenario how tasks are spread over clients
 * @param clients N, for tasks; 0 means 8, or as many as there are client folders
 * @param trainCap largest number of train rows per client
 * @param testCap largest number of test rows per client
 * @param seed of splits
 */
public record CorpusSettings(
    Optional<Path> folder,
    FolderLayout layout,
    List<String> tasks,
    DataScenario scenario,
    int clients,
    int trainCap,
    int testCap,
    long seed) {
  /** The default number of clients to which tasks are dealt. */
  public static final int DEFAULT_CLIENTS = 8;

  public CorpusSettings {
    tasks = List.copyOf(tasks);
    requireAtLeast("clients", clients, 0);
    requireAtLeast("cap", trainCap, 2);
    requireAtLeast("test cap", testCap, 1);
  }

  /** Returns the bundled sample, SINGLE, over 8 clients, 600 train and 300 test rows at most. */
  public static CorpusSettings sample(long seed) {
    return new CorpusSettings(
        Optional.empty(), FolderLayout.AUTO, List.of(), DataScenario.SINGLE, 0, 600, 300, seed);
  }

  private static void requireAtLeast(String name, int value, int bound) {
    if (value < bound) {
      throw Failure.badArguments(name + " must be >= " + bound + ", was " + value, null);
    }
  }
}
