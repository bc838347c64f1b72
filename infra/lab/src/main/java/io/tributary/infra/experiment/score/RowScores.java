package io.tributary.infra.experiment.score;

import io.tributary.infra.evaluate.TaskOwnership;
import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.rows.AnswerColumn;
import io.tributary.infra.experiment.rows.AnsweredRows;
import io.tributary.infra.experiment.rows.AnsweredRows.AskingClient;
import io.tributary.infra.experiment.rows.AskedRows;
import io.tributary.schemas.id.ClientId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Computes the figures of answers: the same for new answers and for stored ones. */
public final class RowScores {
  private RowScores() {}

  /** Returns the scores of every deployment, from all of its answers. */
  public static SortedMap<ServingMode, DeploymentScore> of(AnsweredRows rows) {
    var scores = new TreeMap<ServingMode, DeploymentScore>();
    rows.deployments().keySet().forEach(one -> scores.put(one, of(rows, rows.of(one))));
    return scores;
  }

  /** Returns the accuracy on a client's own tasks, mean over clients, by round. */
  public static SortedMap<Integer, Double> curve(AnsweredRows rows) {
    var curve = new TreeMap<Integer, Double>();
    rows.curve()
        .keySet()
        .forEach(round -> curve.put(round, of(rows, rows.ofRound(round)).ownTasks()));
    return curve;
  }

  static DeploymentScore of(AnsweredRows rows, List<AnswerColumn> columns) {
    AskedRows asked = rows.rows();
    Map<Integer, String> taskOf = new HashMap<>();
    rows.clusters().forEach(cluster -> taskOf.put(cluster.cluster(), cluster.task()));
    var sheet = sheet(rows.clients());
    for (int c = 0; c < columns.size(); c++) {
      var client = new ClientId(rows.clients().get(c).client());
      AnswerColumn column = columns.get(c);
      for (int i = 0; i < column.row().length; i++) {
        int row = column.row()[i];
        String task = asked.task().get(row);
        sheet.add(
            client,
            task,
            asked.trueClass(row),
            asked.chosenClass(row, column.option()[i]),
            column.confidence()[i],
            task.equals(taskOf.get(column.cluster()[i])));
      }
    }
    return sheet.score();
  }

  private static ScoreSheet sheet(List<AskingClient> clients) {
    var owned = new TreeMap<ClientId, SortedSet<String>>();
    var unseen = new HashSet<ClientId>();
    for (AskingClient one : clients) {
      var client = new ClientId(one.client());
      owned.put(client, new TreeSet<>(one.tasks()));
      if (!one.trained()) {
        unseen.add(client);
      }
    }
    return new ScoreSheet(new TaskOwnership(owned), unseen);
  }
}
