package io.tributary.router.infer;

import io.tributary.schemas.adapter.LoraAdapter;
import java.util.List;
import java.util.Optional;

/**
 * One text and the answers to choose from.
 *
 * @param text the text to answer
 * @param options at least one
 * @param adapter on top of the base model; empty for the frozen base itself
 */
public record ChoiceQuestion(String text, List<String> options, Optional<LoraAdapter> adapter) {
  public ChoiceQuestion {
    options = List.copyOf(options);
    if (options.isEmpty()) {
      throw new IllegalArgumentException("a question needs at least one option, had none");
    }
  }
}
