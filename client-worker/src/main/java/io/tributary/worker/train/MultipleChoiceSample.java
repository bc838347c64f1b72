package io.tributary.worker.train;

import java.util.List;

/**
 * One training row: a text, its options, and which of them is right.
 *
 * @param text the text to answer
 * @param options at least one
 * @param answer index of the right option
 */
public record MultipleChoiceSample(String text, List<String> options, int answer) {
  public MultipleChoiceSample {
    options = List.copyOf(options);
    if (answer < 0 || answer >= options.size()) {
      throw new IllegalArgumentException(
          "answer must be the index of one of " + options.size() + " options, was " + answer);
    }
  }
}
