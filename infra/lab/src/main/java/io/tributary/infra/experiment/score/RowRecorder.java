package io.tributary.infra.experiment.score;

import io.tributary.infra.evaluate.MajorityTasks;
import io.tributary.infra.evaluate.TaskOwnership;
import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.rows.AnswerColumn;
import io.tributary.infra.experiment.rows.AnsweredRows;
import io.tributary.infra.experiment.rows.AnsweredRows.AskingClient;
import io.tributary.infra.experiment.rows.AnsweredRows.ClusterTask;
import io.tributary.infra.experiment.rows.AskedRows;
import io.tributary.infra.experiment.rows.RowsReference;
import io.tributary.infra.experiment.score.AdapterSelector.Serving;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Records the answers of every client and deployment. Equal columns are kept once. */
final class RowRecorder {
  private final List<LabelledQuestion> questions;
  private final AskedRows asked;
  private final TaskOwnership ownership;
  private final Set<ClientId> unseen;
  private final AnsweringAdapters answers;
  private final Map<AnswerColumn, Integer> columns = new LinkedHashMap<>();
  private final Map<String, Integer> adapters = new LinkedHashMap<>();
  private final SortedMap<ServingMode, List<Integer>> deployments = new TreeMap<>();
  private final SortedMap<Integer, List<Integer>> curve = new TreeMap<>();
  private MajorityTasks tasks = new MajorityTasks(new TreeMap<>(), new TreeMap<>());

  /**
   * Creates a recorder without answers.
   *
   * @param questions all that may be asked
   * @param ownership which tasks a client trains on, or would
   * @param unseen clients that never train
   * @param answers source of the answers when they are recorded
   */
  RowRecorder(
      List<LabelledQuestion> questions,
      TaskOwnership ownership,
      Set<ClientId> unseen,
      AnsweringAdapters answers) {
    this.questions = questions;
    this.ownership = ownership;
    this.unseen = Set.copyOf(unseen);
    this.answers = answers;
    asked = AskedRows.of(questions);
  }

  /** Records all questions of a deployment, as every client asked them. */
  void deployment(
      ServingMode servingMode, Map<ClientId, List<Serving>> served, MajorityTasks standingFor) {
    var numbers = new ArrayList<Integer>();
    for (ClientId client : ownership.tasks().keySet()) {
      var all = new TreeMap<Integer, Serving>();
      for (Serving serving : served.get(client)) {
        all.put(all.size(), serving);
      }
      numbers.add(column(all));
    }
    deployments.put(servingMode, List.copyOf(numbers));
    tasks = standingFor;
  }

  /** Records some questions of every client in a round, by their number. */
  void round(
      int round,
      Map<ClientId, ? extends SortedMap<Integer, Serving>> served,
      MajorityTasks standingFor) {
    curve.put(
        round,
        ownership.tasks().keySet().stream().map(client -> column(served.get(client))).toList());
    tasks = standingFor;
  }

  /** Returns everything that was recorded. */
  AnsweredRows rows() {
    var clients = new ArrayList<AskingClient>();
    ownership
        .tasks()
        .forEach(
            (client, own) ->
                clients.add(
                    new AskingClient(client.value(), List.copyOf(own), !unseen.contains(client))));
    var clusters = new ArrayList<ClusterTask>();
    tasks
        .taskOf()
        .forEach(
            (cluster, task) ->
                clusters.add(
                    new ClusterTask(
                        cluster.value(),
                        task,
                        tasks.rows().getOrDefault(cluster, new TreeMap<>()))));
    return new AnsweredRows(
        RowsReference.FORM,
        asked,
        clients,
        clusters,
        List.copyOf(adapters.keySet()),
        List.copyOf(columns.keySet()),
        new TreeMap<>(deployments),
        new TreeMap<>(curve));
  }

  private int column(SortedMap<Integer, Serving> served) {
    int size = served.size();
    var column =
        new AnswerColumn(
            new int[size], new int[size], new double[size], new int[size], new int[size]);
    int at = 0;
    for (Map.Entry<Integer, Serving> one : served.entrySet()) {
      Serving serving = one.getValue();
      AdapterAnswer answer = answers.of(serving, questions.get(one.getKey()));
      column.row()[at] = one.getKey();
      column.option()[at] = answer.option();
      column.confidence()[at] = answer.confidence();
      column.cluster()[at] =
          serving.cluster().map(ClusterId::value).orElse(AnswerColumn.NO_CLUSTER);
      column.adapter()[at] = number(serving.name(), adapters);
      at++;
    }
    return number(column, columns);
  }

  /** Returns the number of a thing; a new thing gets the next one. */
  private static <T> int number(T thing, Map<T, Integer> numbers) {
    Integer known = numbers.putIfAbsent(thing, numbers.size());
    return known == null ? numbers.size() - 1 : known;
  }
}
