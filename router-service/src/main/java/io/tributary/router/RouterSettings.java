package io.tributary.router;

import io.tributary.http.PortSettings;
import io.tributary.router.http.RequestLimits;
import java.time.Duration;

/**
 * The settings of one router.
 *
 * @param host interface of both ports
 * @param port data port; 0 picks a free one
 * @param managementPort probes and metrics; 0 picks a free one
 * @param maxTokens longer texts are cut, as the workers cut them
 * @param keptVersions versions of each cluster that stay servable by name
 * @param cachedTexts base embeddings kept
 * @param queue requests that may wait for inference
 * @param patience longest time that a request waits for inference
 * @param limits of requests
 * @param ports settings of both ports towards their callers
 */
public record RouterSettings(
    String host,
    int port,
    int managementPort,
    int maxTokens,
    int keptVersions,
    int cachedTexts,
    int queue,
    Duration patience,
    RequestLimits limits,
    PortSettings ports) {
  public RouterSettings {
    requireIn("--port", port, 0, 65_535);
    requireIn("--management-port", managementPort, 0, 65_535);
    requireIn("--max-tokens", maxTokens, 3, 256);
    requireIn("--kept-versions", keptVersions, 1, 10_000);
    requireIn("--cached-texts", cachedTexts, 1, 10_000_000);
    requireIn("--queue", queue, 1, 100_000);
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience must be > 0, was " + patience);
    }
  }

  private static void requireIn(String name, int value, int least, int greatest) {
    if (value < least || value > greatest) {
      throw new IllegalArgumentException(
          name + " must be in " + least + ".." + greatest + ", was " + value);
    }
  }
}
