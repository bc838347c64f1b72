package io.tributary.router.http;

/**
 * The bounds on a request.
 *
 * @param bodyBytes of the whole request
 * @param inputs in one request
 * @param textCharacters of one text, instruction, input or option; the model cuts far earlier
 * @param options of one question
 * @param distinctOptions of all questions of a request together, because each is embedded
 */
public record RequestLimits(
    int bodyBytes, int inputs, int textCharacters, int options, int distinctOptions) {
  /**
   * The default bounds: 4 MiB, 256 inputs, 20,000 characters, 256 options of a question, 1024 of a
   * request.
   */
  public static final RequestLimits DEFAULT = new RequestLimits(4 << 20, 256, 20_000, 256, 1024);

  public RequestLimits {
    requirePositive("body bytes", bodyBytes);
    requirePositive("inputs", inputs);
    requirePositive("text characters", textCharacters);
    requirePositive("options", options);
    requirePositive("distinct options", distinctOptions);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("limit of " + name + " must be >= 1, was " + value);
    }
  }
}
