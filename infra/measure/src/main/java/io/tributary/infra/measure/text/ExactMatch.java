package io.tributary.infra.measure.text;

import io.tributary.infra.measure.Require;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Computes exact match as the evaluation of SQuAD defines it (Rajpurkar et al. 2016): texts are
 * equal after both are put in lower case, ASCII punctuation is removed (not replaced), the articles
 * a, an and the are removed, and white space is trimmed and joined to single blanks.
 */
public final class ExactMatch {
  private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");
  private static final Pattern ARTICLES =
      Pattern.compile("\\b(a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private ExactMatch() {}

  /**
   * Returns whether the candidate equals one of the references.
   *
   * @throws IllegalArgumentException if there is no reference
   */
  public static boolean matches(String candidate, List<String> references) {
    Require.atLeast(1, "number of references", references.size(), "score rows that have one");
    String normalised = normalise(candidate);
    return references.stream().anyMatch(reference -> normalise(reference).equals(normalised));
  }

  /**
   * Returns the form that is compared: lower case, without punctuation, articles and superfluous
   * white space.
   */
  static String normalise(String text) {
    String plain = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    String bare = ARTICLES.matcher(plain).replaceAll(" ");
    return SPACES.matcher(bare).replaceAll(" ").strip();
  }
}
