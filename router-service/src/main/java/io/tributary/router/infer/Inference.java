package io.tributary.router.infer;

import java.util.List;

/**
 * Computes embeddings and answers with the base model, for the router. Safe for use by several
 * threads.
 */
public interface Inference extends AutoCloseable {
  /**
   * Embeds texts with the frozen base model.
   *
   * @return one float[h] of unit length per text, in order; callers must not change them
   * @throws InferenceBusy if there is no room or time for it now
   */
  List<float[]> embed(List<String> texts);

  /**
   * Answers questions, each with its own adapter, in one mixed batch.
   *
   * @return one choice per question, in order
   * @throws InferenceBusy if there is no room or time for it now
   */
  List<ChosenOption> choose(List<ChoiceQuestion> questions);

  @Override
  void close();
}
