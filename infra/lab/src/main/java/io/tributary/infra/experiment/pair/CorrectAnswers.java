package io.tributary.infra.experiment.pair;

import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.rows.AnswerColumn;
import io.tributary.infra.experiment.rows.AnsweredRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The marks of one run's answers in one deployment: which are right.
 *
 * @param rows that every client was asked, in order
 * @param clients marks of each client
 */
public record CorrectAnswers(List<TestRow> rows, List<ClientMarks> clients) {
  public CorrectAnswers {
    rows = List.copyOf(rows);
    clients = List.copyOf(clients);
  }

  /**
   * A row, identified independently of the run that asks it.
   *
   * @param task of the row
   * @param digest of all of its content
   */
  public record TestRow(String task, String digest) {}

  /**
   * The marks of a client's answers.
   *
   * @param client its name
   * @param own tasks that it trains on, or would
   * @param trained false for one that only asks
   * @param right boolean[rows]
   */
  public record ClientMarks(String client, Set<String> own, boolean trained, boolean[] right) {}

  /** Marks a run's answers; all rows were asked in every deployment. */
  public static CorrectAnswers of(AnsweredRows answers, ServingMode servingMode) {
    var asked = answers.rows();
    var rows = new ArrayList<TestRow>();
    for (int row = 0; row < asked.size(); row++) {
      rows.add(new TestRow(asked.task().get(row), asked.digest().get(row)));
    }
    List<AnswerColumn> columns = answers.of(servingMode);
    var clients = new ArrayList<ClientMarks>();
    for (int c = 0; c < columns.size(); c++) {
      AnswerColumn column = columns.get(c);
      boolean[] right = new boolean[asked.size()];
      for (int i = 0; i < column.row().length; i++) {
        int row = column.row()[i];
        right[row] = asked.isRight(row, column.option()[i]);
      }
      var client = answers.clients().get(c);
      clients.add(
          new ClientMarks(client.client(), Set.copyOf(client.tasks()), client.trained(), right));
    }
    return new CorrectAnswers(rows, clients);
  }
}
