package io.tributary.worker.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the wordings that the texts of one client share, as templates of prompts do: runs of three
 * words that many texts have, wherever in a text they stand. The rest of a text is its content.
 *
 * <p>Templates need not be marked: an instruction may stand before, after and around the input of a
 * row, in one field with it. Some phrases of the language are shared, too; a text loses little by
 * that.
 */
final class TextTemplates {
  private static final int RUN = 3;
  private static final int FEWEST_TEXTS = 3;
  private static final double SMALLEST_SHARE = 0.02;

  /** The share of texts above which a run distinguishes none of them. */
  private static final double LARGEST_SHARE = 0.9;

  /**
   * The share of texts with shared runs from which they come from templates. Of texts from
   * templates, 77 in 100 and more have three shared runs; of the inputs alone, 47 in 100 at most
   * (six tasks, 100 and 300 rows of each).
   */
  private static final double TEMPLATE_SHARE = 0.6;

  private static final int TEMPLATE_RUNS = 3;

  /**
   * The words that stand for the borders of a text, so that a template of two words is a run, too.
   */
  private static final String BEGIN = "\u0002";

  private static final String END = "\u0003";

  private static final Pattern QUOTES = Pattern.compile("^[\"'\u201c\u201d]+|[\"'\u201c\u201d]+$");

  private record Run(String first, String second, String third) {}

  private final List<Set<Run>> telling = new ArrayList<>();
  private final Map<Run, Integer> shared = new HashMap<>();
  private final Set<String> labels = new HashSet<>();

  /** Finds runs that a fiftieth of some texts share, and at least three of them. */
  TextTemplates(List<String> texts) {
    var counts = new HashMap<Run, Integer>();
    var first = new HashMap<String, Integer>();
    for (String text : texts) {
      String[] words = words(text);
      first.merge(words[1], 1, Integer::sum);
      Set<Run> theirs = runs(words);
      telling.add(theirs);
      theirs.forEach(run -> counts.merge(run, 1, Integer::sum));
    }
    double needed = Math.max(FEWEST_TEXTS, SMALLEST_SHARE * texts.size());
    first.forEach(
        (word, count) -> {
          if (count >= needed && word.endsWith(":")) {
            labels.add(word);
          }
        });
    for (Set<Run> theirs : telling) {
      theirs.removeIf(run -> counts.get(run) < needed);
      theirs.forEach(run -> shared.putIfAbsent(run, shared.size()));
      theirs.removeIf(run -> counts.get(run) > LARGEST_SHARE * texts.size());
    }
  }

  /** Returns whether most texts come from templates, of which there are several. */
  boolean haveSeveralTemplates() {
    long worded = telling.stream().filter(runs -> runs.size() >= TEMPLATE_RUNS).count();
    return worded >= TEMPLATE_SHARE * telling.size();
  }

  /**
   * Returns some words without those of shared runs, a label such as {@code Question:} that many
   * texts begin with, and quotes around the rest; all words if none would be left.
   */
  String content(String text) {
    String[] words = words(text);
    boolean[] isShared = new boolean[words.length];
    isShared[1] = labels.contains(words[1]);
    for (int at = 0; at + RUN <= words.length; at++) {
      if (shared.containsKey(run(words, at))) {
        Arrays.fill(isShared, at, at + RUN, true);
      }
    }
    var left = new ArrayList<String>();
    for (int at = 1; at < words.length - 1; at++) {
      if (!isShared[at]) {
        left.add(words[at]);
      }
    }
    String content = QUOTES.matcher(String.join(" ", left)).replaceAll("");
    return content.isEmpty() ? text : content;
  }

  /**
   * Returns how far two sets of texts share their wordings: the overlap coefficient (Szymkiewicz
   * 1934) of their runs, each weighted by the share of texts that have it.
   *
   * @return 0: nothing in common; 1: the wordings of one set are among those of the other
   */
  double overlap(int[] some, int[] others) {
    double[] a = shares(some);
    double[] b = shares(others);
    double common = 0;
    for (int run = 0; run < a.length; run++) {
      common += Math.min(a[run], b[run]);
    }
    double smaller = Math.min(Arrays.stream(a).sum(), Arrays.stream(b).sum());
    return smaller == 0 ? 0 : common / smaller;
  }

  private double[] shares(int[] some) {
    double[] shares = new double[shared.size()];
    for (int text : some) {
      for (Run run : telling.get(text)) {
        shares[shared.get(run)] += 1.0 / some.length;
      }
    }
    return shares;
  }

  private static String[] words(String text) {
    return (BEGIN + " " + text.strip() + " " + END).split("\\s+");
  }

  private static Set<Run> runs(String[] words) {
    var runs = new LinkedHashSet<Run>();
    for (int at = 0; at + RUN <= words.length; at++) {
      runs.add(run(words, at));
    }
    return runs;
  }

  private static Run run(String[] words, int at) {
    return new Run(words[at], words[at + 1], words[at + 2]);
  }
}
