package io.tributary.infra.experiment.rows;

import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.schemas.adapter.Digests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The test rows without their text, a list for each of their properties.
 *
 * @param id task and number within the run's split
 * @param task of each
 * @param digest of text, options and answer, the short form: two runs asked the same row if it is
 *     equal
 * @param options classes of the options in the row's order; a class is the rank of the option's
 *     text among all of the task
 * @param truth index of the right option
 */
public record AskedRows(
    List<String> id, List<String> task, List<String> digest, int[][] options, int[] truth) {

  /** Creates the rows of questions, in the order of the questions. */
  public static AskedRows of(List<LabelledQuestion> questions) {
    Map<String, List<String>> classes = classes(questions);
    var ids = new ArrayList<String>();
    var tasks = new ArrayList<String>();
    var digests = new ArrayList<String>();
    var options = new int[questions.size()][];
    var truth = new int[questions.size()];
    for (int i = 0; i < truth.length; i++) {
      LabelledQuestion question = questions.get(i);
      ids.add(question.id());
      tasks.add(question.task());
      digests.add(digest(question));
      List<String> ofTask = classes.get(question.task());
      options[i] =
          question.options().stream()
              .mapToInt(option -> Collections.binarySearch(ofTask, option))
              .toArray();
      truth[i] = question.options().indexOf(question.answer());
    }
    return new AskedRows(ids, tasks, digests, options, truth);
  }

  /** Returns the texts of all options, by task, in ascending order. */
  private static Map<String, List<String>> classes(List<LabelledQuestion> questions) {
    Map<String, Set<String>> texts = new HashMap<>();
    for (LabelledQuestion question : questions) {
      texts.computeIfAbsent(question.task(), task -> new TreeSet<>()).addAll(question.options());
    }
    Map<String, List<String>> classes = new HashMap<>();
    texts.forEach((task, options) -> classes.put(task, List.copyOf(options)));
    return classes;
  }

  /** Returns the number of rows. */
  public int size() {
    return truth.length;
  }

  /** Returns the class of a row's right option. */
  public int trueClass(int row) {
    return options[row][truth[row]];
  }

  /** Returns the class of one of a row's options. */
  public int chosenClass(int row, int option) {
    return options[row][option];
  }

  /** Returns whether an option of a row is the right one. */
  public boolean isRight(int row, int option) {
    return chosenClass(row, option) == trueClass(row);
  }

  /**
   * Returns the digest of a question. Lengths precede texts, so that no two rows have the same
   * concatenation.
   */
  private static String digest(LabelledQuestion question) {
    var parts = new ArrayList<String>();
    parts.add(question.text());
    parts.addAll(question.options());
    parts.add(question.answer());
    var text = new StringBuilder();
    parts.forEach(part -> text.append(part.length()).append(':').append(part).append('\n'));
    return Digests.ofText(text.toString());
  }
}
