package io.tributary.worker.cluster;

import io.tributary.schemas.geometry.ClusterCount;
import io.tributary.schemas.geometry.KMeans;
import io.tributary.schemas.geometry.NearestCentroidSearch;
import io.tributary.schemas.geometry.VectorGeometry;
import io.tributary.schemas.settings.Failure;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Clusters a client's rows into slots. If their number is chosen, texts from several templates are
 * split into tasks by {@link TemplateTasks}, and others by {@link ClusterCount}.
 *
 * @param slots J_i; empty to choose it
 * @param mostSlots bound when it is chosen
 * @param seed of k-means
 */
public record LocalClustering(OptionalInt slots, int mostSlots, long seed) {
  public LocalClustering {
    if (slots.orElse(0) < 0 || slots.orElse(0) > 10_000) {
      throw new IllegalArgumentException(
          "slots must be in 0..10000 (0: choose), was " + slots.getAsInt());
    }
  }

  /**
   * The rows of a client as input of the clustering.
   *
   * @param texts that are embedded
   * @param inputs the texts without their instructions, where rows distinguish them
   * @param embeddings of the texts, of length 1, float[n][h]
   */
  public record Texts(List<String> texts, List<String> inputs, float[][] embeddings) {
    private Texts at(int[] rows) {
      return new Texts(
          IntStream.of(rows).mapToObj(texts::get).toList(),
          IntStream.of(rows).mapToObj(inputs::get).toList(),
          TemplateTasks.at(rows, embeddings));
    }
  }

  /** Embeds other texts; it is only used when the number of slots is chosen. */
  @FunctionalInterface
  public interface Embed {
    /** Returns one embedding of length 1 for each text. */
    float[][] of(List<String> texts);
  }

  /**
   * A client's slots, which are fixed from now on.
   *
   * @param centroids float[J_i][h]
   * @param isUnsure whether two of the slots may be one task; never if their number was given
   */
  public record Slots(float[][] centroids, boolean isUnsure) {}

  /**
   * Returns the slots of a client.
   *
   * @param client for messages
   * @throws Failure if there are fewer rows than slots
   */
  public Slots slots(String client, Texts rows, Embed embed) {
    requireRows(slots.orElse(0), client, rows.embeddings().length);
    if (slots.isPresent()) {
      return fit(rows, slots.getAsInt());
    }
    Texts looked = rows.at(ClusterCount.looked(rows.embeddings().length, seed));
    var wordings = new TextTemplates(looked.texts());
    float[][] contents = embed.of(looked.inputs().stream().map(wordings::content).toList());
    if (!wordings.haveSeveralTemplates()) {
      return fit(rows, ClusterCount.choose(looked.embeddings(), contents, mostSlots, seed));
    }
    var worded = new TemplateTasks(looked.embeddings(), contents, wordings, mostSlots, seed);
    float[][] means =
        worded.tasks().stream()
            .map(task -> VectorGeometry.mean(TemplateTasks.at(task, looked.embeddings())))
            .toArray(float[][]::new);
    return new Slots(taken(means, rows.embeddings()), worded.isUnsure());
  }

  /** Keeps only centroids that are nearest to some row: a slot without rows is never announced. */
  private static float[][] taken(float[][] centroids, float[][] embeddings) {
    int[] taken =
        IntStream.of(NearestCentroidSearch.labels(embeddings, centroids))
            .sorted()
            .distinct()
            .toArray();
    return TemplateTasks.at(taken, centroids);
  }

  private Slots fit(Texts rows, int k) {
    return new Slots(KMeans.fit(rows.embeddings(), k, KMeans.RESTARTS, seed).centroids(), false);
  }

  /**
   * Checks that a client has enough rows for its slots.
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
          "Lower --slots, or pass --slots auto.");
    }
  }
}
