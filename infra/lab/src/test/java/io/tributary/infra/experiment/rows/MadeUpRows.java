package io.tributary.infra.experiment.rows;

import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.rows.AnsweredRows.AskingClient;
import io.tributary.infra.experiment.rows.AnsweredRows.ClusterTask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers that nobody gave. */
public final class MadeUpRows {
  private static final List<String> OPTIONS = List.of("no", "maybe", "yes");

  private MadeUpRows() {}

  /** Whether a client gets a row of a task right. */
  public interface Right {
    boolean is(int client, String task, int row);
  }

  /**
   * Of clients {@code c0}, {@code c1} and so on, who own the tasks in turn; the last of them never
   * trained if there are more than two.
   *
   * @param tasks in ascending order
   * @param perTask rows of each
   */
  public static AnsweredRows of(
      List<String> tasks,
      int perTask,
      int clients,
      Collection<ServingMode> deployments,
      Right right) {
    var questions = new ArrayList<LabelledQuestion>();
    for (String task : tasks) {
      for (int row = 0; row < perTask; row++) {
        questions.add(
            new LabelledQuestion(
                task + "/" + row, task, "text " + row, OPTIONS, OPTIONS.get(row % 3)));
      }
    }
    AskedRows asked = AskedRows.of(questions);
    var columns = new ArrayList<AnswerColumn>();
    var asking = new ArrayList<AskingClient>();
    var numbers = new ArrayList<Integer>();
    for (int client = 0; client < clients; client++) {
      asking.add(
          new AskingClient(
              "c" + client,
              List.of(tasks.get(client % tasks.size())),
              clients < 3 || client < clients - 1));
      numbers.add(client);
      columns.add(column(asked, client, perTask, right));
    }
    var clusters = new ArrayList<ClusterTask>();
    for (int cluster = 0; cluster < tasks.size(); cluster++) {
      clusters.add(
          new ClusterTask(
              cluster, tasks.get(cluster), new TreeMap<>(Map.of(tasks.get(cluster), 5L))));
    }
    var served = new TreeMap<ServingMode, List<Integer>>();
    deployments.forEach(one -> served.put(one, numbers));
    return new AnsweredRows(
        RowsReference.FORM,
        asked,
        asking,
        clusters,
        List.of("c0"),
        columns,
        served,
        new TreeMap<>(Map.of(1, numbers)));
  }

  private static AnswerColumn column(AskedRows asked, int client, int perTask, Right right) {
    int size = asked.size();
    var column =
        new AnswerColumn(
            new int[size], new int[size], new double[size], new int[size], new int[size]);
    for (int row = 0; row < size; row++) {
      boolean is = right.is(client, asked.task().get(row), row % perTask);
      column.row()[row] = row;
      column.option()[row] = is ? asked.truth()[row] : (asked.truth()[row] + 1) % 3;
      column.confidence()[row] = 0.5 + 0.03125 * (row % 16);
    }
    return column;
  }
}
