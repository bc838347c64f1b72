package io.tributary.worker.data;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.worker.data.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClientSplitTest {
  @Test
  void singleGivesTwoClientsOfEightEachTask() {
    List<ClientDataset> clients = deal(DataScenario.SINGLE, 8, 4, 100);

    for (int i = 0; i < 8; i++) {
      assertThat(tasksOf(clients.get(i).train())).isEqualTo(Map.of("task-" + i / 2, 50L));
      assertThat(tasksOf(clients.get(i).test())).isEqualTo(Map.of("task-" + i / 2, 10L));
    }
  }

  @Test
  void dualPairsEveryTaskWithItsTwoNeighbours() {
    List<ClientDataset> clients = deal(DataScenario.DUAL, 8, 4, 100);

    for (int i = 0; i < 8; i++) {
      String own = "task-" + i / 2;
      String next = "task-" + (i / 2 + 1) % 4;
      Map<String, Long> tasks = tasksOf(clients.get(i).train());
      assertThat(tasks).containsOnlyKeys(own, next);
      assertThat(tasks.get(own) + tasks.get(next)).isEqualTo(50);
      assertThat(tasks.get(own)).isBetween(15L, 35L);
    }
  }

  @Test
  void allGivesEveryClientEveryTask() {
    List<ClientDataset> clients = deal(DataScenario.ALL, 8, 4, 100);

    for (ClientDataset client : clients) {
      assertThat(client.train()).hasSize(50);
      assertThat(tasksOf(client.train())).hasSize(4);
    }
  }

  @Test
  void capsEveryClient() {
    List<ClientDataset> clients = new ClientSplit(DataScenario.ALL, 2, 7, 3, 1).deal(tasks(2, 50));

    assertThat(clients).allSatisfy(client -> assertThat(client.train()).hasSize(7));
    assertThat(clients).allSatisfy(client -> assertThat(client.test()).hasSize(3));
  }

  @Test
  void anotherSeedDealsOtherRows() {
    List<ClientDataset> once =
        new ClientSplit(DataScenario.SINGLE, 4, 600, 300, 1).deal(tasks(2, 50));
    List<ClientDataset> again =
        new ClientSplit(DataScenario.SINGLE, 4, 600, 300, 1).deal(tasks(2, 50));
    List<ClientDataset> other =
        new ClientSplit(DataScenario.SINGLE, 4, 600, 300, 2).deal(tasks(2, 50));

    assertThat(again).isEqualTo(once);
    assertThat(other).isNotEqualTo(once);
  }

  @Test
  void refusesMoreTasksThanClients() {
    assertThatThrownBy(() -> deal(DataScenario.SINGLE, 2, 4, 100))
        .hasMessage("scenario single needs at least one client per task: 4 tasks, 2 clients");
  }

  @Test
  void refusesClientsWithoutRows() {
    assertThatThrownBy(() -> deal(DataScenario.SINGLE, 8, 1, 9))
        .hasMessage("client-1 of 8 would get 1 train rows, needs at least 2");
  }

  private static List<ClientDataset> deal(DataScenario scenario, int clients, int tasks, int rows) {
    return new ClientSplit(scenario, clients, 600, 300, 1).deal(tasks(tasks, rows));
  }

  private static Map<String, Long> tasksOf(List<Row> rows) {
    return new TreeMap<>(rows.stream().collect(groupingBy(Row::task, counting())));
  }

  static List<RowSource> tasks(int tasks, int rows) {
    var units = new ArrayList<RowSource>();
    for (int t = 0; t < tasks; t++) {
      String name = "task-" + t;
      units.add(
          new RowSource(name, rows(name, rows), rows(name + "-test", rows / 5), 0, Optional.empty())
              .asTask());
    }
    return units;
  }

  private static List<Row> rows(String text, int count) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < count; i++) {
      rows.add(new Row("", "", text + " " + i, "yes", List.of("yes", "no")));
    }
    return rows;
  }
}
