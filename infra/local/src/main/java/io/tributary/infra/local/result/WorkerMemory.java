package io.tributary.infra.local.result;

import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.row.Row;
import io.tributary.worker.state.ClientState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the embeddings and slots that the stopped workers of this machine have stored, to score and
 * to draw; they are never sent.
 *
 * @param root the worker's state directory
 * @param federation of the workers
 * @param baseModel that embedded
 * @param maxTokens that texts were cut at
 * @param withInstructions whether instructions were part of the texts
 */
public record WorkerMemory(
    Path root, String federation, String baseModel, int maxTokens, boolean withInstructions) {
  /**
   * One client's rows as they were embedded.
   *
   * @param rows to train on
   * @param embeddings of the rows, in their order
   * @param centroids of the client's slots
   */
  record Remembered(List<Row> rows, float[][] embeddings, float[][] centroids) {}

  /** Returns a client's rows; empty if it never ran here. */
  Optional<Remembered> of(ClientDataset client) {
    try (ClientState state = ClientState.open(root, federation, client.client())) {
      // The client's worker reports a damaged file and computes the embeddings once more.
      Optional<float[][]> embeddings = state.embeddings(origin(client.train()), damaged -> {});
      Optional<float[][]> centroids = state.centroids(baseModel);
      return embeddings.isPresent() && centroids.isPresent()
          ? Optional.of(new Remembered(client.train(), embeddings.get(), centroids.get()))
          : Optional.empty();
    }
  }

  private String origin(List<Row> rows) {
    List<String> texts = rows.stream().map(row -> row.text(withInstructions)).toList();
    return ClientState.embeddingOrigin(baseModel, maxTokens, texts);
  }
}
