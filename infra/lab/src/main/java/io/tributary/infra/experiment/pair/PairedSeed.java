package io.tributary.infra.experiment.pair;

import io.tributary.infra.experiment.pair.CorrectAnswers.ClientMarks;
import io.tributary.infra.experiment.pair.CorrectAnswers.TestRow;
import io.tributary.infra.experiment.plan.ComparisonMetric;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The answers of two runs of one seed, compared one by one.
 *
 * @param pairs of answers to the same row of the same client
 * @param unpaired rows that only one of the runs asked
 */
record PairedSeed(List<Pair> pairs, int unpaired) {
  /**
   * The answers of both runs to one row of one client.
   *
   * @param client that asked
   * @param row that it asked
   * @param difference 1 if only the first run was right, -1 if only the second, 0 otherwise
   * @param weight of the pair in the figure that is compared; all of a seed sum to 1
   */
  record Pair(String client, TestRow row, int difference, double weight) {}

  /** The indices of a row in both runs. */
  private record Place(int first, int second) {}

  static PairedSeed of(ComparisonMetric figure, CorrectAnswers first, CorrectAnswers second) {
    Map<TestRow, Deque<Integer>> others = new HashMap<>();
    for (int i = 0; i < second.rows().size(); i++) {
      others.computeIfAbsent(second.rows().get(i), row -> new ArrayDeque<>()).add(i);
    }
    var byTask = new TreeMap<String, List<Place>>();
    int paired = 0;
    for (int i = 0; i < first.rows().size(); i++) {
      TestRow row = first.rows().get(i);
      Integer other = others.getOrDefault(row, new ArrayDeque<>()).poll();
      if (other != null) {
        byTask.computeIfAbsent(row.task(), task -> new ArrayList<>()).add(new Place(i, other));
        paired++;
      }
    }
    int unpaired = first.rows().size() + second.rows().size() - 2 * paired;
    return new PairedSeed(pairs(figure, first, second, byTask), unpaired);
  }

  private static List<Pair> pairs(
      ComparisonMetric figure,
      CorrectAnswers first,
      CorrectAnswers second,
      Map<String, List<Place>> byTask) {
    Map<String, ClientMarks> others = new HashMap<>();
    second.clients().forEach(client -> others.put(client.client(), client));
    List<ClientMarks> clients =
        first.clients().stream()
            .filter(client -> others.containsKey(client.client()))
            .filter(client -> !counted(figure, client, byTask.keySet()).isEmpty())
            .toList();
    var pairs = new ArrayList<Pair>();
    for (ClientMarks client : clients) {
      boolean[] right = client.right();
      boolean[] otherRight = others.get(client.client()).right();
      Set<String> tasks = counted(figure, client, byTask.keySet());
      for (String task : tasks) {
        List<Place> places = byTask.get(task);
        double weight = 1.0 / clients.size() / tasks.size() / places.size();
        for (Place place : places) {
          int difference = (right[place.first()] ? 1 : 0) - (otherRight[place.second()] ? 1 : 0);
          pairs.add(new Pair(client.client(), first.rows().get(place.first()), difference, weight));
        }
      }
    }
    return pairs;
  }

  /**
   * Returns the tasks from which a client's part of the figure is computed; empty if it has none.
   */
  private static Set<String> counted(
      ComparisonMetric figure, ClientMarks client, Set<String> asked) {
    var own = new TreeSet<>(asked);
    own.retainAll(client.own());
    return switch (figure) {
      case ALL_TASKS -> asked;
      case OWN_TASKS -> client.trained() ? own : Set.of();
      case UNSEEN_CLIENTS -> client.trained() ? Set.of() : own;
    };
  }
}
