package io.tributary.infra.measure.text;

import io.tributary.infra.measure.Require;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * ROUGE (Lin 2004, "ROUGE: A Package for Automatic Evaluation of Summaries"): what a candidate has
 * in common with a reference. Words are lower-case runs of a-z and 0-9, without stemming or stop
 * words, as in Google's rouge-score.
 */
public enum Rouge {
  /** The words in common, each as often as in the text that has it less often. */
  ROUGE_1 {
    @Override
    RougeScore score(List<String> candidate, List<String> reference) {
      return ngrams(1, candidate, reference);
    }
  },

  /** The pairs of adjacent words in common, counted likewise. */
  ROUGE_2 {
    @Override
    RougeScore score(List<String> candidate, List<String> reference) {
      return ngrams(2, candidate, reference);
    }
  },

  /**
   * The longest common subsequence of words, of the whole texts as one sentence (not the
   * "summary-level" ROUGE-Lsum); F with beta = 1.
   */
  ROUGE_L {
    @Override
    RougeScore score(List<String> candidate, List<String> reference) {
      return RougeScore.of(
          LongestCommonSubsequence.length(candidate, reference),
          candidate.size(),
          reference.size());
    }
  };

  abstract RougeScore score(List<String> candidate, List<String> reference);

  /** Returns the score against one reference. */
  public RougeScore score(String candidate, String reference) {
    return score(RougeTokenizer.of(candidate), RougeTokenizer.of(reference));
  }

  /**
   * Returns the score against the reference with the highest F1, the first of equals.
   *
   * @throws IllegalArgumentException if there is no reference
   */
  public RougeScore score(String candidate, List<String> references) {
    Require.atLeast(1, "number of references", references.size(), "score rows that have one");
    List<String> words = RougeTokenizer.of(candidate);
    RougeScore best = null;
    for (String reference : references) {
      RougeScore score = score(words, RougeTokenizer.of(reference));
      if (best == null || score.f1() > best.f1()) {
        best = score;
      }
    }
    return best;
  }

  private static RougeScore ngrams(int n, List<String> candidate, List<String> reference) {
    Map<List<String>, Integer> inCandidate = count(n, candidate);
    Map<List<String>, Integer> inReference = count(n, reference);
    int common = 0;
    for (Map.Entry<List<String>, Integer> entry : inCandidate.entrySet()) {
      common += Math.min(entry.getValue(), inReference.getOrDefault(entry.getKey(), 0));
    }
    return RougeScore.of(common, candidate.size() - n + 1, reference.size() - n + 1);
  }

  private static Map<List<String>, Integer> count(int n, List<String> words) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= words.size(); i++) {
      counts.merge(words.subList(i, i + n), 1, Integer::sum);
    }
    return counts;
  }
}
