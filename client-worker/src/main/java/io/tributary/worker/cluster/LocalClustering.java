package io.tributary.worker.cluster;

import io.tributary.schemas.geometry.ClusterCount;
import io.tributary.schemas.geometry.Geometry;
import io.tributary.schemas.geometry.KMeans;
import io.tributary.schemas.geometry.Nearest;
import io.tributary.schemas.settings.Failure;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a client's rows become slots. Where their number is chosen, texts from several templates are
 * split into tasks by {@link WordedTasks}, and others as {@link ClusterCount} says.
 *
 * @param slots J_i, or 0 to choose it
 * @param mostSlots bound when it is chosen
 * @param seed of k-means
 */
public record LocalClustering(int slots, int mostSlots, long seed) {
  public LocalClustering {
    if (slots < 0 || slots > 10_000) {
      throw new IllegalArgumentException("slots must be in 0..10000 (0: choose), was " + slots);
    }
  }

  /**
   * The rows of a client as the clustering reads them.
   *
   * @param texts that are embedded
   * @param inputs the same without their instructions, where rows tell them apart
   * @param embeddings of the texts, of length 1, float[n][h]
   */
  public record Texts(List<String> texts, List<String> inputs, float[][] embeddings) {
    private Texts at(int[] rows) {
      return new Texts(
          IntStream.of(rows).mapToObj(texts::get).toList(),
          IntStream.of(rows).mapToObj(inputs::get).toList(),
          WordedTasks.at(rows, embeddings));
    }
  }

  /** Embeds other texts; only asked when the number of slots is chosen. */
  @FunctionalInterface
  public interface Embed {
    /** One embedding of length 1 for each text. */
    float[][] of(List<String> texts);
  }

  /**
   * Where a client's slots are, fixed from now on.
   *
   * @param centroids float[J_i][h]
   * @param isUnsure whether two of the slots may hold one task; never where their number was given
   */
  public record Slots(float[][] centroids, boolean isUnsure) {}

  /**
   * The slots of a client.
   *
   * @param client for messages
   * @throws Failure if there are fewer rows than slots
   */
  public Slots slots(String client, Texts rows, Embed embed) {
    requireRows(slots, client, rows.embeddings().length);
    if (slots > 0) {
      return fit(rows, slots);
    }
    Texts looked = rows.at(ClusterCount.looked(rows.embeddings().length, seed));
    var wordings = new Wordings(looked.texts());
    float[][] contents = embed.of(looked.inputs().stream().map(wordings::content).toList());
    if (!wordings.haveSeveralTemplates()) {
      return fit(rows, ClusterCount.choose(looked.embeddings(), contents, mostSlots, seed));
    }
    var worded = new WordedTasks(looked.embeddings(), contents, wordings, mostSlots, seed);
    float[][] means =
        worded.tasks().stream()
            .map(task -> Geometry.mean(WordedTasks.at(task, looked.embeddings())))
            .toArray(float[][]::new);
    return new Slots(taken(means, rows.embeddings()), worded.isUnsure());
  }

  /** Only those that a row is nearest to: a slot without rows is never announced. */
  private static float[][] taken(float[][] centroids, float[][] embeddings) {
    int[] taken = IntStream.of(Nearest.labels(embeddings, centroids)).sorted().distinct().toArray();
    return WordedTasks.at(taken, centroids);
  }

  private Slots fit(Texts rows, int k) {
    return new Slots(KMeans.fit(rows.embeddings(), k, KMeans.RESTARTS, seed).centroids(), false);
  }

  /**
   * Passes if a client has enough rows for its slots.
   *
   * @param slots that were asked for; 0 to choose
   * @throws Failure TOO_MANY_SLOTS
   */
  public static void requireRows(int slots, String client, int rows) {
    if (slots > rows) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "TOO_MANY_SLOTS",
          "--slots must be <= " + rows + ", the rows of " + client + ", was " + slots,
          "lower --slots, or pass --slots auto");
    }
  }
}
