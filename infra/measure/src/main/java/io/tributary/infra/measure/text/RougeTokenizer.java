package io.tributary.infra.measure.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a text into words as ROUGE-1.5.5 and Google's rouge-score do without stemming: lower case,
 * maximal runs of a-z and 0-9; everything else separates. Scripts without such letters have no
 * words, so their texts score 0: ROUGE was made for English.
 */
final class RougeTokenizer {
  private RougeTokenizer() {}

  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        word.append(c);
      } else {
        flush(word, words);
      }
    }
    flush(word, words);
    return words;
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (word.length() > 0) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
