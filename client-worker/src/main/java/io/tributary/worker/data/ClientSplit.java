package io.tributary.worker.data;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.settings.Failure;
import io.tributary.worker.data.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Deals the rows of tasks to clients as FedRouter's experiments do (ALGORITHMS.md, "How data are
 * dealt"): with T tasks and N clients, client i belongs to group {@code a = floor(i T / N)} and
 * takes every (N/T)-th row.
 *
 * @param scenario which tasks a client has
 * @param clients N
 * @param trainCap largest number of train rows per client
 * @param testCap largest number of test rows per client
 * @param seed of the shuffles
 */
record ClientSplit(DataScenario scenario, int clients, int trainCap, int testCap, long seed) {
  List<ClientDataset> deal(List<RowSource> tasks) {
    if (scenario != DataScenario.ALL && clients < tasks.size()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "SPLIT_TOO_FEW_CLIENTS",
          "scenario "
              + scenario.flag()
              + " needs at least one client per task: "
              + tasks.size()
              + " tasks, "
              + clients
              + " clients",
          "Raise --clients to " + tasks.size() + " or name fewer tasks with --tasks.");
    }
    var dealt = new ArrayList<ClientDataset>();
    for (int i = 0; i < clients; i++) {
      List<Row> train = share(i, tasks, RowSource::train, "train", trainCap);
      List<Row> test = share(i, tasks, RowSource::test, "test", testCap);
      requireTwo(i, train.size());
      dealt.add(new ClientDataset(new ClientId("client-" + i), train, test, Optional.empty()));
    }
    return dealt;
  }

  private List<Row> share(
      int i, List<RowSource> tasks, Function<RowSource, List<Row>> part, String name, int cap) {
    int group = scenario == DataScenario.ALL ? 0 : groupOf(i, tasks.size());
    int first = scenario == DataScenario.ALL ? 0 : firstOf(group, tasks.size());
    int size = scenario == DataScenario.ALL ? clients : firstOf(group + 1, tasks.size()) - first;
    List<Row> pool = pool(group, tasks, part, name);
    var share = new ArrayList<Row>();
    for (int p = i - first; p < pool.size() && share.size() < cap; p += size) {
      share.add(pool.get(p));
    }
    return share;
  }

  private List<Row> pool(
      int group, List<RowSource> tasks, Function<RowSource, List<Row>> part, String name) {
    var pool = new ArrayList<Row>();
    if (scenario == DataScenario.SINGLE) {
      pool.addAll(shuffled(tasks.get(group), part, name));
    } else if (scenario == DataScenario.DUAL) {
      List<Row> own = shuffled(tasks.get(group), part, name);
      List<Row> other = shuffled(tasks.get((group + 1) % tasks.size()), part, name);
      pool.addAll(own.subList(0, own.size() / 2));
      pool.addAll(other.subList(other.size() / 2, other.size()));
    } else {
      tasks.forEach(task -> pool.addAll(shuffled(task, part, name)));
    }
    return SeededShuffle.of(pool, seed, scenario + "/" + name + "/" + group);
  }

  private List<Row> shuffled(RowSource task, Function<RowSource, List<Row>> part, String name) {
    return SeededShuffle.of(part.apply(task), seed, name + "/" + task.name());
  }

  private int groupOf(int i, int tasks) {
    return (int) ((long) i * tasks / clients);
  }

  /** Returns the lowest client of a group. */
  private int firstOf(int group, int tasks) {
    return (int) (((long) group * clients + tasks - 1) / tasks);
  }

  private void requireTwo(int i, int rows) {
    if (rows < 2) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "DATA_TOO_FEW_ROWS",
          "client-" + i + " of " + clients + " would get " + rows + " train rows, needs at least 2",
          "Lower --clients, or add rows.");
    }
  }
}
