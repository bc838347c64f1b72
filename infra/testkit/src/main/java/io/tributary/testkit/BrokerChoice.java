package io.tributary.testkit;

import java.util.Optional;

/**
 * The kind of broker that the tests use, with the reason.
 *
 * @param kind of broker to start
 * @param reason one phrase for the log
 */
record BrokerChoice(Kind kind, String reason) {

  enum Kind {
    EMBEDDED,
    TESTCONTAINERS
  }

  /** Asks a container engine about itself, within a second. */
  interface Engine {

    /** Returns why no container of {@code image} can be started; empty if it can. */
    Optional<String> obstacle(String image);
  }

  /**
   * Decides by {@code mode}: auto, embedded or testcontainers.
   *
   * @throws IllegalStateException if testcontainers is forced and the engine or image is missing
   */
  static BrokerChoice of(String mode, String image, Engine engine) {
    return switch (mode) {
      case "embedded" -> new BrokerChoice(Kind.EMBEDDED, "kafka.test.broker=embedded");
      case "auto" ->
          engine
              .obstacle(image)
              .map(obstacle -> new BrokerChoice(Kind.EMBEDDED, obstacle))
              .orElseGet(() -> new BrokerChoice(Kind.TESTCONTAINERS, "the engine has " + image));
      case "testcontainers" -> {
        engine
            .obstacle(image)
            .ifPresent(
                obstacle -> {
                  throw new IllegalStateException(
                      "kafka.test.broker=testcontainers, but %s: start the engine and build the image with infra/docker/build-image, or use auto"
                          .formatted(obstacle));
                });
        yield new BrokerChoice(Kind.TESTCONTAINERS, "kafka.test.broker=testcontainers");
      }
      default ->
          throw new IllegalArgumentException(
              "kafka.test.broker must be auto, embedded or testcontainers, was '" + mode + "'");
    };
  }
}
