package io.tributary.infra.evaluate.router;

import java.util.List;

/**
 * One labelled row: its answer and task are known here and never leave this JVM.
 *
 * @param id unique within an evaluation
 * @param task to score
 * @param text instruction and input, as they were trained on
 * @param options to choose from
 * @param answer the right one
 */
public record LabelledQuestion(
    String id, String task, String text, List<String> options, String answer) {
  public LabelledQuestion {
    options = List.copyOf(options);
  }
}
