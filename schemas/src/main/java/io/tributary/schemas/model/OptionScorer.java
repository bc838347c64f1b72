package io.tributary.schemas.model;

import io.tributary.schemas.adapter.LoraAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Answers rows that choose among options, with the option whose frozen embedding is nearest, by
 * cosine, to the adapted embedding of the text.
 */
public final class OptionScorer {
  /** The temperature by which cosines are divided to give scores. */
  public static final float TEMPERATURE = 0.05f;

  private final TextEmbedder embedder;
  private final OptionEmbeddings options;

  /**
   * The chosen option of one text, with all scores.
   *
   * @param index index of the best option; of equal ones the first
   * @param scores cosine / {@link #TEMPERATURE}, one for each option
   */
  public record Choice(int index, float[] scores) {}

  public OptionScorer(TextEmbedder embedder, OptionEmbeddings options) {
    this.embedder = embedder;
    this.options = options;
  }

  /**
   * Answers one text.
   *
   * @param texts the options, at least one
   * @param adapter null for the base model alone
   */
  public Choice choose(String text, List<String> texts, LoraAdapter adapter) {
    return choose(List.of(text), List.of(texts), new LoraAdapter[] {adapter}).get(0);
  }

  /**
   * Answers many texts at once.
   *
   * @param optionsPerText at least one option for each text
   * @param adapterPerText one adapter for each text; null for the base model alone
   */
  public List<Choice> choose(
      List<String> texts, List<List<String>> optionsPerText, LoraAdapter[] adapterPerText) {
    requireAsMany(optionsPerText.size(), texts.size());
    return choose(embedder.embed(texts, adapterPerText), optionsPerText);
  }

  /**
   * Answers texts that are already embedded.
   *
   * @param embeddings one of length 1 for each text
   * @param optionsPerText at least one option for each text
   */
  public List<Choice> choose(float[][] embeddings, List<List<String>> optionsPerText) {
    requireAsMany(optionsPerText.size(), embeddings.length);
    Map<String, float[]> known = options.of(optionsPerText.stream().flatMap(List::stream).toList());
    var choices = new ArrayList<Choice>();
    for (int i = 0; i < embeddings.length; i++) {
      choices.add(choose(embeddings[i], optionsPerText.get(i), known));
    }
    return choices;
  }

  private static void requireAsMany(int lists, int texts) {
    if (lists != texts) {
      throw new IllegalArgumentException(
          "option lists must be as many as texts, were " + lists + " for " + texts);
    }
  }

  private static Choice choose(
      float[] embedding, List<String> options, Map<String, float[]> known) {
    if (options.isEmpty()) {
      throw new IllegalArgumentException("a text to choose for needs at least one option");
    }
    float[] scores = new float[options.size()];
    int best = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = dot(embedding, known.get(options.get(i))) / TEMPERATURE;
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return new Choice(best, scores);
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
