package io.tributary.schemas.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Turns a text into token ids by the model's own {@code tokenizer.json}. Safe for use by several
 * threads.
 */
public final class TextTokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;
  private final int positions;

  private TextTokenizer(HuggingFaceTokenizer tokenizer, int positions) {
    this.tokenizer = tokenizer;
    this.positions = positions;
  }

  static TextTokenizer read(InputStream json, int positions) throws IOException {
    String longest = Integer.toString(positions);
    Map<String, String> options =
        Map.of(
            "padding",
            "false",
            "truncation",
            "true",
            "maxLength",
            longest,
            "modelMaxLength",
            longest);
    return new TextTokenizer(HuggingFaceTokenizer.newInstance(json, options), positions);
  }

  /**
   * Returns the ids of the text with its special tokens. A longer text is cut; its last special
   * token is kept.
   *
   * @param maxTokens 3 up to the number of positions of the model
   */
  public long[] ids(String text, int maxTokens) {
    if (maxTokens < 3 || maxTokens > positions) {
      throw new IllegalArgumentException(
          "max tokens of a text must be in 3.." + positions + ", was " + maxTokens);
    }
    long[] ids = tokenizer.encode(text).getIds();
    if (ids.length <= maxTokens) {
      return ids;
    }
    long[] cut = java.util.Arrays.copyOf(ids, maxTokens);
    cut[maxTokens - 1] = ids[ids.length - 1];
    return cut;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
