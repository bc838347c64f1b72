package io.tributary.router.infer;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.FederationModel;
import io.tributary.schemas.model.OptionEmbeddings;
import io.tributary.schemas.model.OptionScorer;
import io.tributary.schemas.model.TextEmbedder;
import io.tributary.schemas.spec.FederationSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Infers with the frozen base model. Calls must come one after the other, as {@link
 * QueuedInference} makes them.
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
   * @param cachedTexts number of base embeddings kept, of texts and again of options
   */
  public ModelInference(BaseModel model, TextEmbedder.Settings settings, int cachedTexts) {
    this.model = model;
    this.embedder = new TextEmbedder(model, settings);
    this.scorer = new OptionScorer(embedder, new OptionEmbeddings(embedder, cachedTexts));
    this.cache = new EmbeddingCache(cachedTexts, texts -> List.of(embedder.embed(texts)));
  }

  /**
   * Loads the base model of a federation.
   *
   * @param path directory of the model, or empty for the bundled one
   * @param maxTokens longer texts are cut
   * @param cachedTexts number of base embeddings kept, of texts and again of options
   * @throws io.tributary.schemas.settings.Failure if the model cannot be used, or is not the one of
   *     the federation
   */
  public static ModelInference open(
      FederationSpec spec, Optional<Path> path, int maxTokens, int cachedTexts) {
    TextEmbedder.Settings defaults = TextEmbedder.Settings.DEFAULT;
    var settings =
        new TextEmbedder.Settings(maxTokens, defaults.batch(), defaults.cachedAdapters());
    // Batches come one after the other: each may use every core.
    int threads = Runtime.getRuntime().availableProcessors();
    BaseModel model = FederationModel.load(spec, path, threads);
    try {
      return new ModelInference(model, settings, cachedTexts);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return cache.embed(texts);
  }

  @Override
  public List<ChosenOption> choose(List<ChoiceQuestion> questions) {
    List<OptionScorer.Choice> choices =
        scorer.choose(
            questions.stream().map(ChoiceQuestion::text).toList(),
            questions.stream().map(ChoiceQuestion::options).toList(),
            questions.stream().map(q -> q.adapter().orElse(null)).toArray(LoraAdapter[]::new));
    var answers = new ArrayList<ChosenOption>(choices.size());
    for (OptionScorer.Choice choice : choices) {
      answers.add(new ChosenOption(choice.index(), softmax(choice.scores())));
    }
    return answers;
  }

  /**
   * Returns the softmax, with scores shifted by the largest one, so that no exponential overflows.
   */
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
