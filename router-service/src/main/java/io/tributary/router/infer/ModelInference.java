package io.tributary.router.infer;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.OptionEmbeddings;
import io.tributary.schemas.model.OptionScorer;
import io.tributary.schemas.model.TextEmbedder;
import java.util.ArrayList;
import java.util.List;

/**
 * Inference on the frozen base model. Calls must come one after the other, as {@link
 * QueuedInference} sends them.
 */
public final class ModelInference implements Inference {
  private final BaseModel model;
  private final TextEmbedder embedder;
  private final OptionScorer scorer;
  private final EmbeddingCache cache;

  /**
   * Takes over the model and closes it.
   *
   * @param settings batch, longest text and adapters kept in native memory
   * @param cachedTexts base embeddings kept, of texts and again of options
   */
  public ModelInference(BaseModel model, TextEmbedder.Settings settings, int cachedTexts) {
    this.model = model;
    this.embedder = new TextEmbedder(model, settings);
    this.scorer = new OptionScorer(embedder, new OptionEmbeddings(embedder, cachedTexts));
    this.cache = new EmbeddingCache(cachedTexts, texts -> List.of(embedder.embed(texts)));
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return cache.embed(texts);
  }

  @Override
  public List<Choice> choose(List<Question> questions) {
    List<OptionScorer.Choice> choices =
        scorer.choose(
            questions.stream().map(Question::text).toList(),
            questions.stream().map(Question::options).toList(),
            questions.stream().map(q -> q.adapter().orElse(null)).toArray(LoraAdapter[]::new));
    var answers = new ArrayList<Choice>(choices.size());
    for (OptionScorer.Choice choice : choices) {
      answers.add(new Choice(choice.index(), softmax(choice.scores())));
    }
    return answers;
  }

  /** Shifted by the largest score, so that no exponential overflows. */
  static float[] softmax(float[] scores) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score - largest);
    }
    float[] probabilities = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = (float) (Math.exp(scores[i] - largest) / sum);
    }
    return probabilities;
  }

  @Override
  public void close() {
    embedder.close();
    model.close();
  }
}
