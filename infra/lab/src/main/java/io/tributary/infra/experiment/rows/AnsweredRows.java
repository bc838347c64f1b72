package io.tributary.infra.experiment.rows;

import io.tributary.infra.experiment.plan.ServingMode;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The answers of one training. Clients that got the same answers share a column of them.
 *
 * @param form of the file, {@link RowsReference#FORM}
 * @param rows that were asked
 * @param clients that asked, in the order of all lists by client
 * @param clusters the task of each cluster; empty where nothing was trained
 * @param adapters names of the adapters that answered, which columns refer to: a cluster, a slot, a
 *     pair of adapters, or {@code base}
 * @param answers columns of answers
 * @param deployments the column of every client, by deployment
 * @param curve the column of every client, by round: its own tasks, some of their rows, by its
 *     nearest cluster
 */
public record AnsweredRows(
    int form,
    AskedRows rows,
    List<AskingClient> clients,
    List<ClusterTask> clusters,
    List<String> adapters,
    List<AnswerColumn> answers,
    SortedMap<ServingMode, List<Integer>> deployments,
    SortedMap<Integer, List<Integer>> curve) {

  /**
   * A client that asked test rows.
   *
   * @param client its name
   * @param tasks that it trains on, or would
   * @param trained false for one that only asks
   */
  public record AskingClient(String client, List<String> tasks, boolean trained) {}

  /**
   * A cluster with its task.
   *
   * @param cluster its number
   * @param task that most of its training rows belong to
   * @param trainingRows of its slots, by task
   */
  public record ClusterTask(int cluster, String task, SortedMap<String, Long> trainingRows) {}

  /** Returns the answers of every client in a deployment, in the clients' order. */
  public List<AnswerColumn> of(ServingMode servingMode) {
    return columns(deployments.get(servingMode));
  }

  /** Returns the answers of every client in a round of the curve, in the clients' order. */
  public List<AnswerColumn> ofRound(int round) {
    return columns(curve.get(round));
  }

  private List<AnswerColumn> columns(List<Integer> numbers) {
    return numbers.stream().map(answers::get).toList();
  }

  /** Returns the number of answers over clients, deployments and rounds. */
  public long count() {
    return Stream.concat(deployments.values().stream(), curve.values().stream())
        .flatMap(numbers -> columns(numbers).stream())
        .mapToLong(column -> column.row().length)
        .sum();
  }
}
