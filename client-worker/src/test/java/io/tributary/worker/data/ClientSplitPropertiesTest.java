package io.tributary.worker.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.worker.data.row.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ClientSplitPropertiesTest {
  @Property(tries = 60)
  void dealsEveryRowOnce(
      @ForAll DataScenario scenario,
      @ForAll @IntRange(min = 5, max = 13) int clients,
      @ForAll @IntRange(min = 1, max = 5) int tasks,
      @ForAll long seed) {
    List<ClientDataset> dealt =
        new ClientSplit(scenario, clients, 10_000, 10_000, seed)
            .deal(ClientSplitTest.tasks(tasks, 60));

    var seen = new ArrayList<Row>();
    dealt.forEach(client -> seen.addAll(client.train()));
    assertThat(seen).hasSize(tasks * 60);
    assertThat(new HashSet<>(seen)).hasSize(tasks * 60);
  }
}
