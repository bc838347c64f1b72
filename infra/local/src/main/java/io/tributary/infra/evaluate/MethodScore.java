package io.tributary.infra.evaluate;

import io.tributary.infra.report.RunResults.Method;
import io.tributary.schemas.id.ClientId;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns accuracies into one row of the final table. */
final class MethodScore {
  private MethodScore() {}

  /** Returns the row of a method that gives all clients the same answers. */
  static Method shared(String name, TaskAccuracy accuracy, TaskOwnership ownership) {
    SortedMap<ClientId, TaskAccuracy> all = new TreeMap<>();
    ownership.tasks().keySet().forEach(client -> all.put(client, accuracy));
    return perClient(name, all, ownership);
  }

  /** Returns the row of a method that gives every client its own answers: means over clients. */
  static Method perClient(
      String name, SortedMap<ClientId, TaskAccuracy> accuracies, TaskOwnership ownership) {
    double all = mean(accuracies.values().stream().map(TaskAccuracy::mean).toList());
    double own =
        mean(
            accuracies.entrySet().stream()
                .map(entry -> entry.getValue().mean(ownership.tasks().get(entry.getKey())))
                .toList());
    return new Method(name, all, own, perTask(accuracies.values()));
  }

  private static SortedMap<String, Double> perTask(Collection<TaskAccuracy> accuracies) {
    SortedMap<String, Double> sums = new TreeMap<>();
    for (TaskAccuracy accuracy : accuracies) {
      for (Map.Entry<String, Double> entry : accuracy.byTask().entrySet()) {
        sums.merge(entry.getKey(), entry.getValue(), Double::sum);
      }
    }
    sums.replaceAll((task, sum) -> sum / accuracies.size());
    return sums;
  }

  private static double mean(Collection<Double> values) {
    return values.stream()
        .mapToDouble(Double::doubleValue)
        .filter(v -> !Double.isNaN(v))
        .average()
        .orElse(Double.NaN);
  }
}
